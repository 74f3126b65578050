"""Every named query, asked on the sample graph: its answer by value."""

from __future__ import annotations

from collections import Counter

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.errors import SchemaError
from kg.graph import Graph
from kg.query import ask, bind, load_queries
from kg.query.catalogue import parse_query
from kg.query.rendering import render, rows_of
from tests.query.recurrence import count_rows, forget_copy, tell_again

STRUCK = "Russie – frapper – port d’Odessa [rapporté]"
WORDS = "la Russie avait frappé le port d’Odessa"
F = "fact:communique/"
ANSWERS: dict[str, list[tuple[str, ...]]] = {
    "active-pairs": [
        ("France", "Ukraine", "2"),
        ("France", "Volodymyr Zelensky", "1"),
        ("Jens Stoltenberg", "Volodymyr Zelensky", "1"),
        ("Lituanie", "Pologne", "1"),
        ("OTAN", "Ukraine", "1"),
    ],
    "balance": [
        ("Russie", "alliés occidentaux de l’Ukraine", "0", "1", "-1"),
        ("Ukraine", "Viktor Sokolov", "0", "1", "-1"),
        ("France", "Volodymyr Zelensky", "1", "0", "1"),
        ("Jens Stoltenberg", "Volodymyr Zelensky", "1", "0", "1"),
        ("Lituanie", "Pologne", "1", "0", "1"),
        ("OTAN", "Ukraine", "1", "0", "1"),
        ("Pologne", "Ukraine", "1", "0", "1"),
        ("Royaume-Uni", "Ukraine", "1", "0", "1"),
        ("France", "Ukraine", "2", "0", "2"),
    ],
    "co-actors": [("France", "Volodymyr Zelensky", "1")],
    "contested": [
        ("Russie", "frapper", "port d’Odessa", "OTAN", "Russie", F + "frapper-f8ab7625", F + "frapper-c8ecdce7")
    ],
    "denials": [
        (
            "Russie",
            "Russie – frapper – port d’Odessa [nié]",
            "elle n’avait pas frappé le port d’Odessa",
            "communique",
            F + "frapper-c8ecdce7",
        ),
        (
            "",
            "OTAN – inviter – Ukraine [nié]",
            "n’ont pas lancé d’invitation au pays",
            "seed",
            "fact:seed/inviter-8a4eb094",
        ),
    ],
    "events-between": [
        (
            "2023-09-28",
            "2023-09-28",
            "Jens Stoltenberg – rencontrer – Volodymyr Zelensky",
            "asserted",
            "seed",
            "fact:seed/rencontrer-8b58cc27",
        ),
        ("2023-09-29", "2023-09-29", STRUCK, "reported", "communique", F + "frapper-f8ab7625"),
        ("2023-09-30", "2023-09-30", "France – fournir – missiles", "asserted", "communique", F + "fournir-31ebbccf"),
    ],
    "facts-about": [
        (
            "Ukraine – tuer – Viktor Sokolov [rapporté]",
            "patient",
            "reported",
            "Ukraine",
            "seed",
            "fact:seed/tuer-21f051a9",
        )
    ],
    "sources": [
        (
            "seed",
            "2023-09-28",
            "Associated Press",
            "",
            "Ukraine",
            "avoir tué le commandant de la flotte, l’amiral Viktor Sokolov",
            "2465",
            "2526",
        )
    ],
    "timeline": [
        (
            "2023-09-28",
            "2023-09-28",
            "Jens Stoltenberg – rencontrer – Volodymyr Zelensky",
            "patient",
            "asserted",
            "fact:seed/rencontrer-8b58cc27",
        )
    ],
    "who-did-what": [
        ("Russie", "accuser", "alliés occidentaux de l’Ukraine", "asserted", "", "fact:seed/accuser-e0994358"),
        ("Russie", "frapper", "port d’Odessa", "reported", "OTAN", F + "frapper-f8ab7625"),
    ],
    "who-said": [
        ("OTAN", STRUCK, "Russie", "reported", WORDS, F + "frapper-f8ab7625"),
        ("OTAN", STRUCK, "port d’Odessa", "reported", WORDS, F + "frapper-f8ab7625"),
    ],
    "who-supplies": [
        ("France", "Missiles Storm Shadow", "Ukraine", "asserted", "", "fact:seed/fournir-ceac4c64"),
        ("France", "missiles", "Ukraine", "asserted", "", F + "fournir-31ebbccf"),
        ("OTAN", "munitions", "Ukraine", "reported", "Jens Stoltenberg", "fact:seed/fournir-d4a689d2"),
        ("Royaume-Uni", "Missiles Storm Shadow", "Ukraine", "asserted", "", "fact:seed/fournir-ceac4c64"),
    ],
}
TABLES = sorted(name for name in load_queries() if name != "relations")
COPIES = 100
NUMBERS = {"facts", "cooperation", "conflict", "balance"}


