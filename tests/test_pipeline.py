"""The whole way, from text to files, with the real parser."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import kg
from kg.config import FORMATS, SUFFIXES
from kg.errors import ConfigError, InputError, KgError, LexiconError
from kg.facts import Facts

MEETING = "Jens Stoltenberg a rencontré Volodymyr Zelensky jeudi à Kiev."
VISIT = "Sébastien Lecornu a visité Kiev jeudi."


def put(folder: Path, **articles: str) -> list[Path]:
    paths = []
    for name, text in articles.items():
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def test_text_in_memory() -> None:
    graph = kg.build(kg.make_document("rencontre", MEETING))
    (fact,) = (fact for fact in graph.facts if fact.predicate == "rencontrer")
    assert (fact.type, fact.status) == ("Meet", "asserted")
    assert [node.text for node in (*fact.agents, *fact.patients)] == ["Jens Stoltenberg", "Volodymyr Zelensky"]


def test_same_input_same_bytes(tmp_path: Path) -> None:
    (path,) = put(tmp_path, rencontre=MEETING)
    for folder in ("one", "two"):
        kg.build(path, output=tmp_path / folder, published="2023-09-28")
    for kind in FORMATS:
        name = f"rencontre{SUFFIXES[kind]}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_order_and_company_do_not_change_an_article(tmp_path: Path) -> None:
    paths = put(tmp_path, a=MEETING, b=VISIT)
    kg.build(*paths, output=tmp_path / "ab", formats=("nq",))
    kg.build(*reversed(paths), output=tmp_path / "ba", formats=("nq",))
    kg.build(paths[0], output=tmp_path / "alone", formats=("nq",))
    assert (tmp_path / "ab" / "a.nq").read_bytes() == (tmp_path / "alone" / "a.nq").read_bytes()
    assert (tmp_path / "ab" / "all.nq").read_bytes() == (tmp_path / "ba" / "all.nq").read_bytes()
    assert not (tmp_path / "alone" / "all.nq").exists()


def test_all_holds_every_article(tmp_path: Path) -> None:
    kg.build(*put(tmp_path, a=MEETING, b=VISIT), output=tmp_path / "out", formats=("nq", "facts"))
    for suffix in (".nq", ".facts.jsonl"):
        parts = [(tmp_path / "out" / f"{name}{suffix}").read_text("utf-8").splitlines() for name in "ab"]
        everything = (tmp_path / "out" / f"all{suffix}").read_text("utf-8").splitlines()
        assert sorted(everything) == sorted(line for part in parts for line in part)


def test_publication_date_places_the_facts(tmp_path: Path) -> None:
    (path,) = put(tmp_path, rencontre=MEETING)

    def moments(published: dt.date | str | None) -> set[str]:
        records = kg.build(path, published=published).to_records()
        return {
            role["value"] for r in records for role in r.get("roles", ()) if "value" in role and role["role"] == "time"
        }

    assert moments(dt.date(2023, 9, 29)) == {"2023-09-28"}
    assert moments("2023-10-06") == {"2023-10-05"}
    assert not any(moment[:4].isdigit() for moment in moments(None))


def test_an_error_stops_a_call_unless_it_is_taken(tmp_path: Path) -> None:
    good, bad = put(tmp_path, good=MEETING, bad="")
    with pytest.raises(InputError, match="is empty"):
        kg.build(bad, good)
    taken: list[KgError] = []
    done: list[tuple[str, int]] = []

    def count(document: kg.Document, facts: Facts) -> None:
        done.append((document.name, len(facts.facts)))

    graph = kg.build(bad, good, on_error=taken.append, on_article=count)
    assert [type(error) for error in taken] == [InputError]
    assert done == [("good", len(graph.facts))]
    assert [document.name for document in graph.documents] == ["good"]


def test_names_must_differ(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (first,), (second,) = put(tmp_path, a=MEETING), put(tmp_path / "x", a=VISIT)
    with pytest.raises(InputError, match=r"is called 'a' too.*rename one"):
        kg.build(first, second)
    everything, other = put(tmp_path, all=MEETING, other=VISIT)
    with pytest.raises(InputError, match="'all' is the name of the files with all articles"):
        kg.build(everything, other)
    assert kg.build(everything).documents[0].name == "all"


def test_missing_model() -> None:
    with pytest.raises(LexiconError, match="pip install absent-model"):
        kg.build(kg.make_document("a", MEETING), model="absent_model")


def test_model_with_other_labels(tmp_path: Path) -> None:
    import spacy

    spacy.blank("fr").to_disk(tmp_path / "blank")
    with pytest.raises(LexiconError, match="no parser"):
        kg.build(kg.make_document("a", MEETING), model=str(tmp_path / "blank"))


def test_output_that_is_a_file(tmp_path: Path) -> None:
    (path,) = put(tmp_path, a=MEETING)
    with pytest.raises(ConfigError, match="cannot be written"):
        kg.build(path, output=path)


def test_article_without_facts(tmp_path: Path) -> None:
    (path,) = put(tmp_path, rien="___\n\nTous droits réservés.")
    graph = kg.build(path, output=tmp_path / "out")
    assert graph.facts == ()
    written = {file.name for file in (tmp_path / "out").iterdir()}
    assert written == {"index.html", "views", *(f"rien{suffix}" for suffix in SUFFIXES.values())}


def test_an_article_may_not_be_called_like_the_index(tmp_path: Path) -> None:
    (path,) = put(tmp_path, index=MEETING)
    with pytest.raises(InputError, match="'index' is the name of the page"):
        kg.build(path)


def test_records_are_json_lines(tmp_path: Path, seed_path: Path) -> None:
    graph = kg.build(seed_path, output=tmp_path, formats=("facts",))
    lines = (tmp_path / "seed.facts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == graph.to_records()
    assert {json.loads(line)["document"] for line in lines} == {"seed"}
