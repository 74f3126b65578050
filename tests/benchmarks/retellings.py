"""Made-up French news in which several outlets tell the same events, of which it is known who is who and what is what.

Each event is told by two to five articles in other words, with its date, its weekday or neither, before it happens, as
reported by somebody, or denied; numbers of victims disagree; some articles are another one's wire copy with small
edits. Beside them stand events that look alike and are not the same: the same people on another day, the same place and
day with other people, another incident of the same kind in the same place, and people who only share a name.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.generation import SURNAMES

OUTLETS = ("Le Courrier", "La Gazette", "L’Éclair", "Le Messager", "La Tribune du Nord", "Le Phare", "L’Observateur")
FIRST_NAMES = (
    "Jeanne",
    "Paul",
    "Luc",
    "Sophie",
    "Karim",
    "Anne",
    "Pierre",
    "Nadia",
    "Hélène",
    "Marc",
    "Claire",
    "Hugo",
)
WOMEN = frozenset({"Jeanne", "Sophie", "Anne", "Nadia", "Hélène", "Claire"})
TOWNS = ("Lyon", "Toulouse", "Nantes", "Strasbourg", "Bordeaux", "Lille", "Rennes", "Grenoble", "Dijon", "Marseille")
TITLES = (
    "le maire de {town}",
    "le préfet de {town}",
    "le ministre français de la Défense",
    "l’avocat de la ville de {town}",
    "le procureur de {town}",
    "le général français",
    "le directeur de l’hôpital de {town}",
    "le président du tribunal de {town}",
    "l’ambassadeur de France",
    "le juge d’instruction de {town}",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
CAUSES = (
    ("attentat", "explosion"),
    ("incendie", "incendie"),
    ("séisme", "tremblement de terre"),
    ("accident", "collision"),
)

ASSERTED, REPORTED, DENIED, PLANNED = "asserted", "reported", "denied", "unreal"

TEMPLATES: dict[str, tuple[tuple[str, str], ...]] = {
    "Meet": (
        (ASSERTED, "{a} a rencontré {b} à {town} {day}."),
        (ASSERTED, "{b} a rencontré {a} {day}, à {town}."),
        (ASSERTED, "{a} s’est entretenu avec {b} {day} à {town}."),
        (REPORTED, "{a} a rencontré {b} {day}, selon {c}."),
        (DENIED, "{a} n’a pas rencontré {b} à {town} {day}, a assuré {c}."),
        (PLANNED, "{a} doit rencontrer {b} {day} à {town}."),
    ),
    "Arrest": (
        (ASSERTED, "La police a arrêté {a} à {town} {day}."),
        (ASSERTED, "{a} a été interpellé{e} {day} à {town}."),
        (ASSERTED, "{a} a été interpellé{e} {day} par les gendarmes."),
        (REPORTED, "Selon {c}, la police a arrêté {a} {day}."),
        (DENIED, "{a} n’a pas été interpellé{e} {day}, a affirmé {c}."),
    ),
    "Accuse": (
        (ASSERTED, "{a} a accusé {b} de corruption {day}."),
        (ASSERTED, "{day_first}, {a} a accusé {b} de corruption à {town}."),
        (REPORTED, "{a} a accusé {b} de corruption {day}, selon {c}."),
    ),
    "Die": (
        (ASSERTED, "{a} est mort{e} {day} à {town}."),
        (ASSERTED, "{a} est décédé{e} à {town}."),
        (REPORTED, "{a} est mort{e} {day}, selon {c}."),
    ),
    "Visit": (
        (ASSERTED, "{a} a visité {town} {day}."),
        (ASSERTED, "{a} s’est rendu{e} à {town} {day}."),
        (REPORTED, "{a} s’est rendu{e} à {town} {day}, selon {c}."),
        (PLANNED, "{a} doit se rendre à {town} {day}."),
    ),
    "Kill": (
        (ASSERTED, "Un {cause} a tué {number} personnes {day} à {town}."),
        (ASSERTED, "Un {other_cause} a fait {number} morts à {town} {day}."),
        (REPORTED, "Selon {c}, un {cause} a tué {number} personnes à {town} {day}."),
        (ASSERTED, "Un {cause} a coûté la vie à {number} personnes {day} à {town}."),
    ),
}
SUBJECTS = (
    "Les habitants du quartier",
    "Plusieurs élus de l’opposition",
    "Les commerçants du centre",
    "Des associations locales",
    "Les riverains",
    "De nombreux témoins",
    "Les syndicats",
    "Les familles",
    "Les services de l’État",
    "Des observateurs",
    "Les autorités",
    "Les avocats des deux parties",
)
PREDICATES = (
    "attendent encore des explications",
    "demandent une enquête complète",
    "restent très prudents pour le moment",
    "ont exprimé leur surprise",
    "ne cachent pas leur inquiétude",
    "espèrent une réponse rapide",
    "refusent de commenter cette nouvelle",
    "suivent la situation avec attention",
)
ENDINGS = (
    "depuis le début de la semaine",
    "malgré les appels au calme",
    "après des mois de tension",
    "comme l’an dernier",
    "sans donner plus de détails",
    "dans un climat lourd",
    "alors que les débats continuent",
    "à quelques jours du vote",
)
TYPES = {
    "Meet": {"Meet", "Discuss"},
    "Arrest": {"Arrest"},
    "Accuse": {"Accuse"},
    "Visit": {"Visit", "Move"},
    "Die": {"Die"},
    "Kill": {"Kill", "Die"},
}
"""What kg may call the kinds of the templates."""


@dataclass(frozen=True, slots=True)
class Person:
    """``number`` tells namesakes apart."""

    number: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the made-up world; ``people`` are those whose names tell it, "" of none."""

    number: int
    kind: str
    people: tuple[Person, ...]
    witness: Person
    town: str
    day: dt.date
    victims: int = 0
    causes: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Told:
    """One telling: of which event, how, in which sentence."""

    happening: Happening
    status: str
    sentence: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Retelling:
    """An article. ``source`` is the name of the article whose text it repeats, else its own."""

    name: str
    text: str
    publisher: str
    published: dt.date
    told: tuple[Told, ...]
    source: str