@pytest.fixture(scope="module")
def crowded_store(sample_store: Store) -> Store:
    return tell_again(sample_store, COPIES)


@pytest.mark.parametrize("name", TABLES)
def test_answer_on_the_sample(name: str, sample_store: Store) -> None:
    query = load_queries()[name]
    results = ask(sample_store, name, query.example)
    assert isinstance(results, QuerySolutions)
    assert [variable.value for variable in results.variables] == list(query.columns)
    assert list(rows_of(results)) == ANSWERS[name]


def test_relations_are_rdf(sample_store: Store) -> None:
    turtle = render(ask(sample_store, "relations", {"actor": "Russie"}), "ttl")
    assert "kg:accuses <https://kg.example/entity/seed/alliés_occidentaux_de_l_Ukraine>" in turtle
    assert "said:attacks <https://kg.example/entity/communique/port_d_Odessa>" in turtle
    assert turtle.count("rdfs:label") == 3


@pytest.mark.parametrize(
    ("name", "arguments", "rows"),
    [
        ("who-did-what", {"type": "ASSAULT", "status": "reported"}, 2),
        ("who-did-what", {"type": "economy,Attack", "status": "denied"}, 1),
        ("who-did-what", {"target": "entity:OTAN", "status": "unreal"}, 1),
        ("who-said", {"about": "Viktor Sokolov"}, 1),
        ("events-between", {"to": "2023-09-27"}, 1),
        ("events-between", {}, 4),
        ("active-pairs", {"limit": "0"}, 0),
        ("balance", {"actor": "france"}, 2),
        ("denials", {"actor": "OTAN"}, 1),
        ("contested", {"actor": "OTAN"}, 0),
        ("co-actors", {"actor": "Lituanie", "status": "asserted"}, 1),
    ],
)
def test_parameters_narrow_the_answer(name: str, arguments: dict[str, str], rows: int, sample_store: Store) -> None:
    results = ask(sample_store, name, arguments)
    assert isinstance(results, QuerySolutions)
    assert len(list(results)) == rows


def test_two_articles_that_state_the_same_count_once(sample_graph: Graph) -> None:
    """The labels of France and Ukraine stand in both graphs; pyoxigraph finds each twice in the union of graphs."""
    table = sample_graph.query("active-pairs", limit="1")
    assert table.values.tolist() == [["France", "Ukraine", "2"]]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", TABLES)
def test_actors_of_many_articles(name: str, sample_store: Store, crowded_store: Store) -> None:
    """Articles told a hundred times give each row a hundred times, or a number a hundred times as large."""
    arguments = {**load_queries()[name].example, **({"limit": "1000"} if name == "active-pairs" else {})}
    expected = _total(sample_store, name, arguments)
    copies = COPIES
    if name == "sources":
        arguments, copies = {"fact": "seed-0017/tuer-21f051a9"}, 1
    assert _total(crowded_store, name, arguments) == {row: copies * number for row, number in expected.items()}


def _total(store: Store, name: str, arguments: dict[str, str]) -> dict[tuple[str, ...], int]:
    """Row without its numbers → how often, and row with the name of a number → their sum."""
    results = ask(store, name, arguments)
    assert isinstance(results, QuerySolutions)
    columns = [variable.value for variable in results.variables]
    numbers = [i for i, column in enumerate(columns) if column in NUMBERS]
    total: Counter[tuple[str, ...]] = Counter()
    for row in rows_of(results):
        cells = tuple(forget_copy(cell) for i, cell in enumerate(row) if i not in numbers)
        for i in numbers:
            total[(*cells, columns[i])] += int(row[i])
        total[cells] += not numbers
    return dict(total)


@pytest.mark.parametrize("name", load_queries())
def test_work_grows_no_faster_than_the_store(name: str, sample_store: Store) -> None:
    """An actor's labels and classes stand in the graph of every article: joined as they are, they multiply the rows."""
    query = load_queries()[name]
    rows = []
    for copies in (2, 4):
        store = tell_again(sample_store, copies)
        arguments = {"fact": "seed-0001/tuer-21f051a9"} if name == "sources" else query.example
        rows.append(count_rows(store, bind(query, arguments, store)))
    assert rows[1] <= 2 * rows[0]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("SELECT * {}\n", "question"),
        ("# question = \nSELECT * {}\n", "header"),
        ('# question = { fr = "a" }\n# [columns]\nSELECT * {}\n', "needs fr and en"),
        ('# question = { fr = "a", en = "b" }\n# [columns]\nSELECT * { ?s ?p $o }\n', "parameters"),
        (
            '# question = { fr = "a", en = "b" }\n# [columns]\n# [parameters]\n# o = { kind = "x", text = "" }\n$o\n',
            "kind",
        ),
        ('# question = { fr = "a", en = "b" }\n# example = { o = "" }\n# [columns]\nASK { }\n', "no parameters"),
    ],
)
def test_unsound_headers_are_named(source: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        parse_query("made-up", source)
