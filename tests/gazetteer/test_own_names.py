"""Names of a user's own file reach the entities of a build."""

from __future__ import annotations

from pathlib import Path

from kg.document import make_document
from kg.pipeline import build


def test_own_names_type_and_link_entities(tmp_path: Path) -> None:
    names = tmp_path / "mine.toml"
    names.write_text('[Organization]\n"Zorblax SA" = { names = ["Zorblax"], wikidata = "Q1" }\n', "utf-8")
    article = make_document("z", "La Russie accuse Zorblax.\n")
    graph = build(article, gazetteers=[names])
    (entity,) = [e for e in graph.statements[0].entities if e.name == "Zorblax"]
    assert (entity.type, entity.same_as) == ("Organization", ("http://www.wikidata.org/entity/Q1",))
