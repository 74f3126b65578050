"""Who says what about whom: every fact with a source, by speaker; and where two of them contradict each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from kg.views.account import Account, Fact
from kg.views.page import ALONE, describe, render_page


@dataclass(frozen=True, slots=True)
class Speaker:
    """``claims`` are ids of facts in the order of the texts; ``about`` counts them by the entities they are on."""

    entity: str
    claims: tuple[str, ...]
    about: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """``contested`` are groups of facts of one type and the same participants, of which one is denied, one is not."""

    account: Account
    speakers: tuple[Speaker, ...]
    contested: tuple[tuple[str, ...], ...]


def data(account: Account) -> Claims:
    """The attributed facts of ``account``, the most talkative speaker first."""
    spoken: dict[str, list[Fact]] = defaultdict(list)
    for fact in account.facts:
        for source in fact.sources:
            spoken[source.node].append(fact)
    speakers = [
        Speaker(entity, tuple(fact.id for fact in facts), _count_targets(facts, entity))
        for entity, facts in spoken.items()
    ]
    return Claims(account, tuple(sorted(speakers, key=lambda s: (-len(s.claims), s.entity))), _find_contested(account))


def render(claims: Claims, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    page = describe(claims.account, "claims", beside) | {
        "speakers": [asdict(speaker) for speaker in claims.speakers],
        "contested": claims.contested,
    }
    return render_page("claims", page, ("page.js", "evidence.js", "claims.js"))


def _count_targets(facts: list[Fact], speaker: str) -> tuple[tuple[str, int], ...]:
    counts = Counter(node for fact in facts for node in {p.node for p in (*fact.agents, *fact.patients)} - {speaker})
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _find_contested(account: Account) -> tuple[tuple[str, ...], ...]:
    groups: dict[tuple[str, frozenset[str], frozenset[str]], list[Fact]] = defaultdict(list)
    for fact in account.facts:
        if fact.agents and fact.patients and fact.type != "Other":
            key = fact.type, frozenset(p.node for p in fact.agents), frozenset(p.node for p in fact.patients)
            groups[key].append(fact)
    return tuple(
        tuple(fact.id for fact in facts)
        for facts in groups.values()
        if {"denied"} < {fact.status for fact in facts if fact.status != "unreal"}
    )
