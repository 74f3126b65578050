"""The tables that ship, the traps of their sources, and the tables of users."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import ConfigError
from kg.gazetteer import country_of_adjective, country_of_demonym, load_gazetteer, lookup, read_gazetteer
from kg.gazetteer.tables import first_names
from tests.benchmarks.linking import measure


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [
        ("Pays-Bas", "Q55"),
        ("Danemark", "Q35"),
        ("Crimée", "Q7835"),
        ("oblast de Donetsk", "Q2012050"),
        ("ONU", "Q1065"),
    ],
)
def test_traps_of_the_sources_are_avoided(name: str, wikidata: str) -> None:
    assert lookup(name)[0].same_as == (f"http://www.wikidata.org/entity/{wikidata}",)


def test_every_identifier_has_the_form_of_its_source() -> None:
    gazetteer = load_gazetteer()
    for source in ("countries", "regions", "cities"):
        candidates = gazetteer.of_source(source)
        assert candidates
        for candidate in candidates:
            assert all(
                re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+|https://sws\.geonames\.org/\d+/", iri)
                for iri in candidate.same_as
            )


def test_hand_written_tables_claim_only_proven_identifiers() -> None:
    gazetteer = load_gazetteer()
    for source in ("organisations", "media", "products", "places"):
        linked = {c.name for c in gazetteer.of_source(source) if c.same_as}
        assert linked == ({"ONU", "Union européenne"} if source == "organisations" else set())


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("ukrainiennes", "Ukraine"),
        ("français", "France"),
        ("turques", "Turquie"),
        ("britannique", "Royaume-Uni"),
        ("nord-coréen", "Corée du Nord"),
        ("européenne", "Europe"),
        ("congolais", None),
        ("grand", None),
    ],
)
def test_adjectives_name_countries(form: str, country: str | None) -> None:
    assert country_of_adjective(form) == country


def test_demonyms_have_a_capital() -> None:
    assert country_of_demonym("Ukrainiens") == "Ukraine"
    assert country_of_demonym("ukrainiens") is None


def test_first_names_know_their_gender() -> None:
    assert first_names()["claire"] == "f"
    assert first_names()["jean"] == "m"


def test_the_table_of_links_has_no_wrong_one() -> None:
    counts, notes = measure()
    assert counts["linkable wrong"] + counts["unlinkable wrong"] == 0, notes
    assert counts["linkable right"] >= 0.8 * sum(n for k, n in counts.items() if k.startswith("linkable"))


def test_a_table_of_a_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[Organization]\n"Machin SA" = { names = ["Machin"], wikidata = "Q1", country = "FR" }\n', "utf-8")
    (machin,) = read_gazetteer(path)
    assert (machin.name, machin.names, machin.country) == ("Machin SA", ("Machin",), "FR")
    assert machin.same_as == ("http://www.wikidata.org/entity/Q1",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[Organisation]\n", "Organisation"),
        ("[Person]\nX = { nam = 1 }\n", "X"),
        ("[Person\n", "line 1"),
        ("[Person]\nX = 3\n", "X"),
    ],
)
def test_a_bad_table_is_refused_with_file_and_row(tmp_path: Path, text: str, part: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        read_gazetteer(path)
    assert str(path) in str(caught.value)
    assert part in str(caught.value)


SKOS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
<https://example.org/otan> a schema:Organization ; skos:prefLabel "OTAN"@fr, "NATO"@en ; skos:altLabel "Alliance"@fr ;
    skos:exactMatch <http://www.wikidata.org/entity/Q7184> .
<https://example.org/nameless> skos:altLabel "rien"@fr .
"""


def test_skos(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(SKOS, "utf-8")
    (otan,) = read_gazetteer(path)
    assert (otan.name, otan.type, set(otan.names)) == ("OTAN", "Organization", {"NATO", "Alliance"})
    assert otan.same_as == ("https://example.org/otan", "http://www.wikidata.org/entity/Q7184")


def test_broken_skos_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("<a> <b>\n<c> <d> .", "utf-8")
    with pytest.raises(ConfigError, match=r"bad\.ttl.*line"):
        read_gazetteer(path)
