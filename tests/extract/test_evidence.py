"""The proof of every fact: offsets, cues, ids, and texts that no newspaper would print."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.document import make_document
from kg.errors import InputError
from kg.facts import Fact, Node, Span
from tests.extract.notation import Article, Reader, read_documents, read_table

TEXTS = tuple(
    dict.fromkeys([
        *(row["sentence"] for row in read_table("sentences")),
        *(row["sentence"] for row in read_table("never")),
    ])
)


@pytest.fixture(scope="module")
def articles(read: Reader) -> list[Article]:
    read.read_all(TEXTS)
    return [read(text) for text in TEXTS]


def nodes_of(fact: Fact) -> list[Node]:
    return [*fact.agents, *fact.patients, *(a.node for a in fact.arguments), *(a.source for a in fact.attributions)]


def check_proof(article: Article) -> None:
    """Everything a fact points at stands in the text as it says."""
    text = article.document.text
    entities = {e.id for e in article.facts.entities}

    def stands(span: Span) -> bool:
        return span.end_char <= len(text) and bool(text[span.start_char : span.end_char].strip())

    for fact in article.facts.facts:
        proof = fact.provenance
        assert stands(proof.evidence)
        assert stands(proof.cue)
        assert proof.evidence.contains(proof.cue)
        assert "\n\n" not in text[proof.evidence.start_char : proof.evidence.end_char]
        assert proof.extractor
        assert proof.rule
        for node in nodes_of(fact):
            assert text[node.span.start_char : node.span.end_char] == node.text
            assert node.span.start_char <= node.head < node.span.end_char
            assert node.text == node.text.strip()
            assert node.entity is None or node.entity in entities
        for attribution in fact.attributions:
            assert stands(attribution.cue)
        assert fact.agents or fact.patients
    ids = [fact.id for fact in article.facts.facts]
    assert len(set(ids)) == len(ids)
    for fact in article.facts.facts:
        assert set(fact.content) <= set(ids) - {fact.id}


def test_every_fact_has_its_proof_in_the_text(articles: list[Article]) -> None:
    assert sum(len(article.facts.facts) for article in articles) >= 300
    for article in articles:
        check_proof(article)


def test_most_sentences_are_evidence_of_their_facts_alone(articles: list[Article]) -> None:
    """A fact is shown by the words of one sentence."""
    for article in articles:
        for fact in article.facts.facts:
            evidence = article.document.text[fact.provenance.evidence.start_char : fact.provenance.evidence.end_char]
            assert ". " not in evidence.replace("M. ", "M ")


def test_a_second_run_gives_the_same_facts_whatever_stands_beside_it(articles: list[Article]) -> None:
    some = articles[::6]
    again = list(read_documents(make_document("test", article.document.text) for article in reversed(some)))
    assert [article.facts for article in reversed(again)] == [article.facts for article in some]


def test_ids_tell_articles_apart(read: Reader) -> None:
    text = "La Russie a attaqué la Pologne."
    (other,) = read_documents([make_document("other", text)])
    assert {f.id for f in other.facts.facts}.isdisjoint(f.id for f in read(text).facts.facts)


def test_the_same_words_twice_are_two_facts(read: Reader) -> None:
    article = read("La Russie a attaqué la Pologne.\n\nLa Russie a attaqué la Pologne.")
    cues = [f.provenance.cue for f in article.facts.facts if f.predicate == "attaquer"]
    assert len(cues) == len(set(cues)) == 2


ODD = ("«", "»", "“", "”", '"', "'", "’", "(", ")", "[", "—", "–", "-", "…", "...", "?!", ";", ":", ",", ".", "\u00a0",
       "\u202f", "\u200b", "\ufeff", "\u202e", "\x07", "\x1b", "\t", "\n", "\n\n", "🚀", "👩‍🚀", "é", "e\u0301",
       "𝕏", "<script>", "&amp;", "{{", "\\", "|", "http://x.y/?a=b#c", "@kg", "#kg", "1 234,5 %", "14h32", "№")
WORDS = ("La Russie", "a attaqué", "la Pologne", "selon", "l'Otan", "a déclaré", "que", "qui", "dont", "n'a pas",
         "« Nous", "partons »", "dit-il", "si", "sans", "ni", "et", "le ministre", "Jens Stoltenberg", "a été tué",
         "par", "de", "à Kiev", "lundi", "en", "y", "lui", "afin de", "plus", "affirme-t-elle", "avoir", "être")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(st.sampled_from(ODD), st.sampled_from(WORDS), st.text(max_size=4)), min_size=1, max_size=25),
       st.sampled_from(["", " "]))
def test_odd_text_never_raises(parts: list[str], gap: str) -> None:
    text = "".join(c for c in gap.join(parts) if unicodedata.category(c) != "Cs")
    try:
        document = make_document("test", text)
    except InputError:
        return
    (article,) = read_documents([document])
    check_proof(article)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TEXTS), st.lists(st.tuples(st.integers(0, 200), st.sampled_from(ODD)), max_size=4))
def test_odd_marks_in_a_sentence_never_raise(text: str, marks: list[tuple[int, str]]) -> None:
    for place, mark in marks:
        text = text[: place % len(text)] + mark + text[place % len(text) :]
    (article,) = read_documents([make_document("test", text)])
    check_proof(article)


@pytest.mark.parametrize("text", [
    "«", "»", '"', "« »", "« « « »", "» Il pleut « dit-il", "...", "—", "-t-il", "Dont.", "Ni ni ni.",
    "Que qui dont où ?", "a déclaré", "selon", "Selon.", ", a déclaré", "« , a déclaré X", "N'a pas.", "l'", "qu'",
    "Plus plus plus.", "(()", "🚀 🚀 🚀", "\x00\x01\x02", "1", "a\u0300\u0301\u0302", "de de de de de de de", "É",
    "« \n\n » \n\n «",
])  # fmt: skip
def test_scraps_never_raise(read: Reader, text: str) -> None:
    check_proof(read(text))
