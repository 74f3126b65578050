"""Stories for programs and as a page: nothing from outside gets out of its place."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.errors import ConfigError
from kg.rdf.vocabulary import term
from kg.store import open_store
from kg.story import STORY_FORMATS, Story, render_story, tell
from tests.story.newsroom import HOSTILE


@pytest.fixture(scope="module")
def meeting(newsroom: Path) -> Story:
    return tell(open_store(newsroom), "Jeanne Lemoine")


@pytest.fixture(scope="module")
def attack(newsroom: Path) -> Story:
    return tell(open_store(newsroom), "Kaboul")


def test_csv_has_a_row_a_voice(attack: Story) -> None:
    rows = list(csv.DictReader(io.StringIO(render_story(attack, "csv"))))
    assert len(rows) == sum(len(event.voices) for event in attack.events)
    row = next(row for row in rows if row["who"] == "police")
    assert (row["status"], row["number"], row["since"], row["article"]) == (
        "reported",
        "33 morts",
        "2024-03-13",
        "police",
    )
    assert "33 morts (police)" in row["numbers_disagree"]
    assert row["outlets"] == HOSTILE


def test_json_tells_all(meeting: Story) -> None:
    content = json.loads(render_story(meeting, "json"))
    assert content["subject"]["name"] == "Jeanne Lemoine"
    event = content["events"][0]
    assert (event["sources"], event["contested"]) == (3, True)
    assert {v["status"] for v in event["voices"]} == {"asserted", "denied", "unreal"}
    assert event["voices"][0]["who"] == ["La Gazette", "Le Courrier"]


def test_turtle_holds_the_event_with_its_evidence(meeting: Story) -> None:
    store = Store()
    store.load(render_story(meeting, "turtle").encode(), format=RdfFormat.TURTLE)
    event = NamedNode(meeting.events[0].iri)
    (count,) = store.quads_for_pattern(event, term("kg:independentSources"), None, None)
    assert count.object == Literal("3", datatype=term("xsd:integer"))
    (contested,) = store.quads_for_pattern(event, term("kg:contested"), None, None)
    assert contested.object == Literal("true", datatype=term("xsd:boolean"))
    facts = [q.subject for q in store.quads_for_pattern(None, term("kg:sameEvent"), event, None)]
    assert len(facts) == 4
    for fact in facts:
        (evidence,) = store.quads_for_pattern(fact, term("kg:evidence"), None, None)
        assert isinstance(evidence.object, NamedNode)
        selectors = list(store.quads_for_pattern(evidence.object, term("oa:hasSelector"), None, None))
        assert len(selectors) == 2
    copies = list(store.quads_for_pattern(None, term("prov:alternateOf"), None, None))
    assert len(copies) == 2


@pytest.mark.parametrize("kind", sorted(STORY_FORMATS))
def test_same_store_same_bytes(newsroom: Path, attack: Story, kind: str) -> None:
    assert render_story(tell(open_store(newsroom), "Kaboul"), kind) == render_story(attack, kind)


def test_unknown_format(meeting: Story) -> None:
    with pytest.raises(ConfigError, match="choose one of table, json, csv, html, turtle"):
        render_story(meeting, "pdf")


def test_page_shows_voices_and_opens_their_proof(attack: Story, browser: Browser, tmp_path: Path) -> None:
    html = render_story(attack, "html")
    assert HOSTILE not in html
    assert 'http-equiv="Content-Security-Policy" content="default-src \'none\'' in html
    path = tmp_path / "story.html"
    path.write_text(html, "utf-8")
    page = browser.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(path.as_uri())
    told = page.locator(".happening").first
    assert "33 morts (police)" in told.inner_text()
    assert "nombres ne s’accordent pas" in told.inner_text()
    row = told.locator("tbody tr", has_text="police").first
    assert "33 morts" in row.inner_text()
    row.locator("button").click()
    assert "33 morts" in page.locator("#card blockquote").first.inner_text()
    page.locator("#language").click()
    assert "The numbers disagree" in page.locator(".happening").first.inner_text()
    assert problems == []
    page.close()
