"""A cascade of word-class patterns, read from a language pack: the engine under ``time`` and ``quantity``.

Every unit of the text has a code character that stands for its set of classes (``lexicon``). A rule is a regular expression over
classes (``day:DAY month:MONTH year:YEAR?``); it replaces what it matches by one item of the class it yields, for later
stages to build on, as in a cascade of finite-state transducers (Abney 1996, Partial parsing via finite-state cascades). Only stretches
with a strong word are read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.errors import LexiconError
from kg.values.lexicon import Lexicon, Unit
from kg.values.numbers import Classes

_ELEMENT = re.compile(r"\s*(?:(!|<!|<=|&|\$)?(?:(\w+):)?([A-Z][A-Z0-9_]*|[^\W\d_A-Z]+'?|'.')|([()|?*+]))")
_MACRO = re.compile(r"\{(\w+)\}")
_AROUND = {"!": "(?!{})", "<!": "(?<!{})", "<=": "(?<={})", "&": "(?={})", "$": r"(?={}|\Z)"}


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
    yields: str
    code: str
    build: Callable[..., object]
    constants: Mapping[str, Any]
    groups: tuple[tuple[str, str, str], ...]


_Match = tuple[_Rule, int, int, tuple[tuple[str, int, str], ...]]


class _Stage:
    """The rules of one stage as one pattern. The same few sequences of classes come again and again, so what they match is kept."""

    def __init__(self, pattern: re.Pattern[str], rules: Mapping[str, _Rule]) -> None:
        self._pattern = pattern
        self._rules = rules
        self.search = lru_cache(maxsize=20_000)(self._search)

    def _search(self, codes: str, position: int) -> _Match | None:
        """Rule, first and past-the-last index, and captured groups (name, index, class) of the next match from ``position`` on."""
        match = self._pattern.search(codes, position)
        if match is None:
            return None
        rule = self._rules[match.lastgroup or ""]
        groups = tuple((group, match.start(key), name) for key, group, name in rule.groups if match.start(key) >= 0)
        return rule, match.start(), match.end(), groups


class Grammar:
    """A language's classes and rules, compiled once; ``where`` names the table in errors.

    Raises LexiconError when a pattern cannot be read, or names a class or a builder that does not exist.
    """

    def __init__(self, table: Mapping[str, Any], builders: Mapping[str, Callable[..., object]], where: str) -> None:
        self._where = where
        self._builders = builders
        self._macros: Mapping[str, str] = table.get("macro", {})
        rules = [{**rule, "pattern": self._expand(rule["pattern"])} for rule in table["rule"]]
        names = {name for rule in rules for _, _, name, _ in _ELEMENT.findall(rule["pattern"]) if name}
        self._lexicon = Lexicon(table, sorted(n for n in names if not n[0].isupper()), sorted({r["yields"] for r in rules}))
        strong = self._lexicon.strong
        weak = "".join(sorted(self._lexicon.weak))
        self._stretches = re.compile(f"[^{weak}]*?{_one_of(strong)}[^{weak}]*")
        stages: dict[int, list[Mapping[str, Any]]] = {}
        for rule in rules:
            stages.setdefault(rule["stage"], []).append(rule)
        self._stages = tuple(self._compile(stages[n]) for n in sorted(stages))

    def read(self, text: str) -> list[Item]:
        """Every item that the rules leave, in text order; offsets are characters of ``text``."""
        found: list[Item] = []
        for units in self._lexicon.tokenize(text, self._stretches):
            found += [Item(n.start, n.end, next(iter(n.classes.values()))) for n in self._reduce(units) if n.built]
        return found

    def _reduce(self, units: list[Unit]) -> list[_Node]:
        nodes = [_Node(u.start, u.end, u.entry.classes, u.entry.code, False) for u in units]
        for number, stage in enumerate(self._stages):
            codes = "".join([node.code for node in nodes])
            out: list[_Node] = []
            done = position = 0
            while (found := stage.search(codes, position)) is not None:
                rule, start, end, groups = found
                value = rule.build(**rule.constants, **{g: nodes[i].classes[name] for g, i, name in groups})
                if value is None:
                    position = start + 1
                    continue
                out += nodes[done:start]
                out.append(_Node(nodes[start].start, nodes[end - 1].end, {rule.yields: value}, rule.code, True))
                done = position = end
            if out:
                nodes = out + nodes[done:]
            elif number == 0:
                return []
        return nodes

    def _expand(self, pattern: str) -> str:
        while "{" in pattern:
            try:
                pattern = _MACRO.sub(lambda m: f"({self._macros[m.group(1)]})", pattern)
            except KeyError as error:
                raise LexiconError(f"{self._where}: no macro {error} for the pattern {pattern!r}; add it.") from None
        return pattern.strip()

    def _compile(self, rules: Iterable[Mapping[str, Any]]) -> _Stage:
        """One alternation of all patterns; an empty group at the end of each tells which one matched."""
        sources, compiled = [], {}
        for number, rule in enumerate(rules):
            label = f"r{number}"
            groups: list[tuple[str, str, str]] = []
            source = self._translate(rule["pattern"], label, groups)
            sources.append(f"(?:{source})(?P<{label}>)" if "|" in source else f"{source}(?P<{label}>)")
            if rule["build"] not in self._builders:
                raise LexiconError(f"{self._where}: pattern {rule['pattern']!r} names the builder {rule['build']!r}; "
                                   f"there are {', '.join(sorted(self._builders))}. Use one of these.")
            constants = {k: v for k, v in rule.items() if k not in ("stage", "pattern", "yields", "build")}
            code = self._lexicon.code(rule["yields"])
            compiled[label] = _Rule(rule["yields"], code, self._builders[rule["build"]], constants, tuple(groups))
        return _Stage(re.compile("|".join(sources)), compiled)

    def _translate(self, pattern: str, label: str, groups: list[tuple[str, str, str]]) -> str:
        out: list[str] = []
        position = 0
        while position < len(pattern):
            match = _ELEMENT.match(pattern, position)
            if match is None:
                raise LexiconError(f"{self._where}: cannot read {pattern[position:]!r} in the pattern {pattern!r}.")
            position = match.end()
            look, group, name, operator = match.groups()
            if operator:
                out.append("(?:" if operator == "(" else operator)
                continue
            class_name = name if name[0].isupper() else "=" + name
            codes = self._lexicon.code_set(class_name)
            if not codes:
                raise LexiconError(f"{self._where}: no word has the class {name!r} of the pattern {pattern!r}.")
            if look:
                out.append(_AROUND[look].format(_one_of(codes)))
            elif group:
                key = f"{label}_{len(groups)}"
                groups.append((key, group, class_name))
                out.append(f"(?P<{key}>{_one_of(codes)})")
            else:
                out.append(_one_of(codes))
        return "".join(out)


def _one_of(codes: frozenset[str]) -> str:
    return "[" + "".join(sorted(codes)) + "]"
