"""Facts of several articles → a story: event by event who affirms and who denies it, since when, from how many
sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.identity.copies import count_sources
from kg.identity.events.mentions import drop_status
from kg.iris import EVENT, FACT
from kg.rdf.vocabulary import term
from kg.story.amounts import Amount, Disagreement, find_disagreements
from kg.story.excerpt import excerpt
from kg.story.subject import Subject, actor_of, find_subject, is_named, label_of
from kg.views.account import Account, Article, Fact
from kg.views.reading import read_account

_ORDER = {"asserted": 0, "reported": 1, "denied": 2, "unreal": 3}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it in one way. ``status`` is asserted, reported, denied or unreal, ``modality`` that of the facts.

    ``by`` are those that the articles name as their source; without any, the outlets themselves speak. ``since`` is the
    day of the first article (ISO 8601 or ""), ``sources`` how many articles there are once copies of one text count as
    one, ``outlets`` who published them, ``copied`` whether some of them are copies. ``quotation`` is the proof in
    ``article``, the first one, by the fact ``fact``; ``facts`` are all of them.
    """

    status: str
    modality: str
    by: tuple[str, ...]
    since: str
    sources: int
    outlets: tuple[str, ...]
    copied: bool
    amounts: tuple[str, ...]
    quotation: str
    article: str
    url: str
    fact: str
    facts: tuple[str, ...]

    @property
    def who(self) -> tuple[str, ...]:
        return self.by or self.outlets


