"""What pronouns take up: the ranking of candidates, the rules beside it, and how its weights are learned."""

from __future__ import annotations

import math

import pytest

from kg.analysis import analyze, load_pipeline
from kg.document import make_document
from kg.extract import extract
from kg.extract.mentions import find_mentions
from kg.gazetteer import load_gazetteer
from kg.resolve import nodes_of, pronouns
from kg.resolve.antecedents import find_candidates, load_weights, share_probability
from kg.resolve.clusters import Clusters
from kg.resolve.coreference import cluster
from kg.resolve.gathering import gather_phrases
from kg.resolve.words import reference_words
from tests.benchmarks.antecedents import Example, learn

NEWS = (
    "Le ministre Jean Martin a reçu les dockers lundi. Il leur a promis des emplois. « Leur port vivra », a-t-il dit. "
    "La maire de Brest, Anne Le Goff, l'a accusé de mentir. Sa fille travaille au port, et elle le connaît."
)


def read(text: str) -> Clusters:
    (analysis,) = analyze([make_document("test", text)], load_pipeline("fr"))
    mentions, gazetteer = find_mentions(analysis), load_gazetteer("fr")
    nodes = {node.span: node for fact in extract(analysis, mentions).facts for node in nodes_of(fact)}
    return cluster(gather_phrases(analysis, mentions, [nodes[s] for s in sorted(nodes)], gazetteer), gazetteer, "fr")


def pronoun(clusters: Clusters, form: str) -> int:
    (found,) = [i for i, p in enumerate(clusters.phrases) if p.kind == "pronoun" and p.text.lower().strip(" -") == form]
    return found


def taken_up(text: str, form: str) -> set[str]:
    """The phrases that the pronoun ``form`` of a text stands for."""
    clusters = read(text)
    return {p.text for p in clusters.of(pronoun(clusters, form)) if p.kind != "pronoun"}


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Le thon rouge est un poisson de l'Atlantique. En 1990, il a failli disparaître.", "il", "thon rouge"),
        ("L'armée a trouvé la bombe et l'a détruite.", "l'", "bombe"),
        ("Le juge a convoqué la chanteuse et lui a remis un document.", "lui", "chanteuse"),
        ("La ministre a félicité la préfète. Celle-ci a démissionné.", "celle-ci", "préfète"),
        ("Le directeur de l'hôpital a parlé. Celui-ci nie les faits.", "celui-ci", "directeur de l'hôpital"),
        (
            "« Nous tiendrons », a assuré leur état-major. La situation reste « complexe » à Kharkiv, reconnaît-il.",
            "il",
            "état-major",
        ),
        ("Le maire a parlé. Son épouse, Marie Durand, est avocate.", "son", "maire"),
        ("Les soldats ont capturé le général. Ils se sont réjouis.", "se", "soldats"),
    ],
)
def test_a_pronoun_takes_up_what_a_reader_takes(text: str, form: str, name: str) -> None:
    assert name in taken_up(text, form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Pour Pierre, Paul, Jean et Luc, c'est fini. Il dort.", "il"),
        ("Le Brésil a protégé ses forêts (il n'y a ainsi eu aucune extinction de primates).", "il"),
        ("Le rapport est sorti à Lyon, a-t-elle dit.", "elle"),
        ("Le prix du vélo augmente. Sa femme Marie Durand proteste.", "sa"),
    ],
)
def test_a_doubtful_pronoun_stays_unresolved(text: str, form: str) -> None:
    assert taken_up(text, form) == set()


@pytest.mark.parametrize(
    ("text", "form", "candidates"),
    [
        ("Le thon est un poisson. Hier, il a disparu.", "il", ["thon"]),
        ("Le président, Jean Martin, a parlé. Il est parti.", "il", ["président"]),
        ("La ministre slovaque a quitté la Slovaquie. Elle proteste.", "elle", ["Slovaquie", "ministre slovaque"]),
        ("L'armée a trouvé la bombe et l'a détruite.", "l'", ["bombe"]),
        ("Le maire a cité le préfet, qui l'a remercié.", "l'", ["maire"]),
        ("Le maire a quitté la ville. « Le préfet plaît », a-t-il dit.", "il", ["maire"]),
    ],
)
def test_only_what_may_be_meant_is_a_candidate(text: str, form: str, candidates: list[str]) -> None:
    clusters = read(text)
    found = find_candidates(pronoun(clusters, form), clusters, reference_words("fr"))
    assert [clusters.phrases[j].text for j, _ in found] == candidates


def test_probabilities_follow_the_weights() -> None:
    shares = share_probability([{"a": 1.0}, {"b": 2.0, "unknown": 1.0}, {}], {"a": math.log(2), "b": math.log(3) / 2})
    assert shares == pytest.approx([2 / 6, 3 / 6, 1 / 6])


def test_the_likeliest_cluster_needs_nearly_half(monkeypatch: pytest.MonkeyPatch) -> None:
    clusters, words = read("Le maire a reçu le préfet. Il est parti."), reference_words("fr")
    i = pronoun(clusters, "il")
    first, second = (f for _, f in find_candidates(i, clusters, words))
    assert set(first) != set(second)
    only = next(name for name in second if name not in first)
    assert pronouns.choose(i, clusters, words, {}) is None
    assert pronouns.choose(i, clusters, words, {only: math.log(1.6)}) is None
    chosen = pronouns.choose(i, clusters, words, {only: math.log(1.7)})
    assert chosen is not None
    assert clusters.phrases[chosen].text == "maire"


def test_nearly_all_that_is_seen_has_a_weight() -> None:
    clusters, words = read(NEWS), reference_words("fr")
    seen = [
        name
        for i, p in enumerate(clusters.phrases)
        if p.kind == "pronoun" and p.sort in {"personal", "possessive"}
        for _, features in find_candidates(i, clusters, words)
        for name in features
    ]
    assert len(seen) > 100
    assert sum(name in load_weights("fr") for name in seen) > 0.97 * len(seen)


def test_learning_finds_what_tells_the_right_option() -> None:
    options = [{"near": 1.0}, {"far": 1.0, "named": 1.0}, {"nothing": 1.0}]
    weights = learn([Example(options, [False, True, False])] * 9 + [Example(options, [True, False, False])])
    assert weights["named"] > weights["near"] > weights["nothing"]
    assert max(zip(share_probability(options, weights), (0, 1, 2), strict=True))[1] == 1
