"""Score agents and patients of given predicates against Universal Propositions (French GSD).

    python -m tests.benchmarks.roles --data DATA [--model fr_core_news_md] [--errors N]

DATA holds ``*.conllup`` (columns UP:PRED and UP:ARGHEADS; also looked for in DATA/up-fr-gsd). Sentences are parsed
anew from their text; the predicate words are given. A participant is right when the word at the head of its phrase and
its number are. kg's agent is A0 and its patient A1, but for what PropBank numbers otherwise: the subject of a copula,
of a reflexive without object and of the types in ``UNDERGOING`` is A1, and what stands behind a preposition other than
"de" is A2 or above. Of relative clauses the antecedent counts, as in the data; of names the last word, as there. What
somebody says or wants (complement clause or infinitive) is A1 where there is no object.
kg's own weights were trained on the sentences of GSD: the honest figure is that of a model that left them out.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kg.analysis import analyze, load_pipeline
from kg.document import Document, Metadata, Paragraph
from kg.extract.clauses import find_clauses
from kg.extract.frames import known_verbs
from kg.extract.reading import Reading, read_clauses
from kg.extract.repair import mend
from kg.extract.tree import Word, grow_tree, labels_of
from kg.facts import Span
from kg.schema import load_schema

Role = tuple[int, str, int]
"""Offsets of the predicate and of the participant's head word, with the number between them."""

NUMBERS = ("A0", "A1")

UNDERGOING = frozenset(
    {"Be", "Begin", "Born", "Change", "Decrease", "Die", "Disappear", "End", "Increase", "LocatedIn", "Merge", "Move"}
)
"""Types of which PropBank numbers the only participant A1, since it does nothing."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the data: its text, the offset and form of each predicate, and the numbered participants."""

    name: str
    text: str
    predicates: dict[int, str]
    roles: frozenset[Role]


def find_files(data: Path, folder: str, suffix: str) -> list[Path]:
    """The files of the data set, in the folder itself or in the one it is called. Exits when there are none."""
    found = sorted(data.glob(f"*{suffix}")) or sorted((data / folder).glob(f"*{suffix}"))
    if not found:
        sys.exit(f"--data {data}: no *{suffix} there or in {folder}/. Give the folder of the data set.")
    return found


def read_sentences(path: Path) -> Iterator[Sentence]:
    for block in path.read_text("utf-8").split("\n\n"):
        comments = dict(
            line[2:].split(" = ", 1) for line in block.splitlines() if line.startswith("# ") and " = " in line
        )
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        if rows:
            yield _read_sentence(comments["sent_id"], comments["text"], rows)


def _read_sentence(name: str, text: str, rows: list[list[str]]) -> Sentence:
    starts: dict[str, int] = {}
    at = 0
    covered = 0
    for row in rows:
        first, _, last = row[0].partition("-")
        if last:
            covered = int(last)
        elif int(first) <= covered:
            starts[first] = at
            continue
        at = text.index(row[1], at + (1 if starts and text[at] != row[1][0] else 0))
        if not last:
            starts[first] = at
        else:
            starts.update({str(i): at for i in range(int(first), covered + 1)})
        at += len(row[1])
    predicates = {starts[row[0]]: row[1] for row in rows if len(row) > 10 and row[10] != "_"}
    roles = {
        (starts[row[0]], number, starts[head])
        for row in rows
        if len(row) > 11 and row[11] != "_"
        for number, _, head in (argument.partition(":") for argument in row[11].split("|"))
        if number in NUMBERS
    }
    return Sentence(name, text, predicates, frozenset(roles))


def read_all(sentences: list[Sentence], nlp: Language, lang: str = "fr") -> Iterator[dict[int, Reading]]:
    """For each sentence the readings of kg, by the offset of the predicate and of its auxiliary or copula."""
    schema = load_schema(lang)
    documents = []
    for sentence in sentences:
        span = Span(0, len(sentence.text))
        documents.append(
            Document(sentence.name, sentence.text, Metadata(language=lang), (Paragraph(span, "body", span),))
        )
    for analysis in analyze(documents, nlp, lang):
        tree = grow_tree(analysis.paragraphs[0], known_verbs(lang))
        mend(tree, lang)
        readings = read_clauses(tree, find_clauses(tree, lang), schema)
        yield {r.clause.finite_verb.start: r for r in readings} | {r.head.start: r for r in readings}


def roles_of(reading: Reading, at: int, lang: str = "fr") -> set[Role]:
    """The participants of a reading as PropBank numbers them."""
    clause, casting = reading.clause, reading.casting
    objects = [w for w in casting.patients if all(w is not o or p == "de" for p, o in clause.obliques)]
    contents = [c.head for c in clause.children if c.link in {"complement", "infinitive"}]
    agents: list[Word] = []
    if clause.voice == "copula" or casting.type == "Be":
        patients = clause.subjects
    elif clause.voice == "reflexive" and not clause.objects:
        patients = casting.agents
    elif clause.voice == "active" and not casting.patients and casting.type in UNDERGOING:
        patients = casting.agents
    else:
        agents, patients = casting.agents, objects or contents[:1]
    return {
        (at, number, last_word(word, lang).start)
        for number, words in zip(NUMBERS, (agents, patients), strict=True)
        for word in words
    }


def last_word(word: Word, lang: str) -> Word:
    """The last word of a name, which the data take for its head; any other word itself."""
    parts = [w for w in word.kids(labels_of(lang).name_part) if w.pos == "PROPN" and w.i > word.i]
    return parts[-1] if parts and word.pos == "PROPN" else word


def show_difference(sentence: Sentence, role: Role, verdict: str) -> str:
    at, number, head = role
    words = " ".join(sentence.text[head:].split(" ")[:3])
    return f"{sentence.name}: {verdict} {number} of {sentence.predicates[at]!r}: {words!r}  « {sentence.text} »"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("KG_DATA"), required="KG_DATA" not in os.environ)
    parser.add_argument("--model", help="a spaCy pipeline instead of kg's weights")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="differences to list")
    arguments = parser.parse_args()
    sentences = [s for path in find_files(arguments.data, "up-fr-gsd", ".conllup") for s in read_sentences(path)]
    counts: Counter[str] = Counter()
    differences: list[str] = []
    unread = 0
    for sentence, readings in zip(sentences, read_all(sentences, load_pipeline("fr", arguments.model)), strict=True):
        found: set[Role] = set()
        for at in sentence.predicates:
            unread += at not in readings
            found |= roles_of(readings[at], at) if at in readings else set()
        for number in NUMBERS:
            gold, given = ({r for r in roles if r[1] == number} for roles in (sentence.roles, found))
            right = len(gold & given)
            counts.update({f"{number} due": len(gold), f"{number} found": len(given), f"{number} right": right})
        differences.extend(show_difference(sentence, r, "missed") for r in sorted(sentence.roles - found))
        differences.extend(show_difference(sentence, r, "extra ") for r in sorted(found - sentence.roles))
    predicates = sum(len(s.predicates) for s in sentences)
    print(f"{len(sentences)} sentences, {predicates} predicates, {unread} of which kg reads as none")
    for title, numbers in (("A0 + A1", NUMBERS), ("A0", ("A0",)), ("A1", ("A1",))):
        right, got, due = (sum(counts[f"{n} {key}"] for n in numbers) for key in ("right", "found", "due"))
        precision, recall = right / max(got, 1), right / max(due, 1)
        f1 = 2 * right / max(got + due, 1)
        print(f"{title:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   right {right} of {got} found, {due} due")
    for line in differences[: arguments.errors]:
        print(line)


if __name__ == "__main__":
    main()
