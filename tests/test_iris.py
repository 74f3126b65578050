from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.iris import article_iri, digest, entity_iri, evidence_iri, fact_iri, slug

HOSTILE = [
    '"><script>',
    "javascript:alert(1)",
    "a\nb",
    "x\u200f\u202ey",
    "../../etc",
    "a b<c>d",
    "{}|\\^`",
    "%zz",
    "\x00",
    "50 %",
    "a\ue000",
    "\U000e0100x",
    "\ufdd0",
    "#?&=",
]


def test_readable() -> None:
    assert entity_iri("Jens Stoltenberg") == "https://kg.example/entity/Jens_Stoltenberg"
    assert entity_iri("alliés occidentaux de l’Ukraine") == "https://kg.example/entity/alliés_occidentaux_de_l_Ukraine"
    assert entity_iri("munitions", "seed") == "https://kg.example/entity/seed/munitions"
    assert fact_iri("seed", "rencontrer", "3f9a1c0b") == "https://kg.example/fact/seed/rencontrer-3f9a1c0b"
    assert article_iri("05-euronews-merlu") == "https://kg.example/article/05-euronews-merlu"
    assert evidence_iri("seed", 63, 120) == "https://kg.example/evidence/seed/63-120"


def test_writing_variants_of_one_name_agree() -> None:
    assert slug("Cafe\u0301  de\u00a0l'Est") == slug(" Caf\u00e9 de l’Est ") == "Café_de_l_Est"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_give_one_safe_segment(name: str) -> None:
    iri = entity_iri(name)
    segment = iri.removeprefix("https://kg.example/entity/")
    assert not set(segment) & set("/<>\"'`{}|\\^ #?&=:\n\x00\u200f\u202e")
    assert pyoxigraph.NamedNode(iri).value == iri


@given(st.text(min_size=1).filter(lambda s: s.strip(" _'’ʼ") and not s.isspace()))
def test_any_name_gives_a_valid_iri(name: str) -> None:
    try:
        iri = entity_iri(name)
    except ValueError:
        assert not name.strip().strip("_'’ʼ \t")
    else:
        assert pyoxigraph.NamedNode(iri).value == iri
        assert iri.isprintable()


@pytest.mark.parametrize("name", [".", "..", "..."])
def test_no_dot_segment(name: str) -> None:
    assert slug(name) not in {".", "..", "%2E", "%2E%2E"}


@pytest.mark.parametrize("name", ["", "   ", "’"])
def test_nothing_visible_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="no visible character"):
        slug(name)


def test_different_names_give_different_iris() -> None:
    names = [*HOSTILE, "a/b", "a%2Fb", "A", "a", "x" * 200, "x" * 201]
    assert len({slug(n) for n in names}) == len(names)


def test_long_names_are_cut() -> None:
    assert len(slug("é" * 5000)) < 120


def test_digest_keeps_fields_apart() -> None:
    assert digest("a", "bc") != digest("ab", "c")
    assert digest("a", 1) == digest("a", "1")
    assert len(digest("a")) == 8
