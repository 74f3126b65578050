"""The articles of a store told again under other names: the same actors in many graphs, as in any large store."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode, QueryBoolean, RdfFormat, Store

from kg.rdf.vocabulary import NAMESPACES

_ARTICLE = re.compile(r"/(seed|communique)(?=[/>])")
_COPY = re.compile(r"(?<=seed|ique)-\d{4}")
_SEEN = NamedNode("urn:seen")


def tell_again(store: Store, copies: int) -> Store:
    """Each article of the sample ``copies`` times: facts and phrases of its own, actors and publishers shared."""
    text = store.dump(format=RdfFormat.N_QUADS)
    assert text is not None
    repeated = Store()
    for copy in range(copies):
        renamed = _ARTICLE.sub(lambda found, copy=copy: f"/{found[1]}-{copy:04d}", text.decode("utf-8"))  # type: ignore[misc]
        repeated.bulk_load(renamed.encode("utf-8"), format=RdfFormat.N_QUADS)
    return repeated


def forget_copy(cell: str) -> str:
    """``fact:seed-0017/tuer-21f051a9`` → ``fact:seed/tuer-21f051a9``."""
    return _COPY.sub("", cell)


def count_rows(store: Store, query: str) -> int:
    """How many rows an engine meets on the way to the answer: those of every ``STR`` and of the outer WHERE."""
    met = 0

    def see(term: object) -> object:
        nonlocal met
        met += 1
        return Literal(term.value) if isinstance(term, NamedNode | Literal) else None

    body = query[query.index("WHERE") :]
    outer = re.split(r"^(?:GROUP|ORDER|LIMIT) ", body, flags=re.MULTILINE)[0]
    prologue = "".join(line for line in query.splitlines(keepends=True) if line.startswith("PREFIX"))
    for text in (query, f"{prologue}SELECT * {outer}"):
        results = store.query(
            text.replace("STR(", f"{_SEEN}("),
            prefixes=dict(NAMESPACES),
            use_default_graph_as_union=True,
            custom_functions={_SEEN: see},  # type: ignore[dict-item]
        )
        assert not isinstance(results, QueryBoolean)
        met += len(list(results))
    return met