@dataclass(slots=True)
class _World:
    dice: random.Random
    people: list[Person] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


def generate_retellings(happenings: int = 60, seed: int = 1) -> tuple[Retelling, ...]:
    """Articles on so many events and their look-alikes; the same for the same seed."""
    world = _World(random.Random(seed))
    _make_people(world, max(12, happenings))
    for number in range(happenings):
        _add_happening(world, tuple(TEMPLATES)[number % len(TEMPLATES)])
    return tuple(_write_all(world))


def _make_people(world: _World, count: int) -> None:
    """One in eight shares a name with another one, of another calling."""
    names = [f"{first} {last}" for last in SURNAMES for first in FIRST_NAMES]
    world.dice.shuffle(names)
    for number in range(count):
        town = world.dice.choice(TOWNS)
        title = TITLES[number % len(TITLES)].format(town=town)
        name = world.people[-4].name if number % 8 == 7 else names[number]
        world.people.append(Person(number, name, title))


def _add_happening(world: _World, kind: str) -> None:
    dice = world.dice
    a, b, c = dice.sample(world.people, 3)
    while len({a.name, b.name, c.name}) < 3:
        a, b, c = dice.sample(world.people, 3)
    if kind == "Die":
        a = next((p for p in world.people if all(p not in h.people for h in world.happenings)), a)
    day = dt.date(2024, 1, 8) + dt.timedelta(dice.randrange(300))
    people = {"Meet": (a, b), "Accuse": (a, b), "Arrest": (a,), "Die": (a,), "Visit": (a,), "Kill": ()}[kind]
    town = dice.choice(TOWNS)
    victims = dice.randrange(4, 60) if kind == "Kill" else 0
    causes = dice.choice(CAUSES) if kind == "Kill" else ("", "")
    first = Happening(len(world.happenings), kind, people, c, town, day, victims, causes)
    world.happenings.append(first)
    if kind != "Die" and dice.random() < 0.4:
        other = dice.choice([t for t in TOWNS if t != town])
        later = day + dt.timedelta(dice.choice((1, 7, 20)))
        moved, number = dice.random() < 0.5, len(world.happenings)
        if kind == "Kill" and moved:
            twin = Happening(number, kind, people, c, other, day, victims + 3, causes)
        else:
            twin = Happening(number, kind, people, c, other if moved else town, later, victims, causes)
        world.happenings.append(twin)


