"""Measure parses and names against annotated documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

CORE_ARGUMENTS = frozenset({"nsubj", "obj", "nsubj:pass", "obl:agent"})
NAMES = ("PER", "LOC", "ORG")
NO_NAMES = ("morphologizer", "parser", "attribute_ruler", "lemmatizer")
NO_PARSE = ("ner", "attribute_ruler", "lemmatizer")
NameCounts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts behind precision, recall and F1 (percent)."""

    right: int
    found: int
    due: int

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.found + self.due) if self.found + self.due else 0.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.due + other.due)


@dataclass(frozen=True, slots=True)
class ParserScores:
    """Attachment without punctuation and F1 of subject, object, passive subject and agent, in percent."""

    uas: float
    las: float
    core: float


def score_parser(nlp: Language, gold: Sequence[Doc]) -> ParserScores:
    """Parse the sentences of ``gold`` from raw text with ``nlp`` and compare; tokens match by their characters."""
    heads = labels = Score(0, 0, 0)
    core = Score(0, 0, 0)
    texts = [doc.text for doc in gold]
    for reference, predicted in zip(gold, nlp.pipe(texts, disable=NO_PARSE), strict=True):
        due, found = _arcs(reference), _arcs(predicted)
        heads += Score(len({a[:2] for a in due} & {a[:2] for a in found}), len(found), len(due))
        labels += Score(len(due & found), len(found), len(due))
        due, found = ({a for a in arcs if a[2] in CORE_ARGUMENTS} for arcs in (due, found))
        core += Score(len(due & found), len(found), len(due))
    return ParserScores(round(heads.f1, 2), round(labels.f1, 2), round(core.f1, 2))


def _arcs(doc: Doc) -> set[tuple[int, int, str]]:
    """Character offset of word and head, and label, of every word but punctuation."""
    return {(t.idx, -1 if t.head.i == t.i else t.head.idx, t.dep_) for t in doc if t.dep_ != "punct" and not t.is_space}


def score_names(nlp: Language, gold: Sequence[Doc], labels: Iterable[str] = NAMES) -> dict[str, tuple[float, float]]:
    """Label → (strict F1, overlap F1), percent, and ``all``: see ``count_names``."""
    return name_scores(count_names(nlp, gold, labels), labels)


def count_names(nlp: Language, gold: Sequence[Doc], labels: Iterable[str] = NAMES) -> NameCounts:
    """Names due, found, the same (strict: the same characters), and touched (overlap: one shared), by label.

    An overlap counts once for precision (found names that touch a due one) and once for recall, as partial matching
    does in named-entity evaluation. Counts of several corpora may be added.
    """
    counts: NameCounts = Counter()
    texts = [doc.text for doc in gold]
    for reference, predicted in zip(gold, nlp.pipe(texts, disable=NO_NAMES), strict=True):
        for label in labels:
            due = [e for e in reference.ents if e.label_ == label]
            found = [e for e in predicted.ents if e.label_ == label]
            same = {(e.start_char, e.end_char) for e in due} & {(e.start_char, e.end_char) for e in found}
            counts.update(
                {
                    (label, "due"): len(due),
                    (label, "found"): len(found),
                    (label, "strict"): len(same),
                    (label, "touched"): sum(_touches(e, found) for e in due),
                    (label, "touching"): sum(_touches(e, due) for e in found),
                }
            )
    return counts


def name_scores(counts: NameCounts, labels: Iterable[str] = NAMES) -> dict[str, tuple[float, float]]:
    """Label → (strict F1, overlap F1), percent, and ``all``."""
    wanted = tuple(labels)
    return {label: _name_scores(counts, [label]) for label in wanted} | {"all": _name_scores(counts, wanted)}


def _touches(name: Span, others: Iterable[Span]) -> bool:
    return any(o.start_char < name.end_char and name.start_char < o.end_char for o in others)


def _name_scores(counts: NameCounts, labels: Iterable[str]) -> tuple[float, float]:
    due, found, strict, touched, touching = (
        sum(counts[label, key] for label in labels) for key in ("due", "found", "strict", "touched", "touching")
    )
    precision, recall = touching / max(found, 1), touched / max(due, 1)
    overlap = 200 * precision * recall / (precision + recall) if precision + recall else 0.0
    return round(Score(strict, found, due).f1, 2), round(overlap, 2)
