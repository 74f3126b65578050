"""Stories as text for programs: JSON, CSV, Turtle; and as a page. ``STORY_FORMATS`` is the table of all of them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import ConfigError
from kg.identity.ledger import harmless
from kg.iris import EVENT_LINKS
from kg.rdf.serialization import serialize_quads
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.story.account import EventStory, Story, Voice
from kg.views.page import describe, make_plain, render_page

COLUMNS = (
    "event", "type", "earliest", "latest", "where", "event_sources", "event_articles", "contested", "numbers_disagree",
    "status", "modality", "who", "since", "sources", "outlets", "wire_copy", "number", "quotation", "article", "url",
    "fact", "event_iri",
)  # fmt: skip


def render_story(story: Story, kind: str) -> str:
    """``story`` as a key of ``STORY_FORMATS``. The same store gives the same bytes. Raises ConfigError."""
    if kind not in STORY_FORMATS:
        raise ConfigError(f"--format {kind!r}: unknown; choose one of table, {', '.join(STORY_FORMATS)}.")
    return STORY_FORMATS[kind](story)


def show_figures(event: EventStory) -> str:
    """Numbers that disagree, each with who says so: "33 morts (Le Courrier) / 34 morts (Kiev)"."""
    parts = (" / ".join(f"{words} ({', '.join(who)})" for words, who in d.figures) for d in event.disagreements)
    return "; ".join(parts)


def _render_json(story: Story) -> str:
    subject = {"iri": story.subject.iri, "name": story.subject.name, "kind": story.subject.kind}
    content = {"subject": subject, "events": [_plain(event) for event in story.events]}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _plain(event: EventStory) -> dict[str, Any]:
    voices = [asdict(voice) | {"who": voice.who} for voice in event.voices]
    figures = [{"of": d.of, "figures": [{"number": n, "who": w} for n, w in d.figures]} for d in event.disagreements]
    return asdict(event) | {"voices": voices, "disagreements": figures, "contested": event.is_contested}


def _render_csv(story: Story) -> str:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for event in story.events:
        for voice in event.voices:
            writer.writerow(harmless(str(cell)) for cell in _cells(event, voice))
    return buffer.getvalue()


def _cells(event: EventStory, voice: Voice) -> tuple[object, ...]:
    return (
        event.label, event.type, *event.when, "; ".join(event.where), event.sources, event.articles,
        "yes" if event.is_contested else "no", show_figures(event), voice.status, voice.modality, "; ".join(voice.who),
        voice.since, voice.sources, "; ".join(voice.outlets), "yes" if voice.copied else "no", "; ".join(voice.amounts),
        voice.quotation, voice.article, voice.url, voice.fact, event.iri,
    )  # fmt: skip


def _render_turtle(story: Story) -> str:
    """The facts with all that they need, tied to their events; each event with what the story counts of it."""
    return serialize_quads((*story.part, *_summarize(story)), "ttl")


def _summarize(story: Story) -> Iterator[Quad]:
    graph = NamedNode(EVENT_LINKS)

    def state(event: str, property_: str, value: NamedNode | Literal) -> Quad:
        return Quad(NamedNode(event), term(property_), value, graph)

    labels = {q.subject for q in story.part.quads_for_pattern(None, term("rdfs:label"), None, graph)}
    for event in story.events:
        yield Quad(NamedNode(event.iri), RDF_TYPE, term("sem:Event"), graph)
        if NamedNode(event.iri) not in labels:
            yield state(event.iri, "rdfs:label", Literal(event.label))
        count = Literal(str(event.sources), datatype=term("xsd:integer"))
        yield state(event.iri, "kg:independentSources", count)
        contested = Literal(str(event.is_contested).lower(), datatype=term("xsd:boolean"))
        yield state(event.iri, "kg:contested", contested)
        if event.since:
            yield state(event.iri, "kg:firstTold", Literal(event.since, datatype=term("xsd:date")))
        for voice in event.voices:
            for fact in voice.facts:
                yield Quad(NamedNode(fact), term("kg:sameEvent"), NamedNode(event.iri), graph)


def _render_html(story: Story) -> str:
    page = describe(story.account, "story") | {
        "title": story.subject.name,
        "events": [
            make_plain(event)
            | {
                "contested": event.is_contested,
                "voices": [make_plain(voice) | {"who": list(voice.who)} for voice in event.voices],
            }
            for event in story.events
        ],
    }
    return render_page("story", page, ("page.js", "evidence.js", "story.js"))


STORY_FORMATS: Mapping[str, Callable[[Story], str]] = MappingProxyType(
    {"json": _render_json, "csv": _render_csv, "html": _render_html, "turtle": _render_turtle}
)
"""Name → how it is written; ``table`` is drawn by the command line."""
