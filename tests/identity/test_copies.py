"""Wire copy: what is one text, and what is only about one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.identity.copies import Copy, Print, Signature, count_sources, find_copies, pair_up, sign

DISPATCH = """Une explosion a fait 34 morts lundi dans le centre de Lyon, a annoncé le préfet du Rhône. Les secours
sont arrivés sur place peu après neuf heures et fouillaient encore les décombres en fin de matinée. Selon
le procureur, une fuite de gaz est la piste la plus probable, mais aucune hypothèse n’est écartée à ce
stade de l’enquête. Le maire a demandé aux habitants de rester chez eux et de laisser les rues libres
pour les pompiers. Trois écoles du quartier ont été fermées pour la journée, et la circulation des
tramways reste coupée sur deux lignes jusqu’à nouvel ordre."""
OTHER = """À Lyon, le bilan de l’explosion de lundi matin s’élève désormais à trente-trois victimes, d’après la
mairie. Une fuite de gaz pourrait en être la cause. « J’ai entendu un bruit énorme, puis tout a tremblé
», raconte un commerçant de la rue voisine, encore sous le choc. Les tramways ne circulent plus dans le
quartier et plusieurs écoles ont renvoyé les enfants à la maison. Le préfet doit tenir une conférence de
presse dans la soirée avec le procureur."""


def edit(text: str) -> str:
    """What an outlet does to a dispatch: a head, a number brought up to date, a sentence less, a line at the end."""
    sentences = text.replace("34 morts", "33 morts").replace("peu après", "vers").split(". ")
    return "LYON (AFP) – " + ". ".join(sentences[:3] + sentences[4:]) + " Avec notre correspondant."


def prints(**texts: str) -> list[Print]:
    return [Print(name, sign(text)) for name, text in texts.items()]


def test_an_edited_dispatch_is_a_copy_and_another_report_is_none() -> None:
    (copy,) = find_copies(prints(a=DISPATCH, b=edit(DISPATCH), c=OTHER))
    assert (copy.document, copy.other) == ("a", "b")
    assert 0.5 <= copy.alike < 0.9


def test_a_short_dispatch_inside_a_longer_article_is_a_copy() -> None:
    (copy,) = find_copies(prints(a=DISPATCH, b=f"{DISPATCH} {OTHER}"))
    assert copy.held == 1.0


@pytest.mark.parametrize(
    ("published", "named", "is_copy"),
    [
        (("2024-03-12", "2024-03-14"), ((), ()), True),
        (("2024-03-12", "2024-03-26"), ((), ()), False),
        (("2024-03-12", ""), ((), ()), True),
        (("", ""), (("Lyon", "Rhône"), ("Lyon", "Rhône", "AFP")), True),
        (("", ""), (("Lyon", "Rhône"), ("Dijon", "Côte-d’Or")), False),
    ],
)
def test_what_programs_write_of_every_town_is_no_copy(
    published: tuple[str, str], named: tuple[tuple[str, ...], tuple[str, ...]], is_copy: bool
) -> None:
    texts = DISPATCH, DISPATCH.replace("Lyon", "Dijon").replace("Rhône", "Côte-d’Or")
    pair = [
        Print(name, sign(text), day, frozenset(who))
        for name, text, day, who in zip("ab", texts, published, named, strict=True)
    ]
    assert bool(find_copies(pair)) == is_copy


def test_short_texts_are_copies_only_when_they_are_the_same() -> None:
    flash = "Une explosion a fait plusieurs morts à Lyon lundi matin."
    assert not find_copies(prints(a=flash, b=f"{flash} Plus à venir."))
    assert find_copies(prints(a=flash, b=flash.upper()))
    assert not find_copies(prints(a="", b=""))


def test_signatures_are_the_same_everywhere() -> None:
    signature = sign("Une explosion a fait plusieurs morts à Lyon lundi matin.")
    assert signature.shingles == 7
    assert len(signature.hashes) == 28
    assert signature.hashes[:8].hex() == "e13ac703efbcf704"
    assert sign("une EXPLOSION a fait plusieurs morts, à Lyon (lundi matin)") == signature


def test_figures_are_exact() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    a, b = runs(DISPATCH), runs(edit(DISPATCH))
    (copy,) = find_copies(prints(a=DISPATCH, b=edit(DISPATCH)))
    assert copy == Copy("a", "b", round(len(a & b) / len(a | b), 2), round(len(a & b) / min(len(a), len(b)), 2))


def test_families_are_of_the_articles_asked_for() -> None:
    """Two dispatches that a round-up holds are one source with it, and two without it."""
    copies = pair_up([Copy("a", "r", 0.3, 0.9), Copy("b", "r", 0.3, 0.9)])
    assert count_sources("ab", copies) == (("a",), ("b",))
    assert count_sources("abr", copies) == (("a", "b", "r"),)
    assert count_sources("cr", copies) == (("c",), ("r",))


def test_an_empty_signature_is_nobodys_copy() -> None:
    empty = Print("a", Signature(0, sign("").hashes))
    assert not find_copies([empty, replace(empty, document="b")])
