"""Large made-up accounts: actors in circles that mostly act among themselves."""

from __future__ import annotations

import random

from kg.iris import ARTICLE
from kg.views.account import Account, Article, Entity, Fact, Participant, Quotation, Status

VERBS = (("Meet", "contact", "rencontrer"), ("Accuse", "conflict", "accuser"), ("Supply", "cooperation", "soutenir"))
STATUSES: tuple[Status, ...] = ("asserted", "asserted", "reported", "denied", "unreal")


def make_crowd(actors: int, facts: int, circle: int = 120, articles: int = 40) -> Account:
    """``facts`` facts of ``actors`` persons, 9 of 10 inside a circle of ``circle`` persons; the same each time."""
    chance = random.Random(1)
    people = tuple(Entity(f"https://kg.example/entity/A{i}", f"Acteur {i}", "Person" if i % 3 else "Organization",
                          named=True) for i in range(actors))
    return Account(tuple(Article(f"{ARTICLE}a{i}", f"article {i}") for i in range(articles)), people,
                   tuple(_fact(i, people, circle, articles, chance) for i in range(facts)))


def _fact(i: int, people: tuple[Entity, ...], circle: int, articles: int, chance: random.Random) -> Fact:
    count = len(people)
    agent = i % count if i < count else chance.randrange(count)
    home = agent // circle * circle
    size = min(circle, count - home)
    near = home + int(size * chance.random() ** 3)
    patient = near if chance.random() < 0.9 and near != agent else chance.randrange(count)
    a, b = people[agent], people[patient]
    type_, group, verb = VERBS[chance.randrange(3)]
    status = STATUSES[chance.randrange(5)]
    sources = (Participant("source", people[home].id, people[home].name),) if status == "reported" else ()
    text = f"{a.name} a décidé de {verb} {b.name} au cours de la journée, d’après nos informations."
    return Fact(f"https://kg.example/fact/c/{i}", type_, group, verb, "negative" if status == "denied" else "positive",
                "future" if status == "unreal" else "actual", status,
                Quotation(f"{ARTICLE}a{i % articles}", text, 90 * i, 90 * i + len(text), marks=((0, len(a.name)),)),
                (Participant("agent", a.id, a.name),), (Participant("patient", b.id, b.name),), sources=sources)
