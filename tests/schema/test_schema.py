"""The sheets as shipped, and the reader of sheets on broken ones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg import schema
from kg.errors import SchemaError
from kg.schema import SLOT_ROLES, Content, Schema, load_schema

PLOVER = {
    "": "Say Announce Ask Defend Try Vote Elect Appoint Resign Dismiss Decide Cancel Govern Acquire Sell Invest "
        "Merge Hire LayOff Earn Produce Pay Increase Decrease Begin End Change Move Flee Transport Disappear Die Born "
        "Accident Publish Discover Study Create Win Lose Compete Use Have Need Want Think Cause Include Be HasRole "
        "MemberOf PartOf LocatedIn RelatedTo Other",
    "ACCUSE": "Accuse Criticize Charge",
    "REJECT": "Deny Reject",
    "AGREE": "Promise Accept Agreement",
    "REQUEST": "Request Propose",
    "THREATEN": "Threaten Warn",
    "SUPPORT": "Praise Support",
    "CONSULT": "Meet Visit Discuss Invite",
    "COOPERATE": "Cooperate Join",
    "AID": "Help Supply Fund Rescue",
    "RETREAT": "Leave Withdraw",
    "MOBILIZE": "Mobilize",
    "ASSAULT": "Attack Kill Injure Destroy Abduct Occupy Fight",
    "PROTEST": "Protest Strike",
    "SANCTION": "Sanction",
    "COERCE": "Forbid Arrest Expel Seize Convict",
    "INVESTIGATE": "Investigate",
    "CONCEDE": "Acquit Authorize",
}
EXPECTED = {name: plover for plover, names in PLOVER.items() for name in names.split()}
MARK = re.compile(r"\[(?P<role>!|[a-z]+:)(?P<words>[^\[\]]+)\]")
ROLES = {"agent", "patient", "content", "recipient", "place", "time", "instrument", "quantity", "topic", "title",
         "purpose"}

Load = Callable[..., Schema]
sheets = load_schema()
frames = [f for t in sheets.event_types.values() for f in (*t.verbs, *t.nouns)]
examples = [e for t in sheets.event_types.values() for e in t.examples]


def test_every_expected_type_is_there_with_its_plover_class() -> None:
    assert {n: t.plover for n, t in sheets.event_types.items()} == EXPECTED


def test_entity_types_and_roles_are_those_of_the_annotation() -> None:
    assert set(sheets.entity_types) == {"Person", "Organization", "Country", "Place", "Facility", "Group", "Product",
                                        "Work", "Event", "Concept"}
    assert set(sheets.roles) == ROLES


def test_properties_are_distinct_camel_case_names() -> None:
    names = [t.property for t in sheets.event_types.values()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]+)*", n) for n in names)


def test_every_text_is_given_in_both_languages() -> None:
    for kind in (sheets.entity_types, sheets.roles, sheets.event_types):
        for item in kind.values():
            for text in (item.label, item.definition):
                assert text["fr"].strip(), item.name
                assert text["en"].strip(), item.name
    for event_type in sheets.event_types.values():
        assert set(event_type.property_label) >= {"fr", "en"}


def test_same_as_are_curies() -> None:
    curies = [c for kind in (sheets.entity_types, sheets.roles) for item in kind.values() for c in item.same_as]
    assert curies
    assert not [c for c in curies if not re.fullmatch(r"(schema|foaf|sem|skos|wd):[A-Za-z]\w*", c)]


def test_the_lexicon_is_broad() -> None:
    assert len(sheets.verbs) >= 2000
    assert len(sheets.nouns) >= 600


def test_no_word_with_the_same_conditions_stands_twice() -> None:
    for words in (sheets.verbs, sheets.nouns):
        for lemma, entries in words.items():
            conditions = [(f.needs, frozenset(f.objects), frozenset(f.subjects)) for f in entries]
            assert len(set(conditions)) == len(conditions), (lemma, [f.type for f in entries])


def test_conditions_of_equal_weight_do_not_overlap() -> None:
    """Two frames of a word that both ask for a lemma in one slot ask for different lemmas, else chance chooses."""
    clashes = []
    for words in (sheets.verbs, sheets.nouns):
        for lemma, entries in words.items():
            for i, a in enumerate(entries):
                clashes += [(lemma, a.type, b.type, sorted(set(a.objects) & set(b.objects))) for b in entries[i + 1:]
                            if a.type != b.type and a.specificity == b.specificity and a.needs == b.needs
                            and not a.subjects and not b.subjects and set(a.objects) & set(b.objects)]
    assert not clashes


@pytest.mark.parametrize("name", sorted(sheets.event_types))
def test_frames_are_well_formed(name: str) -> None:
    for frame in (f for f in frames if f.type == name):
        words = (frame.lemma, *frame.objects, *frame.subjects, *frame.slots, *frame.needs)
        assert not [w for w in words if not w or w != " ".join(w.split())], frame
        assert not [w for w in words if "’" in w], f"{frame.lemma}: words are compared with straight apostrophes"
        assert set(frame.slots.values()) <= SLOT_ROLES | ROLES, frame
        assert not frame.control or frame.control == "subject" or frame.control in frame.slots, frame


def test_a_verb_is_an_infinitive_with_its_clitic_before_it() -> None:
    wrong = [lemma for lemma in sheets.verbs if not re.match(r"(se |s'(en )?)?[\w-]+(r|re)( |$)", lemma)]
    assert not wrong


def test_every_type_has_two_examples_and_one_is_positive() -> None:
    by_type = defaultdict(list)
    for example in examples:
        by_type[example.type].append(example)
    for name, event_type in sheets.event_types.items():
        assert len(by_type[name]) >= 2, name
        assert any(not e.none for e in event_type.examples), name
        assert any(e.none for e in event_type.examples), name


@pytest.mark.parametrize("example", examples, ids=lambda e: f"{e.type}-{e.text[:20]}")
def test_example_marks_one_trigger_or_says_none(example: schema.Example) -> None:
    marks = MARK.findall(example.text)
    rest = MARK.sub(r"\g<words>", example.text)
    assert not set("[]") & set(rest), "a bracket is left open or has no role"
    assert {role.rstrip(":") for role, _ in marks} <= ROLES | {"!"}
    triggers = [words for role, words in marks if role == "!"]
    assert example.none != bool(triggers), "mark the trigger, or say none = true"
    assert len(triggers) <= 1


def test_what_a_predicate_makes_of_its_complement() -> None:
    def content(lemma: str) -> Content:
        plain = [f for f in sheets.verbs[lemma] if not f.needs and not f.objects and not f.subjects]
        return plain[0].content

    assert content("déclarer") == Content("", True)
    assert content("promettre") == Content("intended", True)
    assert content("vouloir") == Content("intended", False)
    assert content("permettre") == Content("possible", False)
    assert content("refuser") == Content("none", False)
    assert content("empêcher") == Content("none", False)
    assert content("nier") == Content("denied", True)
    assert content("aider") == Content("", False)
    assert content("savoir") == Content("", False)


SHEET = """
[Test]
label = { fr = "essai", en = "test" }
definition = { fr = "Un essai.", en = "A test." }
property = "tests"
property_label = { fr = "teste", en = "tests" }
[Test.fr]
verbs = ["essayer"]
"""


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Load]:
    """A folder of sheets with one event sheet of the given text."""
    source = Path(schema.__file__).parent
    for name in ("entities.toml", "roles.toml"):
        (tmp_path / name).write_text((source / name).read_text("utf-8"), "utf-8")
    (tmp_path / "events").mkdir()
    monkeypatch.setattr("kg.schema.FOLDER", tmp_path)
    load_schema.cache_clear()

    def load(text: str, other: str = "") -> Schema:
        (tmp_path / "events" / "essai.toml").write_text(text, "utf-8")
        if other:
            (tmp_path / "events" / "other.toml").write_text(other, "utf-8")
        return load_schema()

    yield load
    load_schema.cache_clear()


def test_a_sheet_without_frames_of_its_own_takes_subject_and_object(broken: Load) -> None:
    assert broken(SHEET).verbs["essayer"][0].slots == {"subject": "agent", "object": "patient"}


def test_frames_with_conditions_come_first(broken: Load) -> None:
    entries = '"tirer", { lemma = "tirer", needs = ["sur"] }, { lemma = "tirer", objects = ["but"] }'
    assert [f.specificity for f in broken(SHEET.replace('"essayer"', entries)).verbs["tirer"]] == [3, 2, 0]


@pytest.mark.parametrize(("text", "words"), [
    (SHEET.replace("[Test]", "[Test"), ("essai.toml",)),
    (SHEET.replace('fr = "essai", ', ""), ("essai.toml", "[Test]", "label")),
    (SHEET.replace('property = "tests"\n', ""), ("essai.toml", "[Test]", "property")),
    (SHEET.replace("[Test.fr]", 'content = { modality = "maybe" }\n[Test.fr]'), ("essai.toml", "[Test]", "'maybe'")),
    (SHEET.replace('"essayer"', '{ object = "patient" }'), ("essai.toml", "[Test]", "no lemma")),
    (SHEET.replace('"essayer"', '{ lemma = "essayer", de = "subject" }'), ("essai.toml", "[Test]", "essayer", "'de'")),
], ids=["not TOML", "no label", "no property", "modality", "no lemma", "role"])
def test_an_error_names_the_file_and_the_table(broken: Load, text: str, words: tuple[str, ...]) -> None:
    with pytest.raises(SchemaError) as error:
        broken(text)
    for word in words:
        assert word in str(error.value)


def test_a_type_in_two_sheets_is_an_error(broken: Load) -> None:
    with pytest.raises(SchemaError, match=r"other\.toml: \[Test\].*another sheet"):
        broken(SHEET, other=SHEET)
