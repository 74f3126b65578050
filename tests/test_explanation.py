"""Reading back from RDF why a fact is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.explanation import Quote, explain

TRIG = """
@prefix kg: <https://kg.example/ontology#> .
@prefix fact: <https://kg.example/fact/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://kg.example/article/a> {
  <https://kg.example/fact/a/tuer-11111111> a kg:Fact, kg:Kill ;
    rdfs:label "Ukraine – tuer – Viktor Sokolov (reported)"@fr ;
    kg:lemma "tuer"@fr ; kg:status kg:reported ; kg:polarity kg:positive ; kg:modality kg:actual ;
    kg:attributedTo <https://kg.example/entity/Ukraine> ; kg:cue "tué" ; kg:extractor "clause" ; kg:rule "active" ;
    kg:repair "torn sentence" ; prov:wasDerivedFrom <https://kg.example/article/a> ;
    kg:evidence <https://kg.example/evidence/a/10-31> .
  <https://kg.example/entity/Ukraine> rdfs:label "Ukraine" .
  <https://kg.example/evidence/a/10-31> oa:hasSelector <https://kg.example/evidence/a/10-31/quote>,
    <https://kg.example/evidence/a/10-31/position> .
  <https://kg.example/evidence/a/10-31/quote> oa:exact "avoir tué l'amiral" ; oa:prefix "affirmé " ; oa:suffix ", qui" .
  <https://kg.example/evidence/a/10-31/position> oa:start 10 ; oa:end 31 .
  <https://kg.example/fact/a/visiter-22222222> a kg:Fact, kg:Visit .
}
<https://kg.example/article/b> { <https://kg.example/fact/b/visiter-22222222> a kg:Fact, kg:Visit . }
"""


@pytest.fixture
def trig(tmp_path: Path) -> Path:
    path = tmp_path / "both.trig"
    path.write_text(TRIG, "utf-8")
    return path


@pytest.mark.parametrize(
    "identifier",
    ["https://kg.example/fact/a/tuer-11111111", "<https://kg.example/fact/a/tuer-11111111>", "fact:a\\/tuer-11111111",
     "a/tuer-11111111", "tuer-11111111", "11111111"],
)  # fmt: skip
def test_explains(trig: Path, identifier: str) -> None:
    for source in (trig, trig.parent):
        found = explain(identifier, source)
        assert found.id == "https://kg.example/fact/a/tuer-11111111"
        assert found.types == ("Kill",)
        assert (found.lemma, found.status, found.polarity, found.modality) == ("tuer", "reported", "positive", "actual")
        assert found.quotes == (Quote("avoir tué l'amiral", 10, 31, "affirmé ", ", qui"),)
        assert (found.cues, found.extractor, found.rule) == (("tué",), "clause", "active")
        assert (found.sources, found.repairs) == (("Ukraine",), ("torn sentence",))
        assert found.article == "https://kg.example/article/a"


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("visiter-22222222", "2 facts end in 'visiter-22222222' (a/visiter-22222222, b/visiter-22222222"),
        ("1111", "no fact '1111'"),
        ("", "no fact ''"),
        ("x> } DROP ALL ; { <y", "no fact"),
    ],
)
def test_ids_that_name_no_single_fact(trig: Path, identifier: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        explain(identifier, trig)
    assert message in str(caught.value)


def test_sources_that_hold_no_graph(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no RDF; run kg build"):
        explain("x", tmp_path)
    with pytest.raises(InputError, match=r"absent\.nq: cannot be read"):
        explain("x", tmp_path / "absent.nq")
    (tmp_path / "broken.nq").write_text("<https://a.example/> .\n", "utf-8")
    with pytest.raises(InputError, match=r"broken\.nq, line 1: not valid RDF"):
        explain("x", tmp_path / "broken.nq")


def test_a_folder_is_read_once_an_article(trig: Path) -> None:
    (trig.parent / "all.trig").write_text("this is not read", "utf-8")
    assert explain("11111111", trig.parent).lemma == "tuer"
