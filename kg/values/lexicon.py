"""Words of a language's value tables: which classes a token belongs to, and the code of each set of classes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kg.values.numbers import Classes, classify, number_shapes, read_digits, read_words

_WORD = r"[^\W\d_]+'?"
_NUMBER = (
    r"[0-9]{1,2}(?=\.[0-9]{1,2}\.[0-9]{2,4}(?![0-9]))|(?<=[0-9]\.)[0-9]{1,2}(?=\.[0-9]{2}(?![0-9]))|[0-9]{1,2}(?=\.(?:19|20)[0-9]{2}(?![0-9]))"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
)
_SIGN = r"(?:(?<![^\s(«:])[-+\u2212](?=[0-9]))?"
_PHRASE = frozenset({"PART_OF_PHRASE", "KEY"})
_DIGITS = frozenset("0123456789")
_UNKNOWN = frozenset({"PLURAL", "WORD", "NAME", "CAPITAL"})
_LONGEST_NUMBER = 24
_CENTURY = re.compile(r"X{0,2}(?:IX|IV|V?I{0,3})")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a token is by itself: its classes with their values, the code of their set, and whether longer
    words begin with it.
    """

    classes: Classes
    code: str
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A token, phrase or number in the text: characters ``start`` to ``end``."""

    start: int
    end: int
    entry: Entry


class Lexicon:
    """Tokens of text with their entries.

    A word may belong to several classes. Besides those of the table: the number classes of ``numbers``,
    ``ORDINAL`` and ``ROMAN`` with their number, ``WORD``, ``PLURAL`` and ``NAME`` (unknown words by their
    shape) with the word, ``CAPITAL``, and ``=word`` for each word of ``literals``.
    """

    def __init__(self, table: Mapping[str, Any], literals: Iterable[str], built: Iterable[str]) -> None:
        suffixes = "|".join(map(re.escape, table["ordinal_suffixes"]))
        self._ordinal = rf"[0-9]{{1,9}}(?:{suffixes})(?![^\W_])"
        self._tokens = re.compile(rf"{_WORD}|{self._ordinal}|{_SIGN}(?:{_NUMBER})|[^\s\w]")
        self._names = frozenset(table.get("names", ()))
        self._centuries = frozenset(table.get("century_suffixes", ()))
        self._strong = frozenset((*table["strong"], "KEY"))
        self._words: dict[str, dict[str, object]] = {}
        self._phrases: dict[tuple[str, str], list[tuple[tuple[str, ...], dict[str, object]]]] = {}
        self._codes: dict[frozenset[str], str] = {frozenset(): "."}
        for name, words in sorted(table["class"].items(), key=lambda item: any(" " in word for word in item[1])):
            for word, value in words.items():
                self._add(word, name, value)
        for word in literals:
            self._add(word.strip("'") or "'" if word.startswith("'") else word, "=" + word, word)
        for known in self._words.values():
            if isinstance(number := known.get("NUMBER"), int):
                known.update(classify(number))
        self._register(built)
        self._first = frozenset(first for first, _ in self._phrases)
        self._vocabulary = _Vocabulary(self._look_up)
        weak = frozenset(code for classes, code in self._codes.items() if classes <= _UNKNOWN)
        self._known = re.compile(f"[^{''.join(sorted(weak))}]+")
        self._strong_code = re.compile(f"[{''.join(sorted(self.code_set(*self._strong)))}]")

    def code_set(self, *names: str) -> frozenset[str]:
        """Codes of all sets that hold one of the classes."""
        wanted = frozenset(names)
        return frozenset(code for classes, code in self._codes.items() if classes & wanted)

    def code(self, name: str) -> str:
        """Code of an item that a rule has built."""
        return self._codes[frozenset((name,))]

    def tokenize(self, text: str) -> Iterator[list[Unit]]:
        """Units of each stretch of known words around a strong one, with one token more on either side."""
        text = text.replace("\u2019", "'")
        matches = list(self._tokens.finditer(text))
        tokens = [match[0] for match in matches]
        vocabulary = self._vocabulary
        codes = "".join([vocabulary[token].code for token in tokens])
        for stretch in self._known.finditer(codes):
            if self._strong_code.search(codes, *stretch.span()) is None:
                continue
            index, end = max(0, stretch.start() - 1), min(len(tokens), stretch.end() + 1)
            units: list[Unit] = []
            while index < end:
                entry = vocabulary[tokens[index]]
                length = 1
                if entry.opens:
                    entry, length = self._open(tokens, index, entry)
                units.append(Unit(matches[index].start(), matches[index + length - 1].end(), entry))
                index += length
            yield units

    def _open(self, tokens: list[str], index: int, entry: Entry) -> tuple[Entry, int]:
        """The phrase, number or capitalised name that begins here."""
        word = tokens[index].lower()
        after = tokens[index + 1].lower() if index + 1 < len(tokens) else ""
        for rest, classes in self._phrases.get((word, after), ()):
            if tuple(t.lower() for t in tokens[index + 2 : index + 2 + len(rest)]) == rest:
                return self._entry(classes, tokens[index]), 2 + len(rest)
        if "NUMBER" in entry.classes:
            run = list(islice(self._number_run(tokens, index), _LONGEST_NUMBER))
            total, taken = read_words([value for _, value in run])
            if taken > 1:
                return self._entry(classify(total), tokens[index]), run[taken - 1][0] + 1 - index
        elif word in self._names and tokens[index][0].isupper() and not _beside_digits(tokens, index):
            return self._entry({"NAME": word}, tokens[index]), 1
        return entry, 1

    def _number_run(self, tokens: list[str], index: int) -> Iterator[tuple[int, int]]:
        """Index and value of the number words from ``index`` on, stepping over hyphens and the "et" of 21, 31 … 71."""
        while (value := self._number(tokens, index)) is not None:
            yield index, value
            index += 1
            if index + 1 < len(tokens) and "JOIN" in self._words.get(tokens[index].lower(), {}):
                tens = self._number(tokens, index + 1) in (1, 11) and value in (20, 30, 40, 50, 60, 70)
                if tokens[index] == "-" or tens:
                    index += 1

    def _number(self, tokens: list[str], index: int) -> int | None:
        value = self._words.get(tokens[index].lower(), {}).get("NUMBER") if index < len(tokens) else None
        return value if isinstance(value, int) else None

    def _look_up(self, token: str) -> Entry:
        word = token.lower()
        classes: Classes = self._words.get(word, {})
        if classes.keys() <= _PHRASE:
            classes = {**classes, **self._shape(token, word)}
        opens = word in self._first or word in self._names or "NUMBER" in classes
        return self._entry(classes, token, opens)

    def _entry(self, classes: Classes, token: str, opens: bool = False) -> Entry:
        if token[0].isupper():
            classes = {**classes, "CAPITAL": token}
        return Entry(classes, self._codes.get(frozenset(classes), "."), opens)

    def _shape(self, token: str, word: str) -> Classes:
        if token[-1] in _DIGITS:
            return classify(read_digits(token), token) if len(token) < 20 else {}
        if token[0] in _DIGITS:
            return {"ORDINAL": int("".join(c for c in token if c in _DIGITS))}
        if token[0].isupper():
            century = _roman(token, self._centuries)
            return {"ROMAN": century} if century else {"NAME": token}
        if not token[0].isalpha():
            return {}
        return {"WORD": word, "PLURAL": word} if word[-1] in "sxz" and len(word) > 3 else {"WORD": word}

    def _add(self, word: str, name: str, value: object) -> None:
        for form in {word, _unaccented(word)} if len(word) > 3 else {word}:
            parts = tuple(self._tokens.findall(form))
            if len(parts) == 1:
                self._words.setdefault(form, {}).setdefault(name, value)
                continue
            for part in (part for part in parts if part[0] not in _DIGITS):
                self._words.setdefault(part, {}).setdefault("PART_OF_PHRASE", word)
            if name in self._strong and not any(self._strong & self._words.get(part, {}).keys() for part in parts):
                self._words[max(parts, key=len)]["KEY"] = word
            entries = self._phrases.setdefault((parts[0], parts[1]), [])
            known = next((classes for rest, classes in entries if rest == parts[2:]), None)
            if known is None:
                known = {}
                entries.append((parts[2:], known))
                entries.sort(key=lambda entry: -len(entry[0]))
            known.setdefault(name, value)

    def _register(self, built: Iterable[str]) -> None:
        """Give every set of classes that a unit can have its code; patterns are compiled against these."""
        phrases = (classes for entries in self._phrases.values() for _, classes in entries)
        shapes = [
            *map(frozenset, ((), ("ORDINAL",), ("ROMAN",), ("WORD",), ("WORD", "PLURAL"), ("NAME",))),
            *number_shapes(),
        ]
        parts = [shape | part for shape in shapes for part in (_PHRASE, _PHRASE - {"KEY"})]
        plain = [*map(frozenset, (*self._words.values(), *phrases)), *shapes, *parts]
        for classes in (*plain, *(c | {"CAPITAL"} for c in plain), *(frozenset((name,)) for name in built)):
            self._codes.setdefault(classes, chr(0x4E00 + len(self._codes)))


class _Vocabulary(dict[str, Entry]):
    """Entry of every token as written, worked out at its first occurrence."""

    def __init__(self, look_up: Callable[[str], Entry]) -> None:
        self._look_up = look_up

    def __missing__(self, token: str) -> Entry:
        if len(self) > 50_000:
            self.clear()
        entry = self[token] = self._look_up(token)
        return entry


def _beside_digits(tokens: list[str], index: int) -> bool:
    return any(token[0] in _DIGITS for token in (*tokens[max(0, index - 1) : index], *tokens[index + 1 : index + 2]))


def _roman(written: str, suffixes: frozenset[str]) -> int | None:
    """The number of ``XX``, ``XXe``, ``XIXème``; None when the word is none."""
    numeral = written.rstrip("eèm")
    if written[len(numeral) :] not in suffixes | {""} or not _CENTURY.fullmatch(numeral):
        return None
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral]
    return sum(-v if values[n + 1 : n + 2] > [v] else v for n, v in enumerate(values))


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
