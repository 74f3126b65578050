"""A cascade of word-class patterns, read from a language pack: the engine under ``time`` and ``quantity``.

Text becomes items, each with the classes its word belongs to (``WEEKDAY``, ``MONTH``, ``INT`` …), and every distinct set of
classes one code character. A rule is a regular expression over classes (``day:DAY month:MONTH year:YEAR?``); it
replaces what it matches by one item of the class it yields, for later stages to build on, as in a cascade of
finite-state transducers (Abney 1996, Partial parsing via finite-state cascades). Only stretches with a strong word are read at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import LexiconError
from kg.values.numbers import Classes, classify, number_shapes, read_digits, read_words

_WORD = r"[^\W\d_]+'?"
_NUMBER = (
    r"[0-9]{1,2}(?=\.[0-9]{1,2}\.[0-9]{2,4}(?![0-9]))|[0-9]{1,2}(?=\.(?:19|20)[0-9]{2}(?![0-9]))"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)
_SIGN = r"(?:(?<![^\s(«:])[-+\u2212](?=[0-9]))?"
_ELEMENT = re.compile(r"\s*(?:(!|<!|<=|&|\$)?(?:(\w+):)?([A-Z][A-Z0-9_]*|[^\W\d_A-Z]+'?|'.')|([()|?*+]))")
_MACRO = re.compile(r"\{(\w+)\}")
_AROUND = {"!": "(?!{})", "<!": "(?<!{})", "<=": "(?<={})", "&": "(?={})", "$": r"(?={}|\Z)"}
_CONTEXT = frozenset({"PLURAL", "WORD", "NAME", "CAPITAL"})


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or (``built``) what a rule has made of several: character offsets, its classes with their values."""

    start: int
    end: int
    classes: Classes
    code: str
    built: bool = False

    @property
    def value(self) -> object:
        """What the rule built."""
        return next(iter(self.classes.values()))


@dataclass(frozen=True, slots=True)
class _Rule:
    yields: str
    build: Callable[..., object]
    constants: Mapping[str, Any]
    groups: tuple[tuple[str, str, str], ...]


