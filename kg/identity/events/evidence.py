"""What speaks for and against two mentions being of one event: points with their reasons.

The features are those of cross-document event coreference (type, participants, time and place: Cybulska and Vossen
2014, ECB+, http://www.lrec-conf.org/proceedings/lrec2014/pdf/840_Paper.pdf). The weights are ours, set on made-up cases
(``tests/identity``): one contradiction outweighs everything, and points alone do not suffice: there must be a
participant, or a place with its day, that few other events share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.gazetteer import fold
from kg.identity.events.mentions import DEATHS, PLACES, Days, EventMention, Party, is_repeated
from kg.identity.profiles import identity_words

SAME, NOT_SAME, MARGIN = 4.0, 2.0, 0.5
RULED_OUT = -100.0
SYMMETRIC = frozenset({"Meet", "Discuss", "Agreement", "Cooperate", "Fight", "Merge", "Compete"})
_POINTS = {"Person": 2.0, "Organization": 1.6, "Product": 1.6, "Work": 1.6, "Event": 1.6, "Facility": 1.6, "Place": 1.0}
_VAGUE = frozenset({"Country", "Group"})
"""Types of actors that take part in many events a day."""
_MOST_SETTING = 0.75
_WEEK = 7
_OTHER_WORDS = -0.5
"""For two phrases without a word in common; less where who is affected is known: "police", "gendarmes"."""
_FAR = 3.0
"""Two counts that differ by more than this factor are hardly of one event."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Points for (or against) one event, with reasons; without ``anchored`` they never suffice for "same"."""

    score: float
    reasons: tuple[str, ...]
    anchored: bool = True

    @property
    def judgement(self) -> str:
        if self.score >= SAME and self.anchored:
            return "same"
        return "not same" if self.score <= NOT_SAME else "undecided"


@dataclass(frozen=True, slots=True)
class _Points:
    """Points with reasons on one question; ``telling`` counts what few events share; None rules one event out."""

    score: float | None = 0.0
    reasons: tuple[str, ...] = ()
    telling: int = 0


def weigh(a: EventMention, b: EventMention, lang: str = "fr") -> Evidence:
    """The evidence on two mentions of one kind (``kind_of``)."""
    time, place = _compare_times(a, b), _compare_places(a, b)
    parties = _compare_parties(a, b, lang)
    for found in (time, place, parties):
        if found.score is None:
            return Evidence(RULED_OUT, found.reasons, anchored=False)
    if a.document == b.document and a.lemma != b.lemma and not parties.telling:
        return Evidence(RULED_OUT, (f"one article tells both: {a.lemma}, {b.lemma}",), anchored=False)
    typed = _Points(0.5) if a.type == b.type else _Points(0.2 if a.type in DEATHS else -0.7, (f"{a.type} / {b.type}",))
    others = (_compare_amounts(a, b), _compare_topics(a, b, lang), _compare_setting(a, b))
    everything = (typed, parties, time, place, *others)
    score = round(sum(p.score or 0.0 for p in everything), 2)
    reasons = tuple(r for p in everything for r in p.reasons)
    return Evidence(score, reasons, _is_anchored(a, b, parties, place))


def _is_anchored(a: EventMention, b: EventMention, parties: _Points, place: _Points) -> bool:
    """Whether something ties the two to one event that is not true of many."""
    dated = a.is_dated and b.is_dated
    if parties.telling == 0:
        return (
            a.document != b.document
            and dated
            and place.telling > 0
            and parties.score is not None
            and parties.score >= 0.5
        )
    if is_repeated(a.type) or is_repeated(b.type):
        return dated
    if a.document == b.document:
        return dated or place.telling > 0
    return True


def _compare_times(a: EventMention, b: EventMention) -> _Points:
    if a.days is not None and b.days is not None:
        if not _overlap(a.days, b.days):
            return _Points(None, (f"times differ: {_show(a.days)} / {_show(b.days)}",))
        if a.is_dated and b.is_dated:
            return _Points(2.0, (f"both on {_show(a.days)}",))
        return _Points(1.0 if max(_length(a.days), _length(b.days)) <= _WEEK else 0.2, ("times overlap",))
    if a.days is None and b.days is None:
        return _compare_publication(a, b)
    told, other = (a, b) if a.days is not None else (b, a)
    if told.days is None or other.supposed is None:
        return _Points()
    if _overlap(told.days, other.supposed):
        return _Points(0.7 if told.is_dated else 0.2, (f"{_show(told.days)}, and told on {other.published}",))
    if told.days[0] is not None and other.supposed[1] is not None and told.days[0] > other.supposed[1]:
        return _Points(None, (f"on {told.days[0]}, but told on {other.published} already",))
    late = told.days[1] is None or other.supposed[0] is None or (other.supposed[0] - told.days[1]).days > _WEEK
    return _Points(-1.0 if late else 0.0, (f"{_show(told.days)}, but told on {other.published}",))


