"""A small corpus, and a spaCy pipeline that kills the process that reads certain words."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from pyoxigraph import Quad

import kg

PEOPLE = ("Jens Stoltenberg", "Volodymyr Zelensky", "Sébastien Lecornu", "Ursula von der Leyen", "Emmanuel Macron")
PLACES = ("Kiev", "Paris", "Bruxelles", "Berlin", "Varsovie", "Madrid", "Rome")


def sentence(number: int) -> str:
    one, other = PEOPLE[number % 5], PEOPLE[(number + 1 + number // 5 % 4) % 5]
    return f"{one} a rencontré {other} à {PLACES[number % 7]} le {number % 28 + 1} mars 2023."


def put_articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"article-{number:03d}.txt").write_text(f"{sentence(number)} La Russie accuse l'Ukraine.", "utf-8")
    return folder


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles of two sentences."""
    return put_articles(tmp_path_factory.mktemp("corpus") / "articles", 12)


@pytest.fixture(scope="session")
def expected(articles: Path) -> set[Quad]:
    """What the articles state, read one by one by ``kg.build``."""
    return set(kg.build(*sorted(articles.glob("*.txt"))).quads)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several chunks for each worker."""
    monkeypatch.setattr("kg.jobs.run.ARTICLES_A_CHUNK", 4)


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An installed pipeline: kg's own, but it kills its process at "Poison", and at the first "Accident" it meets."""
    package = tmp_path / "installed" / "fr_deadly"
    info = tmp_path / "installed" / "fr_deadly-1.0.dist-info"
    package.mkdir(parents=True)
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fr-deadly\nVersion: 1.0\n", "utf-8")
    (info / "RECORD").write_text("fr_deadly/__init__.py,,\n", "utf-8")
    (package / "__init__.py").write_text(
        textwrap.dedent(f"""
        import os, signal
        from pathlib import Path
        from spacy.language import Language
        from kg.analysis import load_pipeline

        @Language.component("death")
        def death(doc):
            done = Path({str(tmp_path / "accident")!r})
            accident = "Accident" in doc.text and not done.exists()
            if accident:
                done.touch()
            if accident or "Poison" in doc.text:
                os.kill(os.getpid(), signal.SIGKILL)
            return doc

        def load(**options):
            nlp = load_pipeline("fr")
            nlp.add_pipe("death")
            return nlp
        """),
        "utf-8",
    )
    monkeypatch.syspath_prepend(str(package.parent))
    return "fr_deadly"
