"""Patterns over word classes, translated to regular expressions over their codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.errors import LexiconError

_ELEMENT = re.compile(r"\s*(?:(!|<!|<=|&|\$)?(?:(\w+):)?([A-Z][A-Z0-9_]*|[^\W\d_A-Z]+'?|'.')|([()|?*+]))")
_MACRO = re.compile(r"\{(\w+)\}")
_AROUND = {"!": "(?!{})", "<!": "(?<!{})", "<=": "(?<={})", "&": "(?={})", "$": r"(?={}|\Z)"}
CodeSet = Callable[[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One alternative of a rule.

    ``groups`` are (group of the expression, name, class); ``required`` are sets of codes of each of which a
    match has one.
    """

    expression: re.Pattern[str]
    groups: tuple[tuple[str, str, str], ...]
    required: tuple[frozenset[str], ...]


@dataclass(slots=True)
class _Part:
    """Source of a piece of pattern, with the code sets that any match of it needs."""

    source: str
    required: list[frozenset[str]] = field(default_factory=list)


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """``pattern`` with every ``{macro}`` replaced; raises LexiconError for an unknown one."""
    while "{" in pattern:
        try:
            pattern = _MACRO.sub(lambda m: f"({macros[m.group(1)]})", pattern)
        except KeyError as error:
            raise LexiconError(f"no macro {error} for the pattern {pattern!r}. Add it under [macro].") from None
    return pattern.strip()


def words(pattern: str) -> Iterator[str]:
    """The single words and signs (``de``, ``'('``) that a pattern names."""
    for _, _, name, _ in _ELEMENT.findall(pattern):
        if name and not name[0].isupper():
            yield name


def compile_pattern(pattern: str, codes: CodeSet) -> tuple[Pattern, ...]:
    """The alternatives of ``pattern``; ``codes`` gives the codes of a class.

    Raises LexiconError when it cannot be read or names a class without words.
    """
    return tuple(_Reader(pattern, codes).read())


class _Reader:
    """Recursive descent: alternatives of sequences of elements and groups, each with an optional ``?``, ``*``
    or ``+``.
    """

    def __init__(self, pattern: str, codes: CodeSet) -> None:
        self._pattern = pattern
        self._codes = codes
        self._groups: list[tuple[str, str, str]] = []
        self._elements = list(self._split())
        self._position = 0

    def read(self) -> Iterator[Pattern]:
        alternatives = self._alternatives()
        if self._position < len(self._elements):
            raise LexiconError(f"a bracket too many in the pattern {self._pattern!r}.")
        for part in alternatives:
            groups = tuple(g for g in self._groups if f"<{g[0]}>" in part.source)
            yield Pattern(re.compile(part.source), groups, tuple(part.required))

    def _split(self) -> Iterator[tuple[str, str, str, str]]:
        position = 0
        while position < len(self._pattern):
            match = _ELEMENT.match(self._pattern, position)
            if match is None:
                raise LexiconError(f"cannot read {self._pattern[position:]!r} in the pattern {self._pattern!r}.")
            position = match.end()
            look, group, name, operator = match.groups("")
            yield look, group, name, operator

    def _peek(self) -> str:
        return self._elements[self._position][3] if self._position < len(self._elements) else ")"

    def _alternatives(self) -> list[_Part]:
        parts = [self._sequence()]
        while self._peek() == "|":
            self._position += 1
            parts.append(self._sequence())
        return parts

    def _sequence(self) -> _Part:
        whole = _Part("")
        while self._peek() not in ("|", ")") or self._position < len(self._elements) and not self._peek():
            part = self._atom()
            quantifier = self._peek() if self._peek() in ("?", "*", "+") else ""
            if quantifier:
                self._position += 1
            whole.source += part.source + quantifier
            if quantifier in ("", "+"):
                whole.required += part.required
        return whole

    def _atom(self) -> _Part:
        look, group, name, operator = self._elements[self._position]
        self._position += 1
        if operator == "(":
            parts = self._alternatives()
            if self._position >= len(self._elements):
                raise LexiconError(f"a bracket is not closed in the pattern {self._pattern!r}.")
            self._position += 1
            needed = [min(part.required, key=len) for part in parts if part.required]
            both = [frozenset[str]().union(*needed)] if len(needed) == len(parts) else []
            required = parts[0].required if len(parts) == 1 else both
            return _Part("(?:" + "|".join(part.source for part in parts) + ")", required)
        if operator:
            raise LexiconError(f"nothing for {operator!r} to repeat in the pattern {self._pattern!r}.")
        class_name = name if name[0].isupper() else "=" + name
        codes = self._codes(class_name)
        if not codes:
            raise LexiconError(
                f"no word has the class {name!r} of the pattern {self._pattern!r}. Add words or drop the class."
            )
        one_of = "[" + "".join(sorted(codes)) + "]"
        if look:
            return _Part(_AROUND[look].format(one_of))
        if not group:
            return _Part(one_of, [codes])
        key = f"g{len(self._groups)}"
        self._groups.append((key, group, class_name))
        return _Part(f"(?P<{key}>{one_of})", [codes])
