"""The same bytes each time, and the same triples in every reader."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.document import Document
from kg.errors import ConfigError
from kg.facts import Facts
from kg.iris import ENTITY, ONTOLOGY
from kg.rdf.quads import to_quads
from kg.rdf.serialization import FORMATS, serialize_quads
from kg.schema import load_schema

RDFLIB_NAMES = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def quads(seed: Document, seed_facts: Facts) -> tuple[ox.Quad, ...]:
    return to_quads(seed, seed_facts, load_schema())


@pytest.mark.parametrize("kind", FORMATS)
def test_rdflib_and_oxigraph_read_the_same(quads: tuple[ox.Quad, ...], kind: str) -> None:
    text = serialize_quads(quads, kind)
    here = {str(q.triple) for q in ox.parse(text, format=FORMATS[kind])}
    assert here == {str(q.triple) for q in quads}
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=RDFLIB_NAMES[kind])
    there = [(s, p, o, g) for s, p, o, g in dataset.quads((None, None, None, None))]
    assert len(there) == len(quads)
    subjects = {str(s) for s, _, _, _ in there}
    assert subjects == {str(q.subject).strip("<>") for q in quads}
    literals = {(str(o), o.language) for _, _, o, _ in there if isinstance(o, rdflib.Literal)}
    assert literals == {(q.object.value, q.object.language) for q in quads if isinstance(q.object, ox.Literal)}
    if kind != "ttl":
        assert {str(g) for _, _, _, g in there} == {"https://kg.example/article/seed"}


@pytest.mark.parametrize("kind", FORMATS)
def test_order_of_the_quads_does_not_matter(quads: tuple[ox.Quad, ...], kind: str) -> None:
    shuffled = list(quads)
    random.Random(1).shuffle(shuffled)
    assert serialize_quads(shuffled + shuffled[:20], kind) == serialize_quads(quads, kind)


def test_same_bytes_in_other_processes(quads: tuple[ox.Quad, ...], tmp_path: Path) -> None:
    source = tmp_path / "seed.nq"
    source.write_text(serialize_quads(quads, "nq"), "utf-8")
    script = (
        "import sys, hashlib, pyoxigraph as ox\n"
        "from kg.rdf.serialization import FORMATS, serialize_quads\n"
        "quads = set(ox.parse(path=sys.argv[1], format=ox.RdfFormat.N_QUADS))\n"
        "print(hashlib.sha256(''.join(serialize_quads(quads, k) for k in FORMATS).encode()).hexdigest())\n"
    )
    here = hashlib.sha256("".join(serialize_quads(quads, kind) for kind in FORMATS).encode()).hexdigest()
    for hash_seed in ("0", "1", "4242"):
        result = subprocess.run(
            [sys.executable, "-c", script, str(source)],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.strip() == here


def test_turtle_is_readable(quads: tuple[ox.Quad, ...]) -> None:
    text = serialize_quads(quads, "ttl")
    prefixes = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "@prefix wd:" not in text
    assert "entity:Jens_Stoltenberg a kg:Entity , kg:Person ;\n" in text
    assert "\tkg:accuses here:alliés_occidentaux_de_l_Ukraine .\n" in text
    assert "\nfact:rencontrer-" in text
    assert text.endswith(" .\n")
    assert "\n\n\n" not in text


def test_several_articles_share_one_file(quads: tuple[ox.Quad, ...]) -> None:
    other = [ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode("https://kg.example/article/autre")) for q in quads]
    trig = serialize_quads([*quads, *other], "trig")
    assert len(list(ox.parse(trig, format=ox.RdfFormat.TRIG))) == 2 * len(quads)
    assert len(list(ox.parse(serialize_quads([*quads, *other], "ttl"), format=ox.RdfFormat.TURTLE))) == len(quads)
    dataset = rdflib.Dataset()
    dataset.parse(data=trig, format="trig")
    assert len(list(dataset.quads((None, None, None, None)))) == 2 * len(quads)


def test_unknown_format_is_an_error(quads: tuple[ox.Quad, ...]) -> None:
    with pytest.raises(ConfigError, match="ttl, trig, nq, jsonld"):
        serialize_quads(quads, "rdfxml")


def test_no_name_needs_a_backslash() -> None:
    """Virtuoso 7 reads a backslash as a part of the name; rdflib and pyoxigraph read both forms."""
    names = ("a/b", "U.S.", "%22x", "é/ç", "a_(b)", "plain")
    quads = [
        ox.Quad(ox.NamedNode(ENTITY + name), ox.NamedNode(ONTOLOGY + "cue"), ox.Literal(f'kg:a\\/b "{name}" \\'))
        for name in names
    ]
    text = serialize_quads(quads, "ttl")
    assert {t.triple for t in ox.parse(text, format=ox.RdfFormat.TURTLE)} == {quad.triple for quad in quads}
    assert f"<{ENTITY}a/b>" in text
    assert "entity:plain" in text
    assert not [line for line in text.splitlines() if "\\" in line.split(" ")[0]]
