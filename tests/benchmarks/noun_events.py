"""Score which nouns kg takes for events against FrSemCor.

    python -m tests.benchmarks.noun_events --data DATA [--model fr_core_news_md] [--errors N]

DATA holds ``*.frsemcor`` (column 6: supersense; also looked for in DATA/frsemcor-nouns). A common noun of the data is
an event when Act or Event is among its supersenses ("Act/Cognition" leaves both open). kg takes a noun for an event
when its sheets have a frame for it whose conditions the text meets, the same test that the extraction of facts
begins with; frames of relations and states are none. The second figure leaves out nouns of several supersenses,
the last is that of a rule that takes every noun with a deverbal suffix.
kg's own weights were trained on the sentences of Sequoia: the honest figure is that of a model that left them out.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kg.analysis import analyze, load_pipeline
from kg.document import Document, Metadata, Paragraph
from kg.extract.frames import known_verbs
from kg.extract.nominals import event_frame
from kg.extract.repair import mend
from kg.extract.tree import grow_tree
from kg.facts import Span
from kg.schema import load_schema

SUFFIXES = ("tion", "sion", "ment", "age", "ure", "ance")
NOT_EVENTS = frozenset({"relation", "state"})
"""Groups of types that hold rather than happen."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun of the data: its offset, lemma and supersenses."""

    start: int
    lemma: str
    senses: frozenset[str]

    @property
    def is_event(self) -> bool:
        return bool(self.senses & {"Act", "Event"})


def find_files(data: Path, folder: str, suffix: str) -> list[Path]:
    """The files of the data set, in the folder itself or in the one it is called. Exits when there are none."""
    found = sorted(data.glob(f"*{suffix}")) or sorted((data / folder).glob(f"*{suffix}"))
    if not found:
        sys.exit(f"--data {data}: no *{suffix} there or in {folder}/. Give the folder of the data set.")
    return found


def read_sentences(path: Path) -> Iterator[tuple[str, list[Noun]]]:
    """Text and common nouns of each sentence."""
    for block in path.read_text("utf-8").split("\n\n"):
        text = next((line[9:] for line in block.splitlines() if line.startswith("# text = ")), "")
        at, nouns = 0, []
        for line in block.splitlines():
            if not line or line.startswith("#"):
                continue
            _, form, lemma, tag, _, senses, *_ = [*line.split("\t"), ""]
            form = form.replace("_", " ")
            start = text.find(form, at)
            if start < 0:
                continue
            at = start + len(form)
            if tag == "NC":
                nouns.append(Noun(start, lemma, frozenset(re.findall(r"[A-Z][a-z]+", senses))))
        if text:
            yield text, nouns


def event_nouns(texts: Iterable[str], nlp: Language, lang: str = "fr") -> Iterator[dict[int, str]]:
    """Type of event by the offset of each noun that kg takes for one, for each text."""
    schema = load_schema(lang)
    documents = []
    for number, text in enumerate(texts):
        span = Span(0, len(text))
        documents.append(Document(str(number), text, Metadata(language=lang), (Paragraph(span, "body", span),)))
    for analysis in analyze(documents, nlp, lang):
        tree = grow_tree(analysis.paragraphs[0], known_verbs(lang))
        mend(tree, lang)
        frames = {w.start: event_frame(w, schema) for w in tree.words if w.pos == "NOUN"}
        yield {
            start: frame.type
            for start, frame in frames.items()
            if frame is not None and schema.event_types[frame.type].group not in NOT_EVENTS
        }


def report(title: str, judged: list[tuple[Noun, bool]]) -> None:
    right = sum(noun.is_event and found for noun, found in judged)
    found, due = sum(f for _, f in judged), sum(n.is_event for n, _ in judged)
    precision, recall, f1 = right / max(found, 1), right / max(due, 1), 2 * right / max(found + due, 1)
    print(f"{title:47} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   right {right} of {found} found, {due} due")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("KG_DATA"), required="KG_DATA" not in os.environ)
    parser.add_argument("--model", help="a spaCy pipeline instead of kg's weights")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="nouns to list, the most frequent first")
    arguments = parser.parse_args()
    sentences = [s for path in find_files(arguments.data, "frsemcor-nouns", ".frsemcor") for s in read_sentences(path)]
    judged: list[tuple[Noun, bool]] = []
    missed, extra = Counter[str](), Counter[str]()
    found = event_nouns((text for text, _ in sentences), load_pipeline("fr", arguments.model))
    for (_, nouns), events in zip(sentences, found, strict=True):
        for noun in nouns:
            judged.append((noun, noun.start in events))
            if noun.is_event and noun.start not in events:
                missed[noun.lemma] += 1
            elif noun.start in events and not noun.is_event:
                extra[f"{noun.lemma} ({events[noun.start]}; {'/'.join(sorted(noun.senses)) or 'none'})"] += 1
    print(f"{len(sentences)} sentences, {len(judged)} common nouns")
    report("kg", judged)
    report("kg, nouns of one supersense", [(n, f) for n, f in judged if len(n.senses) <= 1])
    report(f"nouns in -{', -'.join(SUFFIXES)}", [(n, n.lemma.endswith(SUFFIXES)) for n, _ in judged])
    for title, words in (("missed", missed), ("extra", extra)):
        if arguments.errors:
            print(f"{title}: " + ", ".join(f"{word} {count}" for word, count in words.most_common(arguments.errors)))


if __name__ == "__main__":
    main()
