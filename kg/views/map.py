"""The map: the places that the articles name, where their identifiers tell the position. No tile server, no request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import log, pi, tan

from kg.views.account import Account
from kg.views.page import ALONE, describe, render_page
from kg.views.positions import find_countries, find_position, load_world

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
    """``unplaced`` are ids of the other places that take part in facts."""

    account: Account
    spots: tuple[Spot, ...]
    unplaced: tuple[str, ...]


def data(account: Account) -> Map:
    """The places of ``account``, the one with most facts first."""
    facts: dict[str, list[str]] = defaultdict(list)
    for fact in account.facts:
        for node in dict.fromkeys(p.node for p in (*fact.participants, *fact.sources)):
            facts[node].append(fact.id)
    places = [entity for entity in account.entities if entity.type in PLACES and facts[entity.id]]
    places.sort(key=lambda entity: (-len(facts[entity.id]), entity.id))
    positions = {entity.id: entity.point or find_position(entity.same_as) for entity in places}
    spots = [Spot(place, *project(*at), tuple(facts[place])) for place, at in positions.items() if at]
    return Map(account, tuple(spots), tuple(e.id for e in places if e.named and not positions[e.id]))


def render(world: Map, beside: Mapping[str, str] = ALONE) -> str:
    """The HTML page; ``beside`` as ``describe`` takes it."""
    spots = [asdict(spot) for spot in world.spots]
    page = describe(world.account, "map", beside) | {
        "spots": spots,
        "unplaced": world.unplaced,
        "outlines": load_world()["outlines"],
        "countries": [(code, item, *project(*at)) for code, (item, at) in find_countries().items()],
    }
    return render_page("map", page, ("page.js", "evidence.js", "map.js"))


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Spherical Mercator, as ``assets/world.mjs`` draws the outlines; x and y grow to the right and down."""
    bounded = max(-80.0, min(83.5, latitude))
    x = (longitude + 180) / 360 * SIZE
    y = SIZE / 2 - log(tan(pi / 4 + bounded * pi / 360)) / (2 * pi) * SIZE
    return round(x, 1), round(y, 1)
