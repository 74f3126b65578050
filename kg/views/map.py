"""The map: the places that the articles name, where their identifiers tell the position. No tile server, no request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import log, pi, tan

from kg.views.account import Account
from kg.views.page import ALONE, describe, render_page
from kg.views.positions import find_position, load_world

SIZE = 3600
PLACES = frozenset({"Country", "Place", "Facility"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the Mercator plane of ``SIZE`` × ``SIZE``; ``facts`` are ids of the facts it takes part in."""

    entity: str
    x: float
    y: float
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Map:
    account: Account
    spots: tuple[Spot, ...]


def data(account: Account) -> Map:
    """The places of ``account`` with a known position, the one with most facts first."""
    spots = []
    for entity in account.entities:
        position = (entity.point or find_position(entity.same_as)) if entity.type in PLACES else None
        facts = tuple(f.id for f in account.facts if any(p.node == entity.id for p in (*f.participants, *f.sources)))
        if position and facts:
            spots.append(Spot(entity.id, *project(*position), facts))
    return Map(account, tuple(sorted(spots, key=lambda spot: (-len(spot.facts), spot.entity))))


def render(world: Map, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    outlines = [outline["d"] for outline in load_world()["outlines"]]
    spots = [asdict(spot) for spot in world.spots]
    page = describe(world.account, "map", beside) | {"spots": spots, "outlines": outlines}
    return render_page("map", page, ("page.js", "evidence.js", "map.js"))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Spherical Mercator, as ``assets/world.mjs`` draws the outlines; x and y grow to the right and down."""
    bounded = max(-80.0, min(83.5, latitude))
    x = (longitude + 180) / 360 * SIZE
    y = SIZE / 2 - log(tan(pi / 4 + bounded * pi / 360)) / (2 * pi) * SIZE
    return round(x, 1), round(y, 1)
