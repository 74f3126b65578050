"""What a query may not do, and what is wrong with one that cannot be read.

Positions are lines and columns, from 1, as SPARQL 1.1 counts characters (https://www.w3.org/TR/sparql11-query/#sparqlGrammar).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg.errors import ConfigError
from kg.rdf.vocabulary import NAMESPACES

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
    |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
    |(?P<text>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    |(?P<variable>[?$]\w+)
    |(?P<language>@[A-Za-z][A-Za-z0-9-]*)
    |(?P<prefixed>(?:_|[^\W\d_][\w.-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<quote>["'])
    |(?P<other>\S)""",
    re.VERBOSE | re.DOTALL,
)
_WORDS = frozenset((Path(__file__).parent / "keywords.txt").read_text("utf-8").split())
DEEPEST = 250
MOST_VARIABLES = 3000
_UPDATES = frozenset(["insert", "delete", "load", "clear", "create", "drop", "copy", "move", "add", "with"])
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_EXPECTED = re.compile(r'"([^"\s]+)"|\b([A-Z]{2,}|[A-Z][a-z ]{8,}[a-z])\b')
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of SPARQL; ``kind`` is a group of the tokenizer, ``line`` and ``column`` count from 1."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def place(self) -> str:
        return f"line {self.line}, column {self.column}"


def refuse_outside(tokens: Sequence[Token]) -> None:
    """Raises ConfigError when a query would ask another server (SERVICE) or read a file (FROM <file:…>)."""
    for token in tokens:
        if token.kind == "word" and token.text.lower() == "service":
            raise ConfigError(
                f"SPARQL query, {token.place}: SERVICE is refused, kg asks no other server; leave it out."
            )
    if not names_graphs(tokens):
        return
    for token in tokens:
        if token.kind == "iri" and _decode(token.text[1:]).lower().startswith("file:"):
            raise ConfigError(f"SPARQL query, {token.place}: FROM reads no files; name a graph that is stored.")


def refuse_monsters(tokens: Sequence[Token]) -> None:
    """Raises ConfigError for a query so deep or so large that the engine, which recurses, would end the process."""
    depth = variables = 0
    for token in tokens:
        depth += (token.text in _CLOSING) - (token.text in _CLOSING.values())
        variables += token.kind == "variable"
        if depth > DEEPEST:
            raise ConfigError(f"SPARQL query, {token.place}: nested deeper than {DEEPEST} brackets; simplify it.")
        if variables > MOST_VARIABLES:
            raise ConfigError(f"SPARQL query, {token.place}: names variables {MOST_VARIABLES} times; ask less at once.")


def names_graphs(tokens: Sequence[Token]) -> bool:
    """Does the query say itself which graphs it asks (FROM)?"""
    return any(token.kind == "word" and token.text.lower() == "from" for token in tokens)


def explain_error(tokens: Sequence[Token], error: SyntaxError) -> ConfigError:
    """What to tell whoever wrote the query: where it is wrong, what stands there, and a hint."""
    token, hint = _diagnose(tokens, str(error))
    place = token.place if token else _place_of(error)
    return ConfigError(f"SPARQL query, {place}: {hint}")


def read_tokens(query: str) -> Iterator[Token]:
    """The words of ``query`` but for comments."""
    line, start = 1, 0
    for found in _TOKEN.finditer(query):
        line += query.count("\n", start, found.start())
        start = found.start()
        if found.lastgroup and found.lastgroup != "comment":
            yield Token(found.lastgroup, found[0], line, start - (query.rfind("\n", 0, start)))


def _diagnose(tokens: Sequence[Token], message: str) -> tuple[Token | None, str]:
    from difflib import get_close_matches

    if not tokens:
        return None, "is empty; write SELECT, ASK, CONSTRUCT or DESCRIBE."
    for token in tokens:
        if token.kind == "quote":
            return token, "this quotation mark has no partner; close the text."
        if token.kind == "word" and token.text.lower() not in _WORDS:
            near = get_close_matches(token.text.lower(), _WORDS, n=1)
            meant = (
                f"did you mean {near[0].upper()}?" if near else "a name needs its prefix (kg:meets), a text its quotes."
            )
            return token, f"{token.text!r} is no word of SPARQL; {meant}"
    declared = {t.text for before, t in pairwise(tokens) if before.text.lower() == "prefix"}
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and prefix not in (*NAMESPACES, "_") and f"{prefix}:" not in declared:
            known = ", ".join(NAMESPACES)
            return token, f"prefix '{prefix}:' is not known; declare it (PREFIX {prefix}: <…>) or use one of {known}."
    words = (token for token in tokens if token.kind == "word")
    first = next((word for word in words if word.text.lower() not in ("prefix", "base", "version")), tokens[0])
    if first.text.lower() in _UPDATES:
        return first, f"{first.text} would change the store; kg query only reads: SELECT, ASK, CONSTRUCT, DESCRIBE."
    if (unclosed := _find_unclosed(tokens)) is not None:
        return unclosed, f"{unclosed.text!r} has no partner; add or remove a bracket."
    if "unbound" in message:
        return first, "a variable of SELECT is neither in GROUP BY nor inside COUNT, MIN, SAMPLE …; add it to GROUP BY."
    return _at(tokens, message)


def _at(tokens: Sequence[Token], message: str) -> tuple[Token | None, str]:
    """The engine names the end of the word at which it stopped, which may be the one after the wrong word."""
    found = _POSITION.search(message)
    if found is None:
        return tokens[0], f"{' '.join(message.split())}. Correct it."
    place = int(found[1]), int(found[2])
    token = next((t for t in tokens if (t.line, t.column + len(t.text)) >= place), tokens[-1])
    wanted = [part or words for part, words in _EXPECTED.findall(found[3])]
    expected = f" (expected {', '.join(dict.fromkeys(wanted[:8]))})" if wanted else ""
    return token, f"cannot be read at or just before {token.text!r}{expected}. Correct it."


def _find_unclosed(tokens: Sequence[Token]) -> Token | None:
    waiting: list[Token] = []
    for token in tokens:
        if token.text in _CLOSING:
            waiting.append(token)
        elif token.kind == "other" and token.text in _CLOSING.values():
            if not waiting or _CLOSING[waiting.pop().text] != token.text:
                return token
    return waiting[-1] if waiting else None


def _place_of(error: SyntaxError) -> str:
    found = _POSITION.search(str(error))
    return f"line {found[1]}, column {found[2]}" if found else "line 1, column 1"


def _decode(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
