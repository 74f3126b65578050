"""Mood from the form of a verb, and what markers and modalities make of a clause."""

from __future__ import annotations

from itertools import product

import pytest

from kg.extract.clauses import Clause
from kg.extract.reality import marker_kind, mood_of, polarity_of, stronger
from kg.extract.tree import Word


def word(form: str, lemma: str, **morph: str) -> Word:
    return Word(0, form, lemma, "VERB", "ROOT", morph, 0, len(form))


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("être", "serait serais seraient serions"),
        ("avoir", "aurait auraient auriez"),
        ("pouvoir", "pourrait pourraient"),
        ("devoir", "devrait devraient"),
        ("vouloir", "voudrait"),
        ("venir", "viendrait"),
        ("tenir", "tiendraient"),
        ("faire", "ferait feraient"),
        ("aller", "irait iraient"),
        ("voir", "verrait"),
        ("savoir", "saurait"),
        ("recevoir", "recevrait"),
        ("mourir", "mourrait"),
        ("tuer", "tuerait tueraient Tuerait"),
        ("finir", "finirait"),
        ("vendre", "vendrait vendraient"),
        ("accroître", "accroîtrait"),
    ],
)
def test_the_ending_shows_the_conditional(lemma: str, forms: str) -> None:
    assert {form: mood_of(word(form, lemma)) for form in forms.split()} == dict.fromkeys(forms.split(), "conditional")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("être", "sera seront serai serons"),
        ("avoir", "aura auront"),
        ("pouvoir", "pourra pourront"),
        ("aller", "ira iront"),
        ("venir", "viendra"),
        ("courir", "courra"),
        ("tuer", "tuera tueront"),
        ("finir", "finira"),
        ("vendre", "vendra vendrez"),
    ],
)
def test_the_ending_shows_the_future(lemma: str, forms: str) -> None:
    assert {form: mood_of(word(form, lemma)) for form in forms.split()} == dict.fromkeys(forms.split(), "future")


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("errer", "errait errais erra"),
        ("préparer", "préparait prépara"),
        ("livrer", "livrait livra"),
        ("offrir", "offrait"),
        ("ouvrir", "ouvrait"),
        ("courir", "courait"),
        ("mourir", "mourait"),
        ("tirer", "tira tirait"),
        ("entrer", "entra entraient"),
        ("serrer", "serra serrait"),
        ("montrer", "montra montraient"),
        ("être", "était est fut"),
        ("tuer", "tue tuait tuer"),
        ("vendre", "vendait vendre"),
    ],
)
def test_a_stem_in_r_is_no_conditional(lemma: str, forms: str) -> None:
    assert {form: mood_of(word(form, lemma)) for form in forms.split()} == dict.fromkeys(forms.split(), "")


def test_the_tagger_is_heard_where_the_form_allows_it() -> None:
    assert mood_of(word("appellerait", "appeler", Mood="Cnd")) == "conditional"
    assert mood_of(word("jettera", "jeter", Tense="Fut")) == "future"
    assert mood_of(word("appelle", "appeler", Mood="Cnd")) == ""
    assert mood_of(word("jette", "jeter", Tense="Fut")) == ""


def test_the_stronger_modality_is_further_from_actual() -> None:
    ladder = ["actual", "necessary", "future", "possible", "intended", "conditional"]
    for a, b in product(ladder, ladder):
        assert stronger(a, b) == ladder[max(ladder.index(a), ladder.index(b))]
    assert stronger("", "") == "actual"


@pytest.mark.parametrize(
    ("marker", "kind"),
    [
        ("si", "conditional"), ("s'", "conditional"), ("lorsque", "conditional"), ("à condition que", "conditional"),
        ("afin de", "intended"), ("pour", "intended"), ("pour que", "intended"), ("de sorte que", "intended"),
        ("avant de", "unreal"), ("avant que", "unreal"), ("faute de", "unreal"), ("à moins que", "unreal"),
        ("sans", "without"), ("sans que", "without"),
        ("", ""), ("que", ""), ("qu'", ""), ("parce que", ""), ("bien que", ""), ("de", ""), ("à", ""),
    ],
)
def test_the_marker_tells_the_kind_of_subordination(marker: str, kind: str) -> None:
    clause = Clause(word("part", "partir"), "partir", marker=marker)
    assert marker_kind(clause, "fr") == kind
    assert polarity_of(clause, "fr") == ("negative" if kind == "without" else "positive")


def test_a_negated_clause_is_negative() -> None:
    assert polarity_of(Clause(word("part", "partir"), "partir", negated=True), "fr") == "negative"
