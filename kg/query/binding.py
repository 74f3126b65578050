"""Values of parameters become RDF terms, and only terms enter a query: no text of a user is ever pasted into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import ConfigError
from kg.query.catalogue import PARAMETER, NamedQuery, Parameter
from kg.query.naming import find_entities, find_fact
from kg.rdf.vocabulary import term

TYPE_CHECKING = False
if TYPE_CHECKING:
    from kg.facts import Status

Terms = tuple[NamedNode | Literal, ...]

_BEFORE_LIST = re.compile(r"\(\s*$")
_LARGEST_NUMBER = 1_000_000
_STATUSES: tuple[Status, ...] = ("asserted", "reported", "denied", "unreal")


def bind(query: NamedQuery, arguments: Mapping[str, str], store: Store) -> str:
    """The SPARQL of ``query`` with every ``$parameter`` replaced by the terms that ``arguments`` name in ``store``.

    Raises ConfigError for a parameter that the query lacks or needs, and for a value that names nothing.
    """
    if unknown := sorted(set(arguments) - set(query.parameters)):
        raise ConfigError(f"query {query.name}: has no parameter {unknown[0]!r}; {_describe(query)}.")
    values: dict[str, Terms] = {}
    for parameter in query.parameters.values():
        text = arguments.get(parameter.name, parameter.default)
        if text:
            values[parameter.name] = _READERS[parameter.kind](parameter, text, store)
        elif parameter.required:
            raise ConfigError(f"query {query.name}: --{parameter.name} is needed: {parameter.text}")
    lines = (line for line in query.text.splitlines() if set(PARAMETER.findall(line)) <= set(values))
    return "".join(PARAMETER.sub(lambda found: _write(values[found[1]], found), line) + "\n" for line in lines)


def _describe(query: NamedQuery) -> str:
    if not query.parameters:
        return "it takes none"
    return f"it takes {', '.join('--' + name for name in query.parameters)}"


def _write(terms: Terms, found: re.Match[str]) -> str:
    """Terms as SPARQL: ``str`` of a pyoxigraph term is its N-Triples form, escaped; a number stands bare for LIMIT."""
    separator = ", " if _BEFORE_LIST.search(found.string[: found.start()]) else " "
    integer = term("xsd:integer")
    return separator.join(t.value if isinstance(t, Literal) and t.datatype == integer else str(t) for t in terms)


def _read_entity(parameter: Parameter, text: str, store: Store) -> Terms:
    return find_entities(store, text)


def _read_fact(parameter: Parameter, text: str, store: Store) -> Terms:
    return (find_fact(store, text),)


def _read_date(parameter: Parameter, text: str, store: Store) -> Terms:
    import datetime as dt

    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f"--{parameter.name} {text!r}: not a date; write YYYY-MM-DD.") from None
    return (Literal(day.isoformat(), datatype=term("xsd:date")),)


def _read_status(parameter: Parameter, text: str, store: Store) -> Terms:
    names = _split(text)
    for name in names:
        if name not in _STATUSES:
            raise ConfigError(f"--{parameter.name} {name!r}: unknown; choose among {', '.join(_STATUSES)}.")
    return tuple(term(f"kg:{name}") for name in names)


def _read_types(parameter: Parameter, text: str, store: Store) -> Terms:
    """Event types by their name (``Supply``), their sheet (``speech``) or their class in PLOVER (``AID``)."""
    from kg.schema.headings import load_headings

    types = load_headings().values()
    chosen: dict[str, None] = {}
    for name in _split(text):
        found = [heading.name for heading in types if name in heading.names]
        if not found:
            from difflib import get_close_matches

            known = sorted({name for heading in types for name in heading.names} - {""})
            near = get_close_matches(name, known, n=3) or known[:10]
            raise ConfigError(f"--{parameter.name} {name!r}: no type, sheet or PLOVER class; try {', '.join(near)}.")
        chosen |= dict.fromkeys(found)
    return tuple(term(f"kg:{name}") for name in chosen)


def _read_number(parameter: Parameter, text: str, store: Store) -> Terms:
    if not re.fullmatch(r"[0-9]{1,7}", text) or int(text) > _LARGEST_NUMBER:
        raise ConfigError(f"--{parameter.name} {text!r}: not a number from 0 to {_LARGEST_NUMBER}.")
    return (Literal(int(text)),)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_READERS: Mapping[str, Callable[[Parameter, str, Store], Terms]] = {
    "entity": _read_entity,
    "fact": _read_fact,
    "date": _read_date,
    "status": _read_status,
    "types": _read_types,
    "number": _read_number,
}
