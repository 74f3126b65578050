"""The sample article: what an expert must find in it, and what must not come out of it."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.facts import Fact
from tests.extract.notation import Article, parse_expected, read_documents

DUE = """
Jens Stoltenberg | rencontrer:Meet | Volodymyr Zelensky
Jens Stoltenberg | :HasRole | OTAN | + actual | - | title=Secrétaire général
Russie | accuser:Accuse | alliés occidentaux de l'Ukraine
alliés occidentaux de l'Ukraine | mener | * | + actual | Russie
OTAN | fournir:Supply | munitions | + intended | Jens Stoltenberg | recipient=Ukraine, quantity=2,4 milliards d'euros
Royaume-Uni | fournir:Supply | Missiles Storm Shadow | + actual | informations | recipient=Ukraine
France | fournir:Supply | Missiles Storm Shadow | + actual | informations | recipient=Ukraine
Sébastien Lecornu | visiter:Visit | mur commémoratif
Sébastien Lecornu | :HasRole | France | + actual | - | title=ministre français de la Défense
mur commémoratif | rendre hommage:Praise | soldats
Grant Shapps | rencontre:Meet | Volodymyr Zelensky
attaque | tuer:Kill | 34 officiers | + actual | Ukraine
Ukraine | tuer:Kill | Viktor Sokolov | + actual | Ukraine
Ukraine | fournir:Supply | preuves | - actual
Ukraine | avoir besoin:Need | plan d'action | - actual | *
ministère britannique de la Défense | commenter | remarques de Zakharova | - actual
Russie | mettre fin:End | guerre | + possible | Jens Stoltenberg
Volodymyr Zelensky | publier:Publish | vidéo
Volodymyr Zelensky | pousser:Request | Ukraine
Ukraine | rejoindre:Join | OTAN | + intended | Volodymyr Zelensky
* | lancer une invitation:Invite | Ukraine | - actual
* | autoriser:Authorize | Ukraine | + future | dirigeants de l'OTAN
Ukraine | travailler | plan | + actual | Volodymyr Zelensky
"""
GAPS: dict[str, str] = {}


def due() -> list[object]:
    lines = DUE.strip().splitlines()
    return [
        pytest.param(line, marks=[pytest.mark.xfail(strict=True, reason=GAPS[line])] if line in GAPS else [])
        for line in lines
    ]


@pytest.fixture(scope="module")
def article(seed: Document) -> Article:
    (found,) = read_documents([seed])
    return found


def facts_of(article: Article, *predicates: str) -> list[Fact]:
    return [fact for fact in article.facts.facts if fact.predicate in predicates]


@pytest.mark.parametrize("line", due())
def test_what_an_expert_finds(article: Article, line: str) -> None:
    (expected,) = parse_expected(line)
    expected.check(article)


def test_a_claim_is_no_plain_fact(article: Article) -> None:
    """The killed and wounded, the planning and the supply of Storm Shadows are what somebody says."""
    claims = facts_of(article, "tuer", "blesser", "planifier", "aider à planifier", "mener", "coordonner", "utiliser")
    assert claims
    assert not [fact for fact in claims if fact.status == "asserted"]
    storm = [f for f in facts_of(article, "fournir") if any("Storm Shadow" in p.text for p in f.patients)]
    assert [fact.status for fact in storm] == ["reported"]


def test_the_torn_last_clause_states_nothing(article: Article) -> None:
    start = article.document.text.index("la guerre avec la Russie est fini")
    end = start + len("la guerre avec la Russie est fini")
    assert not [f for f in article.facts.facts if start <= f.provenance.cue.start_char < end]


def test_the_agency_s_tail_states_nothing(article: Article) -> None:
    tail = article.document.text.index("___")
    assert not [f for f in article.facts.facts if f.provenance.evidence.end_char > tail]


def test_a_quotation_is_never_a_plain_fact(article: Article) -> None:
    """Every fact of a clause in guillemets has a speaker."""
    text = article.document.text
    start = text.index("Plus l’Ukraine devient forte")
    end = text.index("La paix à tout prix ne serait pas la paix du tout")
    tag = text.index("déclaré Stoltenberg", start)
    cues = {f: f.provenance.cue.start_char for f in article.facts.facts}
    quoted = [f for f, cue in cues.items() if start <= cue <= end and cue != tag]
    assert len(quoted) >= 5
    assert {a.source.text for f in quoted for a in f.attributions} == {"Stoltenberg"}
    assert all(f.attributions for f in quoted)
