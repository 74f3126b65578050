"""Phrases the size of a node: what distinguishes stays, the rest goes."""

from __future__ import annotations

import pytest

from kg.extract.phrases import MAX_WORDS, Phraser
from kg.extract.tree import Tree
from kg.facts import Mention, Node, Span
from tests.extract.notation import Reader
from tests.extract.trees import PARTICIPLE, grow


def text_of(tree: Tree) -> str:
    return tree.paragraph.doc.text


def phraser_of(tree: Tree, **names: str) -> Phraser:
    """``names`` gives the type of every name, with ``_`` for a space."""
    text = text_of(tree)
    mentions = []
    for name, type_ in names.items():
        words = name.replace("_", " ")
        start = text.index(words)
        mentions.append(Mention(words, Span(start, start + len(words)), type_))
    tree.mark_names(mentions)
    return Phraser(tree, text, "fr")


def node(tree: Tree, head: str, **names: str) -> Node:
    word = next(w for w in tree.words if w.text == head)
    found = phraser_of(tree, **names).node(word)
    assert text_of(tree)[found.span.start_char : found.span.end_char] == found.text
    assert found.head == word.start
    return found


@pytest.mark.parametrize(
    ("written", "head", "due"),
    [
        ("les/le/DET/2/det systèmes/système/NOUN/0/ROOT de/de/ADP/4/case défense/défense/NOUN/2/nmod "
         "aérienne/aérien/ADJ/4/amod qui/qui/PRON/7/nsubj protègent/protéger/VERB/2/acl:relcl la/le/DET/9/det "
         "ville/ville/NOUN/7/obj", "systèmes", "systèmes de défense aérienne"),
        ("le/le/DET/2/det pont/pont/NOUN/0/ROOT", "pont", "pont"),
        ("34/34/NUM/2/nummod officiers/officier/NOUN/0/ROOT russes/russe/ADJ/2/amod", "officiers",
         "34 officiers russes"),
        ("les/le/DET/3/det vastes/vaste/ADJ/3/amod forêts/forêt/NOUN/0/ROOT", "forêts", "vastes forêts"),
        ("une/un/DET/2/det ville/ville/NOUN/0/ROOT ,/,/PUNCT/4/punct calme/calme/ADJ/2/amod", "ville", "ville"),
        ("un/un/DET/2/det homme/homme/NOUN/0/ROOT (/(/PUNCT/4/punct maire/maire/NOUN/2/appos )/)/PUNCT/4/punct",
         "homme", "homme"),
        (f"les/le/DET/2/det armes/arme/NOUN/0/ROOT livrées/livrer/VERB/2/acl/{PARTICIPLE} par/par/ADP/5/case "
         "Paris/Paris/PROPN/3/obl:agent", "armes", "armes"),
        ("un/un/DET/2/det moteur/moteur/NOUN/0/ROOT à/à/ADP/4/case essence/essence/NOUN/2/nmod", "moteur",
         "moteur à essence"),
        ("l'/le/DET/2/det aide/aide/NOUN/0/ROOT à/à/ADP/5/case la/le/DET/5/det presse/presse/NOUN/2/nmod", "aide",
         "aide"),
        ("la/le/DET/2/det pêche/pêche/NOUN/0/ROOT en/en/ADP/4/case mer/mer/NOUN/2/nmod", "pêche", "pêche en mer"),
        ("des/un/DET/2/det pluies/pluie/NOUN/0/ROOT longues/long/ADJ/2/amod et/et/CCONJ/5/cc fortes/fort/ADJ/3/conj",
         "pluies", "pluies longues et fortes"),
        ("le/le/DET/2/det pain/pain/NOUN/0/ROOT et/et/CCONJ/5/cc le/le/DET/5/det vin/vin/NOUN/2/conj", "pain", "pain"),
    ],
)
def test_what_distinguishes_stays_and_the_rest_goes(written: str, head: str, due: str) -> None:
    assert node(grow(written), head).text == due


def test_a_name_is_whole_and_alone() -> None:
    tree = grow("le/le/DET/2/det président/président/NOUN/0/ROOT Volodymyr/Volodymyr/PROPN/2/appos "
                "Zelensky/Zelensky/PROPN/3/flat:name")
    assert node(tree, "Volodymyr", Volodymyr_Zelensky="Person").text == "Volodymyr Zelensky"
    assert node(tree, "Zelensky", Volodymyr_Zelensky="Person").text == "Volodymyr Zelensky"


def test_a_name_in_a_phrase_is_not_cut() -> None:
    tree = grow("la/le/DET/2/det flotte/flotte/NOUN/0/ROOT de/de/ADP/5/case la/le/DET/5/det mer/mer/NOUN/2/nmod "
                "Noire/noir/ADJ/5/amod")
    assert node(tree, "flotte", mer_Noire="Place").text == "flotte de la mer Noire"
    assert node(tree, "mer", mer_Noire="Place").text == "mer Noire"


def test_a_country_takes_nothing_with_it() -> None:
    tree = grow("l'/le/DET/2/det Ukraine/Ukraine/PROPN/0/ROOT occupée/occupé/ADJ/2/amod")
    assert node(tree, "Ukraine", Ukraine="Country").text == "Ukraine"


def test_a_chain_of_complements_ends() -> None:
    links = 12
    words = ["le/le/DET/2/det", "chef/chef/NOUN/0/ROOT"]
    for _ in range(links):
        words += [f"de/de/ADP/{len(words) + 2}/case", f"ville/ville/NOUN/{len(words)}/nmod"]
    tree = grow(" ".join(words))
    found = node(tree, "chef").text.split()
    assert found[0] == "chef"
    assert 3 <= len(found) <= MAX_WORDS


def test_a_run_goes_from_word_to_word() -> None:
    tree = grow("vice/vice/NOUN/2/nmod ministre/ministre/NOUN/0/ROOT des/de/ADP/4/case Sports/sport/NOUN/2/nmod")
    found = phraser_of(tree).run(tree.words[1], tree.words[3])
    assert (found.text, found.head) == ("ministre des Sports", tree.words[1].start)


def test_hyphens_are_not_cut(read: Reader) -> None:
    article = read("L'ex-sous-préfet de Seine-Saint-Denis a rencontré un porte-avions.")
    assert not [n.text for f in article.facts.facts for n in (*f.agents, *f.patients) if n.text.strip("-") != n.text]
    assert "porte-avions" in {n.text for f in article.facts.facts for n in f.patients}
