"""When, where, how much and what for: the roles beside agent and patient."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kg.extract.clauses import is_infinitive, preposition_of
from kg.extract.drafts import Draft
from kg.extract.phrases import Phraser
from kg.extract.reality import marker_kind
from kg.extract.tree import Tree, Word, labels_of
from kg.facts import Node, Span
from kg.lang import load_table
from kg.values.quantity import find_quantities
from kg.values.time import find_times

_PLACES = frozenset({"Place", "Country", "Facility"})
_LONGEST_PURPOSE = 10


def add_circumstances(
    tree: Tree, drafts: Sequence[Draft], phraser: Phraser, text: str, published: dt.date | None, lang: str
) -> list[Draft]:
    """Give the drafts of a paragraph their times, places, quantities and purposes, in place.

    A time is no participant: drafts with one as agent go, one as patient leaves an intransitive fact.
    """
    start, end = tree.words[0].start, tree.words[-1].end
    by_cue: dict[Word, list[Draft]] = {}
    for draft in drafts:
        if draft.extractor != "static":
            by_cue.setdefault(draft.cue, []).append(draft)
    times = _add_times(tree, by_cue, text[start:end], start, published, lang)
    _add_places(by_cue, phraser, times, lang)
    _add_quantities(tree, drafts, text[start:end], start)
    _add_purposes(by_cue, phraser, lang)
    return [d for d in drafts if _without_times(d, times)]


def _without_times(draft: Draft, times: set[Word]) -> bool:
    """Take times out of agents, patients and speakers; False when that leaves the fact without what it is about."""
    agents, speakers = len(draft.agents), len(draft.speakers)
    draft.agents = [w for w in draft.agents if w not in times]
    draft.patients = [w for w in draft.patients if w not in times]
    draft.speakers = [w for w in draft.speakers if w not in times]
    kept = (draft.agents or not agents) and (draft.speakers or not speakers)
    return bool(kept and (draft.agents or draft.patients))


def _add_times(
    tree: Tree, by_cue: dict[Word, list[Draft]], text: str, start: int, published: dt.date | None, lang: str
) -> set[Word]:
    """Attach every time expression to the nearest predicate above it; the words of all expressions are returned."""
    taken: set[Word] = set()
    for expression in find_times(text, published, lang=lang):
        span = Span(start + expression.span.start_char, start + expression.span.end_char)
        words = [w for w in tree.words if w.start < span.end_char and w.end > span.start_char]
        if not words:
            continue
        taken.update(words)
        top = next((w for w in words if w.head not in words or w.is_root), words[0])
        owner = next((w for w in (top, *top.ancestors()) if w in by_cue), None)
        for draft in by_cue.get(owner, ()) if owner else ():
            draft.roles.append(("time", Node(expression.text, span, top.start), expression.value))
    return taken


def _add_places(by_cue: dict[Word, list[Draft]], phraser: Phraser, times: set[Word], lang: str) -> None:
    prepositions, labels = set(load_table(lang, "places")["prepositions"]), labels_of(lang)
    for cue, drafts in by_cue.items():
        reading = drafts[0].reading
        if reading is not None and reading.head is cue:
            obliques = reading.clause.obliques
        else:
            obliques = [(preposition_of(c, lang), c) for c in cue.kids(labels.noun_complement | labels.oblique)]
        for preposition, word in obliques:
            mention = phraser.mention(word)
            if preposition not in prepositions or word in times or mention is None or mention.type not in _PLACES:
                continue
            for draft in drafts:
                if (
                    word not in draft.patients
                    and word not in draft.agents
                    and all(f is not word for _, f, _ in draft.roles)
                ):
                    draft.roles.append(("place", word, None))


def _add_quantities(tree: Tree, drafts: Sequence[Draft], text: str, start: int) -> None:
    amounts = [(Span(start + q.span.start_char, start + q.span.end_char), q) for q in find_quantities(text)]
    if not amounts:
        return
    for draft in drafts:
        for word in [*draft.patients, *([] if draft.patients else draft.agents)]:
            for span, amount in amounts:
                near = span.contains(word.span) or (
                    span.end_char <= word.start
                    and word.start - span.end_char <= 24
                    and any(c.start >= span.start_char and c.end <= span.end_char for c in word.children)
                )
                if near:
                    draft.roles.append(("quantity", Node(amount.text, span, span.start_char), amount.quantity))


def _add_purposes(by_cue: dict[Word, list[Draft]], phraser: Phraser, lang: str) -> None:
    for cue, drafts in by_cue.items():
        reading = drafts[0].reading
        if reading is None or reading.head is not cue:
            continue
        for child in reading.clause.children:
            if child.link != "adverbial" or marker_kind(child, lang) != "intended" or not is_infinitive(child.head):
                continue
            last = child.head
            inside = set(child.head.subtree())
            following = child.head.i + 1
            for word in sorted((w for w in inside if w.i >= following), key=lambda w: w.i):
                if (
                    word.i != last.i + 1
                    or word.i - child.head.i > _LONGEST_PURPOSE
                    or word.text in {",", ";", "»", "("}
                ):
                    break
                last = word
            node = phraser.run(child.head, last)
            for draft in drafts:
                draft.roles.append(("purpose", node, None))
