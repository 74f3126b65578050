"""Views as files."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import run
from kg.errors import ConfigError
from kg.graph import Graph
from kg.store.corpus import finish, open_to_write
from kg.store.manifest import Article
from kg.store.shards import write_shard
from kg.views import VIEWS, render_view, write_gallery, write_pages, write_view
from tests.views.conftest import OpenPage


def test_the_index_leads_to_every_view(seed_graph: Graph, tmp_path: Path, open_page: OpenPage) -> None:
    paths = write_gallery(seed_graph.to_store(), tmp_path / "pages")
    assert {path.name for path in paths} == {"index.html", *(f"{name}.html" for name in VIEWS)}
    page = open_page(paths[0].read_text("utf-8")).page
    links = page.eval_on_selector_all("a", "all => all.map((a) => a.getAttribute('href'))")
    assert [paths[0].parent / link for link in links] == [*paths[1:]]
    assert all((paths[0].parent / link).exists() for link in links)


def test_pages_of_one_article_are_all_linked(seed_graph: Graph, tmp_path: Path, open_page: OpenPage) -> None:
    write_pages({"seed": seed_graph}, tmp_path)
    found = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.html")}
    assert found == {"index.html", "seed.html", *(f"views/seed/{name}.html" for name in VIEWS if name != "network")}
    for path in map(tmp_path.joinpath, sorted(found)):
        page = open_page(path.read_text("utf-8")).page
        links = page.eval_on_selector_all("a[href^='.']", "all => all.map((a) => a.getAttribute('href'))")
        links += page.eval_on_selector_all("#views a", "all => all.map((a) => a.getAttribute('href'))")
        assert {str((path.parent / link).resolve().relative_to(tmp_path)) for link in links} | {"index.html"} == found


def test_pages_of_several_articles(seed_graph: Graph, contested_graph: Graph, tmp_path: Path) -> None:
    both = Graph(seed_graph.documents + contested_graph.documents, seed_graph.statements + contested_graph.statements)
    write_pages({"seed": seed_graph, "contested": contested_graph, "all": both}, tmp_path)
    index = (tmp_path / "index.html").read_text("utf-8")
    assert index.index("2 articles") < index.index("<bdi>contested</bdi> ·") < index.index("<bdi>seed</bdi> ·")
    of_all = {path.stem for path in (tmp_path / "views" / "all").iterdir()}
    assert of_all == {*VIEWS} - {"network"}
    assert {path.name for path in (tmp_path / "views" / "seed").iterdir()} == {"article.html"}
    assert "a contribué à ce rapport" in (tmp_path / "views" / "seed" / "article.html").read_text("utf-8")


def test_the_index_keeps_the_articles_of_earlier_runs(
    seed_graph: Graph, contested_graph: Graph, tmp_path: Path, open_page: OpenPage
) -> None:
    write_pages({"seed": seed_graph}, tmp_path)
    write_pages({"contested": contested_graph}, tmp_path)
    index = (tmp_path / "index.html").read_text("utf-8")
    page = open_page(index).page
    assert [text.split(" ·")[0] for text in page.locator("section p").all_inner_texts()] == ["contested", "seed"]
    write_pages({"seed": seed_graph}, tmp_path)
    assert (tmp_path / "index.html").read_text("utf-8") == index
    (tmp_path / "seed.html").unlink()
    write_pages({"contested": contested_graph}, tmp_path)
    assert "seed" not in open_page((tmp_path / "index.html").read_text("utf-8")).page.locator("main").inner_text()


def test_pictures_are_of_networks_only(seed_graph: Graph, tmp_path: Path) -> None:
    assert write_view("events", seed_graph.to_store(), tmp_path / "e.png", "png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ConfigError, match="'map': no svg of it; pictures are made of events, network"):
        write_view("map", seed_graph.to_store(), tmp_path / "m.svg", "svg")


def test_a_folder_that_cannot_be_written_is_named(seed_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"file.*choose another --output"):
        write_view("claims", seed_graph.to_store(), tmp_path / "file" / "claims.html")


def test_command_draws_what_is_stored(seed_graph: Graph, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "seed.trig", tmp_path / "claims.html"
    source.write_text(seed_graph.to_trig(), "utf-8")
    assert run(["view", "claims", str(source), "-o", str(target)]) == 0
    assert target.read_text("utf-8") == render_view("claims", seed_graph.to_store())
    assert run(["view", "nothing", str(source), "-o", str(target)]) == 2
    assert run(["view", "claims", str(source), "-f", "gif"]) == 2
    assert run(["view", "claims", str(tmp_path / "absent.trig")]) == 1
    assert capsys.readouterr().err.count("\n") == 3


def test_command_draws_a_store_of_many_articles(seed_graph: Graph, tmp_path: Path) -> None:
    folder, target = tmp_path / "corpus", tmp_path / "claims.html"
    with open_to_write(folder) as manifest:
        shard = write_shard(folder, seed_graph.quads)
        assert shard is not None
        manifest.add(shard, [Article("seed", "digest", len(seed_graph.facts))])
        finish(folder, manifest)
    assert run(["view", "claims", str(folder), "-o", str(target)]) == 0
    assert target.read_text("utf-8") == render_view("claims", seed_graph.to_store())
