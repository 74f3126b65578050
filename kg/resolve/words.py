"""The words of reference of a language pack: pronouns, determiners, descriptions, genders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.lang import load_table
from kg.lang.nouns import noun_types


@dataclass(frozen=True, slots=True)
class Part:
    """What tells that somebody has a part in an event: verbs done to him, nouns that he completes, verbs of which he is
    the subject."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    subjects: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """The tables ``reference.toml`` and ``nouns.toml`` of a language pack."""

    pronouns: dict[str, tuple[str, str]]
    relatives: frozenset[str]
    speakers: dict[str, str]
    possessors: dict[str, str]
    near: frozenset[str]
    near_adjectives: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    indefinite: frozenset[str]
    described: dict[str, frozenset[str]]
    noun_types: dict[str, str]
    noun_starts: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    plural_names: frozenset[str]
    masculine_countries: frozenset[str]
    feminine_endings: tuple[str, ...]
    agency_verbs: frozenset[str]
    agency_nouns: frozenset[str]
    place_verbs: frozenset[str]
    honorifics: frozenset[str]
    quantities: frozenset[str]
    wholes: frozenset[str]
    forces: frozenset[tuple[str, frozenset[str]]]
    soils: frozenset[str]
    either: frozenset[str]
    person_endings: tuple[str, ...]
    plain_adjectives: frozenset[str]
    personal_objects: frozenset[str]
    narrower: dict[str, frozenset[str]]
    ties: frozenset[str]
    kinds: dict[str, frozenset[int]]
    anybody: frozenset[str]
    epicene: frozenset[str]
    parts: dict[str, Part]


@cache
def reference_words(lang: str) -> ReferenceWords:
    table = load_table(lang, "reference")
    pronouns = {}
    for form, features in table["pronouns"].items():
        gender, number = (x.replace("-", "") for x in features.split())
        pronouns[form] = (gender, number)
    determiners, genders = table["determiners"], table["genders"]
    possessives = table["possessives"]
    speakers = {form: number[0] for number, forms in table["first_person"].items() for form in forms}
    possessors = {form: number[0] for number, forms in possessives.items() for form in forms}
    return ReferenceWords(
        pronouns,
        frozenset(table["relatives"]["forms"]),
        speakers,
        possessors,
        frozenset(table["demonstratives"]["near"]),
        frozenset(table["demonstratives"]["adjectives"]),
        frozenset(determiners["definite"]),
        frozenset(determiners["demonstrative"]),
        frozenset(possessives["singular"] + possessives["plural"]),
        frozenset(determiners["indefinite"]),
        {k: frozenset(v) for k, v in table["descriptions"].items()},
        noun_types(lang),
        frozenset(noun.partition("-")[0] for noun in noun_types(lang) if "-" in noun),
        frozenset(genders["masculine_nouns"]),
        frozenset(genders["feminine_nouns"]),
        frozenset(genders["plural_countries"]),
        frozenset(genders["masculine_countries"]),
        tuple(genders["feminine_endings"]),
        frozenset(table["agency"]["verbs"]),
        frozenset(table["agency"]["nouns"]),
        frozenset(table["agency"]["places"]),
        frozenset(load_table(lang, "names")["honorifics"]),
        frozenset(table["quantities"]["nouns"]),
        frozenset(table["quantities"]["wholes"]),
        frozenset((noun, frozenset(rest)) for noun, *rest in (form.split() for form in table["forces"]["lemmas"])),
        frozenset(table["forces"]["soils"]),
        frozenset(table["people"]["either"]),
        tuple(table["people"]["endings"]),
        frozenset(table["people"]["plain"]),
        frozenset(table["agency"]["objects"]),
        {noun: frozenset(kinds.split()) for noun, kinds in table["restatements"].items()},
        frozenset(load_table(lang, "titles")["ties"]),
        _kinds(table["kinds"]["lines"]),
        frozenset(table["people"]["anybody"]),
        frozenset(table["people"]["epicene"]),
        {
            noun: Part(frozenset(part["verbs"]), frozenset(part["nouns"]), frozenset(part["subjects"]))
            for part in table["parts"].values()
            for noun in part["called"]
        },
    )


def _kinds(lines: list[str]) -> dict[str, frozenset[int]]:
    """The numbers of the lines that each noun is in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines):
        for noun in line.split():
            found.setdefault(noun, set()).add(number)
    return {noun: frozenset(numbers) for noun, numbers in found.items()}


def noun_gender(noun: str, words: ReferenceWords) -> str:
    """Gender of a common noun by list and ending; "" when they do not tell."""
    if noun in words.masculine:
        return "m"
    if noun in words.feminine or noun.endswith(words.feminine_endings):
        return "f"
    return ""
