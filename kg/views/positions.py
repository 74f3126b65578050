"""Where on Earth an entity lies, when its identifiers tell: GeoNames for cities, Wikidata for countries."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any, TextIO, cast

GEONAMES = "https://sws.geonames.org/"
WIKIDATA = "http://www.wikidata.org/entity/"

Position = tuple[float, float]
"""Longitude and latitude in degrees (WGS 84)."""


def find_position(same_as: Iterable[str]) -> Position | None:
    """The position of the first identifier that has one; for a country, the middle of its largest territory."""
    for iri in same_as:
        if iri.startswith(GEONAMES):
            found = _cities().get(iri.removeprefix(GEONAMES).strip("/"))
        else:
            found = _countries().get(iri.removeprefix(WIKIDATA))
        if found:
            return found
    return None


def find_countries() -> dict[str, tuple[str, Position]]:
    """The independent countries by their ISO 3166-1 alpha-2 code: Wikidata item, middle of the largest territory."""
    with _gazetteer("countries") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        items = {row["iso2"]: row["wikidata"] for row in rows if row["independent"] == "1"}
    return {code: (item, _countries()[item]) for code, item in items.items() if item in _countries()}


@cache
def load_world() -> dict[str, Any]:
    """``assets/world.json``: ``outlines`` (SVG paths, 3600 × 3600 Mercator) and ``points`` of countries."""
    world: dict[str, Any] = json.loads((resources.files("kg.views") / "assets" / "world.json").read_text("utf-8"))
    return world


@cache
def _countries() -> dict[str, Position]:
    return {item: (longitude, latitude) for item, (longitude, latitude) in load_world()["points"].items()}


@cache
def _cities() -> dict[str, Position]:
    with _gazetteer("cities") as lines:
        return {
            row["geonames"]: (float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def _gazetteer(name: str) -> TextIO:
    return cast(TextIO, (resources.files("kg.lang") / "fr" / "gazetteer" / f"{name}.tsv").open("r", encoding="utf-8"))
