"""The tables of a language pack's folder ``gazetteer/`` and those of a user, read into candidates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from kg.errors import ConfigError, LexiconError
from kg.gazetteer.index import Candidate, Gazetteer, fold

WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
TYPES = frozenset(
    {"Person", "Organization", "Country", "Place", "Facility", "Group", "Product", "Work", "Event", "Concept"}
)
_FIELDS = frozenset({"fr", "en", "names", "country", "nouns", "wikidata", "geonames", "certain"})
_LARGE_CITY = 500_000


@cache
def load_gazetteer(lang: str = "fr") -> Gazetteer:
    """The gazetteer that ships with a language pack; read once a process. Raises LexiconError when a table is
    missing."""
    territories = _toml(lang, "territories")
    ambiguous = frozenset(fold(n) for n in territories["ambiguous"]["names"])
    candidates = [*_countries(lang, territories), *_regions(lang), *_places(lang)]
    for table in ("organisations", "media", "products"):
        candidates.extend(_rows(_toml(lang, table), table))
    candidates.extend(_cities(lang, {fold(c.name) for c in candidates if c.source in {"places", "countries"}}))
    return Gazetteer(candidates, ambiguous)


def read_gazetteer(path: Path) -> tuple[Candidate, ...]:
    """Candidates of a user's file: SKOS where its name ends in ``.ttl``, else TOML written like organisations.toml, a
    table for each entity type and a row for each thing.

    Raises ConfigError naming file, row and field.
    """
    if path.suffix == ".ttl":
        from kg.gazetteer.skos import read_skos

        return read_skos(path)
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{path}: {error}. Give a TOML file such as [Organization] with rows like "
            '"OTAN" = { names = ["NATO"], wikidata = "Q7184" }.'
        ) from error
    return tuple(_rows(table, str(path)))


def first_names(lang: str = "fr") -> Mapping[str, str]:
    """Given names in lower case with their gender, "m", "f" or "" for both."""
    return _first_names(lang)


@cache
def _first_names(lang: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for name, gender in _tsv(lang, "first_names"):
        key = name.casefold()
        names[key] = gender if names.get(key, gender) == gender else ""
    return names


def _toml(lang: str, name: str) -> dict[str, Any]:
    return tomllib.loads(_read(lang, f"{name}.toml"))


def _tsv(lang: str, name: str) -> Iterator[list[str]]:
    lines = _read(lang, f"{name}.tsv").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


def _read(lang: str, file: str) -> str:
    path = resources.files("kg.lang").joinpath(lang, "gazetteer", file)
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise LexiconError(
            f"language pack {lang!r} has no gazetteer table {file}; add it or choose another language."
        ) from error


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _countries(lang: str, territories: Mapping[str, Any]) -> Iterator[Candidate]:
    places, words = set(territories["places"]["codes"]), set(territories["ambiguous"]["words"])
    seen: set[str] = set()
    for code, wikidata, _, name, official, _ in _tsv(lang, "countries"):
        only: list[str] = territories["names_only"].get(code, [name, official])
        more: list[str] = territories["names"].get(code, [])
        shown, *others = *only, *more
        if shown in seen:
            shown = f"{shown} ({code})"
        seen.add(shown)
        yield Candidate(
            shown,
            "Place" if code in places else "Country",
            tuple(others),
            code,
            (WIKIDATA + wikidata,),
            "countries",
            certain=shown not in words,
            nouns=("pays",) if code not in places else ("territoire",),
        )


def _regions(lang: str) -> Iterator[Candidate]:
    for _, wikidata, name, aliases, country, type_ in _tsv(lang, "regions"):
        yield Candidate(name, type_, _split(aliases), country, (WIKIDATA + wikidata,), "regions", nouns=("région",))


def _places(lang: str) -> Iterator[Candidate]:
    for kind, table in _toml(lang, "places").items():
        for name in dict.fromkeys(table["names"]):
            yield Candidate(
                name,
                table.get("type", "Place"),
                (),
                table.get("country"),
                (),
                "places",
                certain=name not in table.get("common", ()),
                nouns=_PLACE_NOUNS.get(kind, ()),
            )


_PLACE_NOUNS = {
    "continents": ("continent", "région"),
    "waters": ("mer",),
    "regions": ("région",),
    "france": ("région", "département"),
}


def _cities(lang: str, taken: set[str]) -> Iterator[Candidate]:
    """Cities, the largest first; one that shares its name with a country or region, or is a common word, is not
    certain."""
    for geonames, name, spellings, country, population, _, _, capital, common in _tsv(lang, "cities"):
        size = int(population)
        plain = capital == "1" or size >= _LARGE_CITY or (common == "0" and fold(name) not in taken)
        yield Candidate(
            name, "Place", _split(spellings), country, (f"{GEONAMES}{geonames}/",), "cities", size, plain, ("ville",)
        )


def _rows(table: Mapping[str, Any], source: str) -> Iterator[Candidate]:
    for type_, rows in table.items():
        if type_ not in TYPES or not isinstance(rows, dict):
            raise ConfigError(f"{source}: [{type_}] is no entity type; allowed: {', '.join(sorted(TYPES))}.")
        if set(rows) == {"names"}:
            rows = {name: {} for name in dict.fromkeys(rows["names"])}
        for name, row in rows.items():
            yield _row(source, type_, name, row)


def _row(source: str, type_: str, name: str, row: Any) -> Candidate:
    if not isinstance(row, dict) or not set(row) <= _FIELDS or not fold(name):
        raise ConfigError(
            f"{source}: [{type_}] {name!r}: found {row!r}; a row is {{ {', '.join(sorted(_FIELDS))} }}, all optional."
        )
    same_as = [base + row[key] for key, base in (("wikidata", WIKIDATA), ("geonames", GEONAMES)) if row.get(key)]
    others = [row.get("fr"), row.get("en"), *row.get("names", ())]
    return Candidate(
        name,
        type_,
        tuple(o for o in others if o),
        row.get("country") or None,
        tuple(same_as),
        source,
        certain=row.get("certain", True),
        nouns=tuple(row.get("nouns", ())),
    )
