"""Numbers that articles give of one event, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.identity.events.mentions import DEATHS

_ROUGH = 0.1
"""Share by which a number may be off that an article gives roughly."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its bounds (None: open) as an article gives it; ``text`` are its words, ``unit`` what is
    counted."""

    value: float
    unit: str
    text: str
    minimum: float | None = None
    maximum: float | None = None
    approximate: bool = False

    @property
    def shown(self) -> str:
        return self.text or f"{self.value:g} {self.unit}".strip()

    def bounds(self) -> tuple[float, float]:
        """Between what and what the number lies."""
        if self.minimum is not None or self.maximum is not None:
            low = self.minimum if self.minimum is not None else 0.0
            return low, self.maximum if self.maximum is not None else float("inf")
        rough = _ROUGH * abs(self.value) if self.approximate else 0.0
        return self.value - rough, self.value + rough


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Numbers of one thing that cannot all be right: pairs of the number's words and who says so, the least first."""

    of: str
    figures: tuple[tuple[str, tuple[str, ...]], ...]


def find_disagreements(told: Iterable[tuple[str, str, Amount]]) -> tuple[Disagreement, ...]:
    """Where numbers of one event disagree; ``told`` are the type of the fact, who says so, and the amount.

    Victims count together, however they are called: 34 officers and 33 people are numbers of the same dead.
    """
    groups: dict[str, list[tuple[Amount, str]]] = defaultdict(list)
    for type_, who, amount in told:
        groups["victims" if type_ in DEATHS | {"Injure"} else amount.unit.rstrip("sx")].append((amount, who))
    found = []
    for of, amounts in sorted(groups.items()):
        bounds = [amount.bounds() for amount, _ in amounts]
        if max(low for low, _ in bounds) > min(high for _, high in bounds):
            found.append(Disagreement(of, _figures(amounts)))
    return tuple(found)


def _figures(amounts: Iterable[tuple[Amount, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said: dict[tuple[float, float, float], tuple[str, set[str]]] = {}
    for amount, who in sorted(amounts, key=lambda pair: (pair[0].value, pair[0].text, pair[1])):
        said.setdefault((amount.value, *amount.bounds()), (amount.shown, set()))[1].add(who)
    table: Mapping[tuple[float, float, float], tuple[str, set[str]]] = dict(sorted(said.items()))
    return tuple((words, tuple(sorted(names))) for words, names in table.values())
