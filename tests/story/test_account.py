"""Stories of a store on disk: who says what, since when, from how many sources, and where numbers disagree."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.store import open_store
from kg.store.corpus import check_store, merge, remove_articles
from kg.store.merges import read_event_judgements
from kg.story import EventStory, tell
from tests.story.newsroom import HOSTILE, NEWS, WHO


def tell_all(store: Path, asked: str) -> tuple[EventStory, ...]:
    return tell(open_store(store), asked).events


def test_who_affirms_and_who_denies(newsroom: Path) -> None:
    meeting, earlier = tell_all(newsroom, "Jeanne Lemoine")
    assert meeting.label == "Jeanne Lemoine – rencontrer – Paul Carpentier"
    assert (meeting.when, meeting.where) == (("2024-03-11", "2024-03-11"), ("Lyon",))
    assert (meeting.articles, meeting.sources, meeting.since) == (4, 3, "2024-03-09")
    assert meeting.is_contested
    told = {(v.status, v.modality): v for v in meeting.voices}
    affirmed = told["asserted", "actual"]
    assert affirmed.who == affirmed.outlets == ("La Gazette", "Le Courrier")
    assert (affirmed.sources, affirmed.copied, affirmed.since) == (1, True, "2024-03-12")
    denied = told["denied", "actual"]
    assert (denied.who, denied.outlets, denied.article) == (("Luc Barbier",), ("L’Éclair",), "eclair")
    assert told["unreal", "necessary"].who == ("Le Messager",)
    assert len(meeting.voices) == 3
    assert (earlier.when[0], earlier.sources, earlier.is_contested) == ("2024-02-02", 1, False)


def test_quotations_stand_in_their_articles(newsroom: Path) -> None:
    texts = {name: text for name, _, _, text in NEWS}
    voices = [v for asked in ("Jeanne Lemoine", "Kaboul") for event in tell_all(newsroom, asked) for v in event.voices]
    assert len(voices) >= 6
    for voice in voices:
        assert voice.quotation in texts[voice.article]


def test_numbers_that_disagree(newsroom: Path) -> None:
    (attack,) = (event for event in tell_all(newsroom, "Kaboul") if event.articles > 1)
    (disagreement,) = attack.disagreements
    assert disagreement.of == "victims"
    said = dict(disagreement.figures)
    assert said["33 morts"] == ("police",)
    assert said["34 personnes"] == ("Le Courrier",)
    assert {v.amounts for v in attack.voices if v.who == ("police",)} == {("33 morts",)}
    assert HOSTILE in {outlet for v in attack.voices for outlet in v.outlets}


def test_an_event_is_asked_for_by_its_iri_or_a_fact(newsroom: Path) -> None:
    meeting = tell_all(newsroom, "jeanne lemoine")[0]
    facts = [fact for voice in meeting.voices for fact in voice.facts]
    assert len(facts) == 4
    for asked in (
        meeting.iri,
        meeting.iri.replace("https://kg.example/event/", "event:"),
        *facts,
        facts[0].removeprefix("https://kg.example/fact/"),
    ):
        assert tell_all(newsroom, asked) == (meeting,)
    earlier = tell_all(newsroom, "Jeanne Lemoine")[1]
    assert tell_all(newsroom, earlier.iri) == (earlier,), "an event told once has no node, but an IRI to ask with"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("Jeanne Lemoin", "nothing is called so; near: jeanne lemoine"),
        ("event:nowhere/rencontrer-00000000", "no such event; kg story ACTOR"),
        ("rencontrer-00000000", "no such fact"),
        ("Luc Barbier", "takes part in no event; what else is said: kg query facts-about"),
    ],
)
def test_what_cannot_be_told(newsroom: Path, asked: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        tell_all(newsroom, asked)


@pytest.fixture
def own(newsroom: Path, tmp_path: Path) -> Path:
    """A copy of the store to write to."""
    return Path(shutil.copytree(newsroom, tmp_path / "store"))


def test_event_merges_are_undone_and_done_again(own: Path) -> None:
    entries = [e for e in read_event_judgements(own) if e.decision == "same"]
    assert len(entries) >= 4
    for entry in (entries[0], entries[-1]):
        merge(own, entry.id, accepted=False)
        events = tell_all(own, "Jeanne Lemoine") + tell_all(own, "Kaboul")
        together = [{fact for voice in event.voices for fact in voice.facts} for event in events]
        assert not any({entry.entity, entry.other_entity} <= facts for facts in together)
        merge(own, entry.id)
        meeting = tell_all(own, "Jeanne Lemoine")[0]
        assert (meeting.articles, meeting.sources) == (4, 3)
    check_store(own)


def test_namesakes_are_to_be_chosen_from(own: Path) -> None:
    from kg.store.merges import read_judgements

    entry = next(
        e for e in read_judgements(own) if e.name == "Jeanne Lemoine" and "plus-tot" in (*e.documents, e.other_document)
    )
    merge(own, entry.id, accepted=False)
    with pytest.raises(ConfigError, match=r"2 actors are called so .* choose by IRI: .*entity:Jeanne_Lemoine") as error:
        tell_all(own, "Jeanne Lemoine")
    names = [word for word in str(error.value).replace(";", " ").split() if word.startswith("entity:")]
    told = [tell_all(own, name) for name in names]
    assert all(told)
    assert not {e.iri for e in told[0]} & {e.iri for e in told[1]}


def test_a_removed_article_is_no_longer_told(own: Path) -> None:
    remove_articles(own, ["eclair", "gazette"])
    meeting = tell_all(own, "Jeanne Lemoine")[0]
    assert (meeting.articles, meeting.sources, meeting.is_contested) == (2, 2, False)
    assert WHO.partition(",")[0] in meeting.label
    check_store(own)