def _compare_publication(a: EventMention, b: EventMention) -> _Points:
    if not a.published or not b.published or a.document == b.document:
        return _Points()
    apart = abs(date.fromisoformat(a.published) - date.fromisoformat(b.published)).days
    if apart <= 1:
        return _Points(0.5, ("no time; told within a day",))
    return _Points() if apart <= 3 else _Points(-1.5, (f"no time; told {apart} days apart",))


def _overlap(a: Days, b: Days) -> bool:
    first, last = max(a[0] or date.min, b[0] or date.min), min(a[1] or date.max, b[1] or date.max)
    return first <= last


def _length(days: Days) -> int:
    return (days[1] - days[0]).days if days[0] is not None and days[1] is not None else 10_000


def _show(days: Days) -> str:
    first, last = (day.isoformat() if day else "…" for day in days)
    return first if first == last else f"{first} to {last}"


def _compare_places(a: EventMention, b: EventMention) -> _Points:
    if not a.places or not b.places:
        return _compare_unplaced(a, b)
    best: _Points | None = None
    for x in a.places:
        for y in b.places:
            found = _compare_two_places(x, y)
            if found is not None and (best is None or (found.score or 0) > (best.score or 0)):
                best = found
    names = f"{a.places[0].name} / {b.places[0].name}"
    return best if best is not None else _Points(None, (f"places differ: {names}",))


def _compare_two_places(x: Party, y: Party) -> _Points | None:
    """None where they are two places."""
    words = [frozenset(fold(p.name).split()) for p in (x, y)]
    if (x.node and x.node == y.node) or words[0] == words[1] or (not (x.node and y.node) and _holds(words)):
        vague = "Country" in (x.type, y.type)
        return _Points(0.4 if vague else 1.5, (f"both in {min(x.name, y.name, key=len)}",), 0 if vague else 1)
    if "Country" in (x.type, y.type) and x.country and x.country == y.country:
        return _Points(0.2, (f"{x.name} / {y.name}",))
    if x.node and y.node:
        return None
    return _Points(-0.5, (f"{x.name} / {y.name}",)) if not (x.node or y.node) else _Points(-0.2)


def _holds(words: list[frozenset[str]]) -> bool:
    """Whether one of two names is a part of the other: "Lyon" of "Lyon mardi"."""
    return bool(words[0] and words[1]) and (words[0] <= words[1] or words[1] <= words[0])


def _compare_unplaced(a: EventMention, b: EventMention) -> _Points:
    placed, other = (a, b) if a.places else (b, a)
    exact = [p for p in placed.places if p.node and p.type != "Country"]
    if not exact:
        return _Points()
    known = {p.node for p in other.setting if p.type in {"Place", "Facility"}}
    for place in exact:
        if known == {place.node}:
            return _Points(1.0, (f"in {place.name}, the only place that the other article names",), 1)
        if place.node in other.around:
            return _Points(0.7, (f"in {place.name}, which the other article names",))
    return _Points(-0.3, (f"in {exact[0].name}, which the other article does not name",))


def _compare_parties(a: EventMention, b: EventMention, lang: str) -> _Points:
    if SYMMETRIC & {a.type, b.type}:
        return _compare_roles((*a.agents, *a.patients), (*b.agents, *b.patients), lang, gap=-0.7, several=True)
    agents = _compare_roles(a.agents, b.agents, lang, gap=0.0)
    patients = _compare_roles(a.patients, b.patients, lang, gap=-0.7 if agents.telling else 0.0)
    if {a.type, b.type} <= DEATHS and patients.telling:
        agents = _Points(-0.5, agents.reasons) if agents.score is None else agents
        patients = _Points((patients.score or 0.0) + 1.5, (*patients.reasons, "nobody dies twice"), patients.telling)
    if agents.score == _OTHER_WORDS and patients.telling:
        agents = _Points(-0.2, agents.reasons)
    if agents.score is None or patients.score is None:
        return _Points(None, (agents if agents.score is None else patients).reasons)
    return _Points(
        agents.score + patients.score, (*agents.reasons, *patients.reasons), agents.telling + patients.telling
    )


