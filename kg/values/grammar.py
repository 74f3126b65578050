"""A cascade of word-class patterns, read from a language pack: the engine under ``time`` and ``quantity``.

Every unit of the text has a code character that stands for its set of classes (``lexicon``). A rule is a
regular expression over classes (``day:DAY month:MONTH year:YEAR?``); it replaces what it matches by one item
of the class it yields, for later stages to build on, as in a cascade of finite-state transducers (Abney 1996,
Partial parsing via finite-state cascades). Only stretches with a strong word are read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import LexiconError
from kg.values.lexicon import Lexicon, Unit
from kg.values.numbers import Classes
from kg.values.patterns import Pattern, compile_pattern, expand, words

Builder = Callable[..., object]
_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class Item:
    """What a rule has built of the characters ``start`` to ``end``."""

    start: int
    end: int
    value: Any


@dataclass(frozen=True, slots=True)
class _Node:
    """A unit of the text, or what a rule has made of several."""

    start: int
    end: int
    classes: Classes
    code: str
    built: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: Pattern
    yields: str
    code: str
    build: Builder
    constants: Mapping[str, Any]


_Found = tuple[int, int, re.Match[str], _Rule]
"""Where a rule matches, its rank, the match and the rule."""


class Grammar:
    """A language's classes and rules, compiled once; ``where`` names the table in errors.

    Raises LexiconError when a pattern cannot be read, or names a class or a builder that does not exist.
    """

    def __init__(self, table: Mapping[str, Any], builders: Mapping[str, Builder], where: str) -> None:
        try:
            rules = [{**rule, "pattern": expand(rule["pattern"], table.get("macro", {}))} for rule in table["rule"]]
            literals = sorted({word for rule in rules for word in words(rule["pattern"])})
            self._lexicon = Lexicon(table, literals, sorted({rule["yields"] for rule in rules}))
            numbers = sorted({rule["stage"] for rule in rules})
            self._stages = [_Stage(self._compile(r for r in rules if r["stage"] == n), builders) for n in numbers]
        except LexiconError as error:
            raise LexiconError(f"{where}: {error}") from None

    def read(self, text: str) -> list[Item]:
        """Every item that the rules leave, in text order; offsets are characters of ``text``."""
        found: list[Item] = []
        for units in self._lexicon.tokenize(text):
            found += [Item(n.start, n.end, next(iter(n.classes.values()))) for n in self._reduce(units) if n.built]
        return found

    def _reduce(self, units: list[Unit]) -> Sequence[_Node]:
        first, *later = self._stages
        if not first.find("".join([unit.entry.code for unit in units])):
            return ()
        reduced = first.reduce([_Node(u.start, u.end, u.entry.classes, u.entry.code, False) for u in units])
        if reduced is None:
            return ()
        nodes = reduced
        for stage in later:
            nodes = stage.reduce(nodes) or nodes
        return nodes

    def _compile(self, rules: Iterable[Mapping[str, Any]]) -> list[tuple[Pattern, str, Mapping[str, Any]]]:
        return [
            (pattern, self._lexicon.code(rule["yields"]), rule)
            for rule in rules
            for pattern in compile_pattern(rule["pattern"], self._lexicon.code_set)
        ]


class _Stage:
    """The rules of one stage: at each place the first that matches and builds something replaces what it matches."""

    def __init__(
        self, rules: Iterable[tuple[Pattern, str, Mapping[str, Any]]], builders: Mapping[str, Builder]
    ) -> None:
        self._rules: list[_Rule] = []
        for pattern, code, rule in rules:
            if rule["build"] not in builders:
                raise LexiconError(
                    f"pattern {rule['pattern']!r} names the builder {rule['build']!r}; "
                    f"there are {', '.join(sorted(builders))}. Use one of these."
                )
            constants = {k: v for k, v in rule.items() if k not in ("stage", "pattern", "yields", "build")}
            self._rules.append(_Rule(pattern, rule["yields"], code, builders[rule["build"]], constants))
        required = sorted({codes for rule in self._rules for codes in rule.pattern.required}, key=sorted)
        bits = {codes: 1 << number for number, codes in enumerate(required)}
        self._needs = [sum({bits[codes] for codes in rule.pattern.required}) for rule in self._rules]
        every = frozenset[str]().union(*required)
        self._bits = {code: sum(bit for codes, bit in bits.items() if code in codes) for code in every}
        self.find = lru_cache(_REMEMBERED)(self._find)

    def reduce(self, nodes: list[_Node]) -> list[_Node] | None:
        """The nodes with all matches replaced; None when nothing was."""
        codes = "".join([node.code for node in nodes])
        waiting = list(self.find(codes))
        out: list[_Node] = []
        done = 0
        while waiting:
            best = min(waiting)
            start, rank, match, rule = best
            waiting.remove(best)
            position = start + 1
            if start >= done:
                built = self._build(rule, match, nodes)
                if built is not None:
                    out += nodes[done:start]
                    out.append(built)
                    done = position = match.end()
            again = rule.pattern.expression.search(codes, max(position, done))
            if again:
                waiting.append((again.start(), rank, again, rule))
        return out + nodes[done:] if out else None

    def _find(self, codes: str) -> tuple[_Found, ...]:
        """The first match of every rule; only those of which every required set has a code here are tried."""
        present = 0
        for code in set(codes):
            present |= self._bits.get(code, 0)
        possible = [r for r, needs in zip(self._rules, self._needs, strict=True) if needs & present == needs]
        return tuple(
            (match.start(), rank, match, rule)
            for rank, rule in enumerate(possible)
            if (match := rule.pattern.expression.search(codes))
        )

    @staticmethod
    def _build(rule: _Rule, match: re.Match[str], nodes: list[_Node]) -> _Node | None:
        captured = {
            group: nodes[match.start(key)].classes[name]
            for key, group, name in rule.pattern.groups
            if match.start(key) >= 0
        }
        value = rule.build(**rule.constants, **captured)
        if value is None:
            return None
        start, end = match.span()
        return _Node(nodes[start].start, nodes[end - 1].end, {rule.yields: value}, rule.code, True)
