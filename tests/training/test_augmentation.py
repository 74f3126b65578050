from __future__ import annotations

import random

import pytest
from spacy.language import Language
from spacy.training import Example

from kg.training.augmentation import (
    CHANGES,
    Tree,
    Word,
    append_speaker,
    create_syntax_augmenter,
    drop_words,
    insert_words,
    prefix_dateline,
    read_tree,
    remove_quotes,
    to_headline,
    write_tree,
)


def make_tree() -> Tree:
    """ "Le ministre est nommé, dit « Paris »."."""
    rows = [
        ("Le", True, 1, "det", "DET", ""),
        ("ministre", True, 3, "nsubj:pass", "NOUN", ""),
        ("est", True, 3, "aux:pass", "AUX", ""),
        ("nommé", False, 3, "ROOT", "VERB", "VerbForm=Part"),
        (",", True, 3, "punct", "PUNCT", ""),
        ("dit", True, 3, "parataxis", "VERB", ""),
        ("«", True, 7, "punct", "PUNCT", ""),
        ("Paris", True, 5, "nsubj", "PROPN", ""),
        ("»", False, 7, "punct", "PUNCT", ""),
        (".", False, 3, "punct", "PUNCT", ""),
    ]
    return tuple(Word(*row) for row in rows)


def arcs(tree: Tree) -> set[tuple[str, str, str]]:
    return {(w.text.lower(), w.dep, tree[w.head].text.lower()) for w in tree}


def test_dropping_leaves_keeps_all_other_arcs() -> None:
    tree = make_tree()
    assert arcs(drop_words(tree, {0, 4})) == arcs(tree) - {("le", "det", "ministre"), (",", "punct", "nommé")}


def test_dropping_never_takes_a_word_that_others_hang_on() -> None:
    assert drop_words(make_tree(), {1, 3}) == make_tree()


def test_dropping_leaves_the_space_behind() -> None:
    assert drop_words(make_tree(), {4})[3].space


def test_inserted_words_hang_on_each_other_or_on_the_root() -> None:
    new = [Word("PARIS", True, -1, "dep", "", ""), Word("—", True, 0, "punct", "PUNCT", "")]
    changed = insert_words(make_tree(), 0, new)
    assert arcs(changed) == arcs(make_tree()) | {("paris", "dep", "nommé"), ("—", "punct", "paris")}


@pytest.mark.parametrize("seed", range(20))
def test_a_headline_keeps_subject_and_verb(seed: int) -> None:
    random.seed(seed)
    assert {("ministre", "nsubj:pass", "nommé"), ("nommé", "ROOT", "nommé")} <= arcs(to_headline(make_tree()))


@pytest.mark.parametrize("seed", range(20))
def test_a_dateline_hangs_on_the_root_and_changes_nothing_else(seed: int) -> None:
    random.seed(seed)
    changed = prefix_dateline(make_tree())
    assert changed[0].dep == "dep"
    assert changed[changed[0].head].text == "nommé"
    assert arcs(make_tree()) <= arcs(changed)


@pytest.mark.parametrize("seed", range(30))
def test_a_speaker_is_the_subject_of_the_saying(seed: int) -> None:
    random.seed(seed)
    plain = tuple(w for w in drop_words(make_tree(), {4, 6, 8}))
    changed = append_speaker(plain)
    saying = [w for w in changed[len(plain) - 1 :] if w.dep == "parataxis"]
    subjects = [w for w in changed[len(plain) - 1 :] if w.dep == "nsubj" and changed[w.head] in saying]
    assert len(saying) == 1
    assert len(subjects) == 1
    assert changed[saying[0].head].text == "nommé"
    assert changed[-1].text == "."


def test_quotation_marks_are_removed() -> None:
    assert arcs(remove_quotes(make_tree())) == {a for a in arcs(make_tree()) if a[0] not in "«»"}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_gives_one_tree_that_spacy_takes(name: str, base: Language) -> None:
    for seed in range(20):
        random.seed(seed)
        tree = CHANGES[name](make_tree())
        doc = write_tree(tree, base)
        assert len(list(doc.sents)) == 1
        assert read_tree(doc) == tree


def test_rates_of_zero_change_nothing_and_of_one_change_always(base: Language) -> None:
    doc = write_tree(make_tree(), base)
    example = Example(base.make_doc(doc.text), doc)
    random.seed(0)
    (same,) = create_syntax_augmenter({"unquoted": 0.0})(base, example)
    (other,) = create_syntax_augmenter({"unquoted": 1.0})(base, example)
    assert same.text == doc.text
    assert "«" not in other.text
