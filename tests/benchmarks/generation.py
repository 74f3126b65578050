"""A corpus of made-up French news of which it is known what each article states.

Names are those of the gazetteer, sentences come from templates that assert, report, deny or wish. Events are told by
several articles each, numbers of victims differ between some of them, and some articles are another's wire copy.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GAZETTEER = Path(__file__).parents[2] / "kg" / "lang" / "fr" / "gazetteer"
SURNAMES = [
    "Lemoine",
    "Carpentier",
    "Delorme",
    "Vasseur",
    "Marchand",
    "Renaud",
    "Dumont",
    "Fontaine",
    "Chevalier",
    "Garnier",
    "Perrot",
    "Barbier",
    "Rousset",
    "Colin",
    "Aubert",
    "Leclerc",
    "Morel",
    "Besson",
    "Picard",
    "Guillot",
    "Maillard",
    "Roche",
    "Bertin",
    "Hamelin",
    "Lacroix",
    "Meunier",
    "Tessier",
    "Verdier",
    "Poulain",
]
OFFICES = ("le ministre", "le maire", "le président", "le procureur", "le général", "l’avocat", "le directeur")
OUTLETS = ("Le Courrier", "La Gazette", "L’Éclair", "Le Messager", "La Tribune du Nord")
TEMPLATES = (
    ("Meet", "asserted", "{a} a rencontré {b} à {place} {day}."),
    ("Accuse", "asserted", "{a} a accusé {b} {day} à {place}."),
    ("Kill", "reported", "Selon {c}, {a} a tué {b} à {place}."),
    ("Arrest", "asserted", "La police a arrêté {b} à {place} {day}."),
    ("Criticize", "asserted", "{a} a critiqué {b} {day}."),
    ("Meet", "denied", "{a} n’a pas rencontré {b} à {place}."),
    ("Support", "asserted", "{a} soutient {b} depuis des années."),
    ("Visit", "unreal", "{a} doit rencontrer {b} à {place} la semaine prochaine."),
)
FILLERS = (
    "La situation reste tendue dans la région, où les habitants attendent des nouvelles depuis plusieurs jours.",
    "Les négociations se poursuivent, mais aucun accord n’est en vue pour le moment.",
    "Dans les rues du centre, les commerces ont rouvert et la circulation est revenue à la normale.",
    "Cette affaire dure depuis trois ans et divise profondément l’opinion.",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article states: a type of kg's schema, with the status that it gives it."""

    type: str
    status: str
    agent: str
    patient: str
    place: str


@dataclass(frozen=True, slots=True)
class Article:
    """A made-up article. ``copy_of`` is the name of the article whose text it repeats."""

    name: str
    text: str
    publisher: str
    published: dt.date
    statements: tuple[Statement, ...]
    copy_of: str | None = None


def generate(count: int, seed: int = 1, sentences: int = 12) -> Iterator[Article]:
    """``count`` articles, the same for the same seed."""
    dice = random.Random(seed)
    people = [f"{first} {last}" for first in _first_names() for last in SURNAMES]
    dice.shuffle(people)
    people = people[: max(20, count // 5)]
    places = _cities()
    last: Article | None = None
    for number in range(count):
        if last is not None and dice.random() < 0.1:
            copy = Article(
                f"news-{number:07d}", last.text, dice.choice(OUTLETS), last.published, last.statements, last.name
            )
            yield copy
            continue
        last = _write(dice, f"news-{number:07d}", people, places, sentences)
        yield last


def _write(dice: random.Random, name: str, people: list[str], places: list[str], sentences: int) -> Article:
    published = dt.date(2023, 1, 1) + dt.timedelta(dice.randrange(365))
    lines, statements = [], []
    for _ in range(sentences):
        if dice.random() < 0.35:
            lines.append(dice.choice(FILLERS))
            continue
        kind, status, template = dice.choice(TEMPLATES)
        a, b, c = dice.sample(people, 3)
        place = dice.choice(places)
        day = f"le {dice.randrange(1, 28)} {dice.choice(('mars', 'avril', 'juin', 'octobre'))} 2023"
        line = template.format(a=a, b=b, c=c, place=place, day=day)
        if dice.random() < 0.3:
            line = line.replace(a, f"{dice.choice(OFFICES)} {a}", 1)
        lines.append(line[0].upper() + line[1:])
        statements.append(Statement(kind, status, "" if "{a}" not in template else a, b, place))
    paragraphs = [" ".join(lines[i : i + 3]) for i in range(0, len(lines), 3)]
    return Article(name, "\n\n".join(paragraphs), dice.choice(OUTLETS), published, tuple(statements))


def _first_names() -> list[str]:
    with (GAZETTEER / "first_names.tsv").open(encoding="utf-8") as file:
        rows = [line.split("\t")[0].strip() for line in file if line[0].isalpha() and line[0].isupper()]
    return sorted(set(rows))[:300]


def _cities() -> list[str]:
    with (GAZETTEER / "cities.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))
    return [row[1] for row in rows[1:200]]