@dataclass(frozen=True, slots=True)
class EventStory:
    """One event: ``when`` is its first and last day as far as told, ``sources`` counts all independent sources."""

    iri: str
    label: str
    type: str
    when: tuple[str, str]
    where: tuple[str, ...]
    since: str
    sources: int
    articles: int
    voices: tuple[Voice, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def is_contested(self) -> bool:
        """Whether some deny what others say."""
        return {"denied"} < {voice.status for voice in self.voices if voice.status != "unreal"}


@dataclass(frozen=True, slots=True)
class Story:
    """What a store tells of an actor or an event; ``part`` holds the quads of the facts that it rests on."""

    subject: Subject
    events: tuple[EventStory, ...]
    account: Account
    part: Store


def tell(store: Store, asked: str) -> Story:
    """The story of the actor or event ``asked`` (a name, an IRI, the id of a fact); most sources first.

    Raises ConfigError when nothing, or more than one actor, is called so.
    """
    subject = find_subject(store, asked)
    part = excerpt(store, subject.facts)
    account = read_account(part)
    teller = _Teller(part, account)
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in account.facts:
        groups[_event_of(part, fact.id)].append(fact)
    events = [teller.describe(iri, facts) for iri, facts in groups.items()]
    events.sort(key=lambda e: (-e.sources, not e.is_contested, not e.disagreements, e.when[0] or e.since or "9", e.iri))
    return Story(subject, tuple(events), account, part)


def _event_of(part: Store, fact: str) -> str:
    quads = part.quads_for_pattern(NamedNode(fact), term("kg:sameEvent"), None, None)
    found = [q.object.value for q in quads if isinstance(q.object, NamedNode)]
    return min(found, default=EVENT + fact.removeprefix(FACT))


class _Teller:
    """Tells events from the facts of a part of a store."""

    def __init__(self, part: Store, account: Account) -> None:
        self.part = part
        self.articles: dict[str, Article] = {article.id: article for article in account.articles}
        self.copies: Mapping[str, Sequence[str]] = _read_copies(part)

    def describe(self, iri: str, facts: Sequence[Fact]) -> EventStory:
        first = min(facts, key=self._date)
        voices = self._voices(facts)
        told = [
            (fact.type, ", ".join(voice.who), amount)
            for voice in voices
            if voice.status in ("asserted", "reported")
            for fact in facts
            if fact.id in voice.facts
            for amount in self._amounts(fact)
        ]
        real = [fact for fact in facts if fact.modality == "actual"] or facts
        articles = {fact.quotation.article for fact in facts}
        quads = self.part.quads_for_pattern(NamedNode(iri), term("rdfs:label"), None, None)
        label = next((q.object.value for q in quads if isinstance(q.object, Literal)), "")
        return EventStory(
            iri,
            label or drop_status(label_of(self.part, first.id)),
            first.type,
            (max((f.earliest for f in real), default=""), min((f.latest for f in real if f.latest), default="")),
            _name_places(facts),
            self._date(first)[0].removeprefix("9"),
            len(count_sources(articles, self.copies)),
            len(articles),
            voices,
            find_disagreements(told),
        )

    def _date(self, fact: Fact) -> tuple[str, str, int]:
        article = self.articles.get(fact.quotation.article)
        return (article.published if article else "") or "9", fact.quotation.article, fact.start

    def _voices(self, facts: Sequence[Fact]) -> tuple[Voice, ...]:
        """Facts with one status and one speaker are one voice; of those that the articles say themselves, each family
        of copies is one."""
        groups: dict[tuple[str, str, tuple[str, ...]], list[Fact]] = defaultdict(list)
        families = self._families(facts)
        for fact in facts:
            speakers = tuple(sorted({self._speaker(fact, p.node) for p in fact.sources}))
            groups[fact.status, fact.modality, speakers or families[fact.quotation.article]].append(fact)
        voices = [self._make_voice(group) for group in groups.values()]
        return tuple(sorted(voices, key=lambda v: (_ORDER[v.status], -v.sources, v.since or "9", v.article, v.fact)))

    def _families(self, facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
        families = count_sources({fact.quotation.article for fact in facts}, self.copies)
        return {article: family for family in families for article in family}

    def _speaker(self, fact: Fact, node: str) -> str:
        """Who speaks, the same in all articles: an actor, or else what a phrase calls them."""
        if is_named(node):
            return actor_of(self.part, fact.quotation.article, node)
        return label_of(self.part, node).casefold()

    def _make_voice(self, facts: Sequence[Fact]) -> Voice:
        first = min(facts, key=self._date)
        articles = {fact.quotation.article for fact in facts}
        families = count_sources(articles, self.copies)
        outlets = {self._outlet(article) for article in articles}
        amounts = sorted((a for fact in facts for a in self._amounts(fact)), key=lambda a: (a.value, a.text))
        article = self.articles.get(first.quotation.article)
        return Voice(
            first.status,
            first.modality,
            tuple(sorted({label_of(self.part, p.node) for p in first.sources})),
            article.published if article else "",
            len(families),
            tuple(sorted(outlets)),
            any(len(family) > 1 for family in families),
            tuple(dict.fromkeys(a.shown for a in amounts)),
            first.quotation.text,
            article.name if article else first.quotation.article,
            article.url if article else "",
            first.id,
            tuple(sorted(fact.id for fact in facts)),
        )

    def _outlet(self, article: str) -> str:
        """Who published an article; without a publisher, the article's own name."""
        known = self.articles.get(article)
        return (known.publisher or known.name) if known else article

    def _amounts(self, fact: Fact) -> list[Amount]:
        nodes = sorted({p.node for p in fact.others if p.role == "quantity"})
        return [amount for node in nodes if (amount := _read_amount(self.part, node)) is not None]


def _name_places(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Where, without names that only add words to another one ("Lyon mardi")."""
    names = {p.text for fact in facts for p in fact.others if p.role == "place"}
    return tuple(sorted(n for n in names if not any(n.startswith(f"{other} ") for other in names)))


def _read_amount(part: Store, node: str) -> Amount | None:
    quads = list(part.quads_for_pattern(NamedNode(node), None, None, None))
    own = {q.predicate: q.object.value for q in quads if isinstance(q.object, Literal)}

    def number(name: str) -> float | None:
        return float(own[term(name)]) if term(name) in own else None

    value = number("schema:value")
    if value is None:
        return None
    unit = own.get(term("schema:unitText"), "") or own.get(term("schema:currency"), "")
    rough = own.get(term("kg:approximate")) == "true"
    text = own.get(term("rdfs:label"), "")
    return Amount(value, unit, text, number("schema:minValue"), number("schema:maxValue"), rough)


def _read_copies(part: Store) -> dict[str, tuple[str, ...]]:
    table: dict[str, set[str]] = defaultdict(set)
    for quad in part.quads_for_pattern(None, term("prov:alternateOf"), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            table[quad.subject.value].add(quad.object.value)
    return {article: tuple(sorted(others)) for article, others in table.items()}