def _write_all(world: _World) -> Iterator[Retelling]:
    number = 0
    for happening in world.happenings:
        outlets = world.dice.sample(OUTLETS, world.dice.randrange(2, 6))
        first: Retelling | None = None
        for place, outlet in enumerate(outlets):
            name = f"news-{number:05d}"
            number += 1
            if first is not None and place == len(outlets) - 1 and world.dice.random() < 0.5:
                yield _copy(world.dice, first, name, outlet)
                continue
            article = _write(world, happening, name, outlet)
            first = first or article
            yield article


def _write(world: _World, happening: Happening, name: str, outlet: str) -> Retelling:
    dice = world.dice
    status, template = dice.choice(TEMPLATES[happening.kind])
    published = happening.day + dt.timedelta(dice.randrange(0, 3) if status != PLANNED else -dice.randrange(1, 4))
    told = _tell(dice, happening, status, template, published)
    lines = [_introduce(p, dice) for p in told.people if dice.random() < 0.9]
    said = [f"{dice.choice(SUBJECTS)} {dice.choice(PREDICATES)} {dice.choice(ENDINGS)}." for _ in range(6)]
    text = "\n\n".join((" ".join([told.sentence, *lines]), " ".join(said[:3]), " ".join(said[3:])))
    return Retelling(name, text, outlet, published, (told,), name)


def _tell(dice: random.Random, h: Happening, status: str, template: str, published: dt.date) -> Told:
    a, b = (*h.people, h.witness, h.witness)[:2]
    number = h.victims + (dice.choice((0, 0, -1, 1)) if h.victims else 0)
    words = {
        "a": a.name,
        "b": b.name,
        "c": h.witness.name,
        "town": h.town,
        "number": number,
        "cause": h.causes[0],
        "other_cause": h.causes[1],
        "day": _date(dice, h.day, published),
        "e": "e" * (h.people[:1] != () and a.name.partition(" ")[0] in WOMEN),
    }
    words["day_first"] = str(words["day"])[:1].upper() + str(words["day"])[1:]
    sentence = template.format(**words)
    people = tuple(p for p in (*h.people, h.witness) if p.name in sentence)
    return Told(h, status, sentence[0].upper() + sentence[1:], people)


def _date(dice: random.Random, day: dt.date, published: dt.date) -> str:
    """A weekday only of the week before publication, where it says which day is meant."""
    if 0 <= (published - day).days <= 5 and dice.random() < 0.5:
        return WEEKDAYS[day.weekday()]
    return f"le {day.day if day.day > 1 else '1er'} {MONTHS[day.month - 1]} {day.year}"


def _introduce(person: Person, dice: random.Random) -> str:
    """A sentence that tells who somebody is, as articles do."""
    title = person.title[0].upper() + person.title[1:]
    bare = person.title.removeprefix("le ").removeprefix("l’")
    return dice.choice((f"{title}, {person.name}, n’a pas souhaité répondre.", f"{person.name}, {bare}, vit à Paris."))


def _copy(dice: random.Random, first: Retelling, name: str, outlet: str) -> Retelling:
    """The same dispatch with another beginning or end."""
    ending = dice.choice(
        ("Plus d’informations à venir.", "Avec notre correspondant.", "Notre dossier complet est en ligne.")
    )
    text = f"{first.text}\n\n{ending}"
    return Retelling(name, text, outlet, first.published, first.told, first.source)