class Grammar:
    """A language's classes and rules, compiled once; ``where`` names the table in errors.

    Raises LexiconError when a pattern cannot be read, or names a class or a builder that does not exist.
    """

    def __init__(self, table: Mapping[str, Any], builders: Mapping[str, Callable[..., object]], where: str) -> None:
        self._where = where
        self._builders = builders
        self._macros: Mapping[str, str] = table.get("macro", {})
        self._names = frozenset(table.get("names", ()))
        self._centuries = frozenset(table.get("century_suffixes", ()))
        suffixes = "|".join(map(re.escape, table["ordinal_suffixes"]))
        self._tokens = re.compile(rf"(?:([0-9]{{1,9}})(?:{suffixes})(?![^\W_]))|({_SIGN}(?:{_NUMBER}))|{_WORD}|[^\s\w]")
        self._codes: dict[frozenset[str], str] = {frozenset(): "."}
        self._words: dict[str, dict[str, object]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], dict[str, object]]]] = {}
        rules = [{**rule, "pattern": self._expand(rule["pattern"])} for rule in table["rule"]]
        self._add_words(table["class"], rules)
        self._register(rules)
        context = "".join(c for classes, c in self._codes.items() if classes <= _CONTEXT)
        strong = self._set(*table["strong"])
        self._segments = re.compile(rf"[^{context}]*?{strong}[^{context}]*")
        stages: dict[int, list[Mapping[str, Any]]] = {}
        for rule in rules:
            stages.setdefault(rule["stage"], []).append(rule)
        self._stages = tuple(self._compile(stages[n]) for n in sorted(stages))

    def read(self, text: str) -> list[Item]:
        """Every item that some rule has built, in text order; offsets are characters of ``text``."""
        items = self._tokenize(text.replace("\u2019", "'"))
        codes = "".join([item.code for item in items])
        found: list[Item] = []
        for segment in self._segments.finditer(codes):
            start, end = segment.span()
            reduced = self._reduce(items[max(0, start - 1):end + 1])
            found += [item for item in reduced if item.built]
        return found

    def _expand(self, pattern: str) -> str:
        while "{" in pattern:
            try:
                pattern = _MACRO.sub(lambda m: f"({self._macros[m.group(1)]})", pattern)
            except KeyError as error:
                raise LexiconError(f"{self._where}: no macro {error} for the pattern {pattern!r}; add it.") from None
        return pattern

    def _add_words(self, classes: Mapping[str, Mapping[str, object]], rules: Iterable[Mapping[str, Any]]) -> None:
        for name, words in classes.items():
            for word, value in words.items():
                self._add(word, name, value)
        for rule in rules:
            for _, _, name, _ in _ELEMENT.findall(rule["pattern"]):
                if name and not name[0].isupper():
                    self._add(name[1] if name[0] == "'" else name, "=" + name, name)
        for known in self._words.values():
            if isinstance(number := known.get("NUMBER"), int):
                known.update(classify(number))

    def _add(self, word: str, name: str, value: object) -> None:
        for form in {word, _unaccented(word)} if len(word) > 3 else {word}:
            parts = tuple(m.group() for m in self._tokens.finditer(form))
            if len(parts) == 1:
                self._words.setdefault(form, {}).setdefault(name, value)
                continue
            entries = self._phrases.setdefault(parts[0], [])
            known = next((c for rest, c in entries if rest == parts[1:]), None)
            if known is None:
                known = {}
                entries.append((parts[1:], known))
                entries.sort(key=lambda entry: -len(entry[0]))
            known.setdefault(name, value)

    def _register(self, rules: Iterable[Mapping[str, Any]]) -> None:
        """Give every set of classes that an item can have its code; patterns are compiled against these."""
        phrases = (classes for entries in self._phrases.values() for _, classes in entries)
        words = [frozenset(c) for c in (*self._words.values(), *phrases)]
        shapes = [*number_shapes(), frozenset(("ORDINAL",)), frozenset(("ROMAN", "CAPITAL")), frozenset(("WORD",)), frozenset(("WORD", "PLURAL"))]
        yields = [frozenset((rule["yields"],)) for rule in rules]
        plain = [*words, *shapes]
        for classes in (*plain, *(c | {"CAPITAL"} for c in plain), *yields, frozenset(("NAME", "CAPITAL"))):
            self._codes.setdefault(classes, chr(0x4E00 + len(self._codes)))

    def _set(self, *names: str) -> str:
        wanted = frozenset(names)
        return "[" + "".join(sorted(c for classes, c in self._codes.items() if classes & wanted)) + "]"

    def _compile(self, rules: Iterable[Mapping[str, Any]]) -> tuple[re.Pattern[str], Mapping[str, _Rule]]:
        sources, compiled = [], {}
        for number, rule in enumerate(rules):
            label = f"r{number}"
            groups: list[tuple[str, str, str]] = []
            sources.append(f"(?P<{label}>{self._translate(rule['pattern'].strip(), label, groups)})")
            if rule["build"] not in self._builders:
                raise LexiconError(f"{self._where}: pattern {rule['pattern']!r} names the builder {rule['build']!r}; "
                                   f"there are {', '.join(sorted(self._builders))}. Use one of these.")
            constants = {k: v for k, v in rule.items() if k not in ("stage", "pattern", "yields", "build")}
            compiled[label] = _Rule(rule["yields"], self._builders[rule["build"]], constants, tuple(groups))
        return re.compile("|".join(sources)), compiled

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
            codes = self._set(class_name)
            if codes == "[]":
                raise LexiconError(f"{self._where}: no word has the class {name!r} of the pattern {pattern!r}.")
            if look:
                out.append(_AROUND[look].format(codes))
            elif group:
                key = f"{label}_{len(groups)}"
                groups.append((key, group, class_name))
                out.append(f"(?P<{key}>{codes})")
            else:
                out.append(codes)
        return "".join(out)

    def _reduce(self, items: list[Item]) -> list[Item]:
        for pattern, rules in self._stages:
            codes = "".join([item.code for item in items])
            out: list[Item] = []
            done = position = 0
            while (match := pattern.search(codes, position)) is not None:
                start, end = match.span()
                rule = rules[match.lastgroup or ""]
                captured = {group: items[match.start(key)].classes[name]
                            for key, group, name in rule.groups if match.start(key) >= 0}
                value = rule.build(**rule.constants, **captured)
                if value is None:
                    position = start + 1
                    continue
                out += items[done:start]
                out.append(Item(items[start].start, items[end - 1].end, {rule.yields: value},
                                self._codes[frozenset((rule.yields,))], built=True))
                done = position = end
            if out:
                items = out + items[done:]
        return items

    def _tokenize(self, text: str) -> list[Item]:
        raw = list(self._tokens.finditer(text))
        words = [m.group().lower() for m in raw]
        items: list[Item] = []
        position = 0
        while position < len(raw):
            match, word = raw[position], words[position]
            length = 1
            classes = self._words.get(word)
            if word in self._phrases and (phrase := self._phrase(words, position)):
                classes, length = phrase
            elif classes is None:
                classes = self._shape(match, word)
            elif "NUMBER" in classes:
                classes, length = self._number_words(words, position, classes)
            if match.group()[0].isupper() and classes:
                classes = self._capital(classes, word, items)
            code = self._codes.get(frozenset(classes), ".")
            items.append(Item(match.start(), raw[position + length - 1].end(), classes, code))
            position += length
        return items

    def _capital(self, classes: Classes, word: str, before: list[Item]) -> Classes:
        if word in self._names and not (before and "INT" in before[-1].classes):
            return {"NAME": word, "CAPITAL": word}
        return {**classes, "CAPITAL": word}

    def _shape(self, match: re.Match[str], word: str) -> Classes:
        ordinal, number = match.group(1), match.group(2)
        if ordinal:
            return {"ORDINAL": int(ordinal)}
        if number:
            return classify(read_digits(number), number) if len(number) < 20 else {}
        written = match.group()
        if written[0].isupper():
            century = _roman(written, self._centuries)
            return {"ROMAN": century} if century else {"NAME": written, "CAPITAL": word}
        if not written[0].isalpha():
            return {}
        return {"WORD": word, "PLURAL": word} if word[-1] in "sxz" and len(word) > 3 else {"WORD": word}

    def _phrase(self, words: list[str], position: int) -> tuple[Classes, int] | None:
        for rest, classes in self._phrases[words[position]]:
            if tuple(words[position + 1:position + 1 + len(rest)]) == rest:
                return classes, 1 + len(rest)
        return None

    def _number_words(self, words: list[str], position: int, known: Classes) -> tuple[Classes, int]:
        run = list(self._number_run(words, position))
        total, taken = read_words([value for _, value in run])
        if taken <= 1:
            return known, 1
        return classify(total), run[taken - 1][0] + 1 - position

    def _number_run(self, words: list[str], position: int) -> Iterator[tuple[int, int]]:
        """Index and value of the number words from ``position`` on, stepping over hyphens and "et" before one or eleven."""
        while position < len(words):
            value = self._words.get(words[position], {}).get("NUMBER")
            if not isinstance(value, int):
                return
            yield position, value
            position += 1
            if position + 1 < len(words) and "JOIN" in self._words.get(words[position], {}):
                after = self._words.get(words[position + 1], {}).get("NUMBER")
                if words[position] == "-" or after in (1, 11) and value in (20, 30, 40, 50, 60, 70):
                    position += 1


def _roman(written: str, suffixes: frozenset[str]) -> int | None:
    """The number of ``XX``, ``XXe``, ``XIXème``; None when the word is none."""
    numeral = written.rstrip("eèm")
    if written[len(numeral):] not in suffixes | {""} or not re.fullmatch(r"X{0,2}(?:IX|IV|V?I{0,3})", numeral):
        return None
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral]
    return sum(-v if values[n + 1:n + 2] > [v] else v for n, v in enumerate(values))


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