def _compare_roles(a: tuple[Party, ...], b: tuple[Party, ...], lang: str, gap: float, several: bool = False) -> _Points:
    """Who fills one role on both sides; ``gap`` are the points when one side leaves it out."""
    if not a or not b:
        return _Points(gap if a or b else 0.0)
    x, y = ({p.node: p for p in side if p.node} for side in (a, b))
    shared = sorted(set(x) & set(y))
    if shared:
        points = sum(_POINTS.get(x[n].type, 0.8) for n in shared)
        telling = sum(x[n].type not in _VAGUE for n in shared)
        reasons = tuple(f"both with {x[n].name}" for n in shared)
        if several and (set(x) - set(shared)) and (set(y) - set(shared)):
            others = [next(p.name for n, p in sorted(side.items()) if n not in shared) for side in (x, y)]
            return _Points(None, (f"one with {others[0]}, the other with {others[1]}",))
        alone = several and len(shared) == 1 and (len(a) > 1 or len(b) > 1)
        return _Points(points - (1.0 if alone else 0.0), reasons, telling)
    if x and y:
        p, q = (min(side.values()) for side in (x, y))
        if p.country and p.country == q.country and ("Country" in (p.type, q.type) or {p.type, q.type} & PLACES):
            return _Points(0.3, (f"{p.name} / {q.name}, both of {p.country}",))
        return _Points(None, (f"participants differ: {p.name} / {q.name}",))
    if x or y:
        return _Points(-1.0, (f"{a[0].name} / {b[0].name}",))
    return _compare_phrases(a, b, lang)


def _compare_phrases(a: tuple[Party, ...], b: tuple[Party, ...], lang: str) -> _Points:
    silent = identity_words(lang).silent
    x, y = (frozenset(w for p in side for w in fold(p.name).split() if not w.isdigit()) for side in (a, b))
    if common := sorted((x & y) - silent):
        return _Points(0.5, (f"both {', '.join(common)}",))
    causes = identity_words(lang).causes
    if {causes[w] for w in x if w in causes} & {causes[w] for w in y if w in causes}:
        return _Points(0.5, (f"{a[0].name} / {b[0].name}",))
    if not x - silent or not y - silent:
        return _Points()
    return _Points(_OTHER_WORDS, (f"{a[0].name} / {b[0].name}",))


def _compare_amounts(a: EventMention, b: EventMention) -> _Points:
    """An equal number speaks for one event; reports of one event may disagree, but not widely."""
    if not a.amounts or not b.amounts:
        return _Points()
    if common := sorted({n for n, _ in a.amounts if n >= 3} & {n for n, _ in b.amounts}):
        return _Points(0.5, (f"both {common[-1]:g}",))
    x, y = max(n for n, _ in a.amounts), max(n for n, _ in b.amounts)
    low, high = min(x, y), max(x, y)
    far = low <= 0 or high / low > _FAR
    return _Points(-0.7, (f"{x:g} / {y:g}",)) if far else _Points(0.0, (f"{x:g} / {y:g}",))


def _compare_topics(a: EventMention, b: EventMention, lang: str) -> _Points:
    silent = identity_words(lang).silent
    x, y = (frozenset(w for t in m.topics for w in fold(t).split()) - silent for m in (a, b))
    if x and y and not x & y:
        return _Points(-1.5, (f"about {a.topics[0]} / {b.topics[0]}",))
    return _Points()


def _compare_setting(a: EventMention, b: EventMention) -> _Points:
    """What else both articles name, besides countries and who takes part."""
    if a.document == b.document:
        return _Points()
    own = {p.node for m in (a, b) for p in (*m.agents, *m.patients, *m.places)}
    common = [p for p in a.setting if p.node in b.around and p.type != "Country" and p.node not in own]
    if not common:
        return _Points()
    return _Points(min(_MOST_SETTING, 0.25 * len(common)), (f"both articles name {min(common).name}",))
