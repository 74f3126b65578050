from __future__ import annotations

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import InputError
from kg.training.treebank import read_treebank, write_docbin


@pytest.fixture(scope="module")
def trees(base: Language) -> list[Doc]:
    return read_treebank(Path(__file__).parent / "data" / "sample.conllu", base)


def labels(tree: Doc) -> dict[str, str]:
    return {token.text: token.dep_ for token in tree}


def test_contractions_are_one_token_and_apostrophes_straight(trees: list[Doc]) -> None:
    assert trees[2].text.strip() == "Elle s'est souvenue du nom."
    assert [t.text for t in trees[2]] == ["Elle", "s'", "est", "souvenue", "du", "nom", "."]


def test_labels_outside_the_inventory_are_mapped(trees: list[Doc]) -> None:
    assert labels(trees[2])["s'"] == "expl:comp"
    assert labels(trees[3])["maire"] == "nsubj"
    assert labels(trees[3])["fait"] == "dep"
    assert labels(trees[4])["dit"] == "parataxis"


def test_a_map_of_ones_own_takes_the_place_of_the_usual_one(base: Language, sample_trees: Path) -> None:
    trees = read_treebank(sample_trees, base, {"nsubj:caus": "obj"})
    assert labels(trees[3])["maire"] == "obj"
    assert labels(trees[2])["s'"] == "dep"
    assert labels(trees[1])["mine"] == "obl:agent"


def test_a_bare_oblique_with_par_in_the_passive_is_the_agent(trees: list[Doc]) -> None:
    assert labels(trees[1])["mine"] == "obl:agent"


def test_every_label_and_analysis_is_one_of_the_base_pipeline(trees: list[Doc], base: Language) -> None:
    known = set(base.get_pipe("parser").labels)  # type: ignore[attr-defined]
    analyses = {frozenset(x.split("|")) for x in base.get_pipe("morphologizer").labels}  # type: ignore[attr-defined]
    for tree in trees:
        assert {t.dep_ for t in tree} <= known
        for token in tree:
            feats = [f for f in str(token.morph).split("|") if f]
            assert frozenset([*feats, f"POS={token.pos_}"]) in analyses


def test_gold_features_win_over_the_prediction(trees: list[Doc]) -> None:
    present = trees[1][4]
    assert present.morph.to_dict()["Voice"] == "Pass"
    assert trees[0][5].morph.to_dict()["Gender"] == "Fem"


def test_a_docbin_gives_the_same_sentences(trees: list[Doc], base: Language, tmp_path: Path) -> None:
    write_docbin(trees, tmp_path / "trees.spacy")
    again = read_treebank(tmp_path / "trees.spacy", base)
    assert [[(t.text, t.head.i, t.dep_) for t in d] for d in again] == [
        [(t.text, t.head.i, t.dep_) for t in d] for d in trees
    ]


def test_a_line_with_missing_columns_is_named(base: Language, tmp_path: Path) -> None:
    path = tmp_path / "torn.conllu"
    path.write_text("# text = Oui.\n1\tOui\toui\tINTJ\n", "utf-8")
    with pytest.raises(InputError, match=r"torn\.conllu:2: 4 columns found"):
        read_treebank(path, base)


def test_a_file_without_sentences_is_refused(base: Language, tmp_path: Path) -> None:
    (tmp_path / "empty.conllu").write_text("", "utf-8")
    with pytest.raises(InputError, match="no annotated sentence"):
        read_treebank(tmp_path / "empty.conllu", base)
    with pytest.raises(InputError, match="cannot be read"):
        read_treebank(tmp_path / "absent.conllu", base)
