"""Wire copy: articles that repeat one text, with small edits, are one source.

A text is the set of its runs of four words (*shingles*, Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900), kept
as hashes. Candidates come from MinHash signatures and locality-sensitive hashing (library ``datasketch``), and are
compared exactly. Two articles are copies when the Jaccard index of their sets is ``ALIKE`` or more, or when ``HELD`` or
more of the shorter one stands in the longer one; and when nothing speaks against it: they were published within
``DAYS`` days, and the shorter one names no actors and places that the other one lacks (what programs write of every
commune or match day is alike in all but these).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Literal

WORDS = 4
PERMUTATIONS = 128
SEED = 1
SCHEME: Literal["affine32"] = "affine32"
ALIKE = 0.5
HELD = 0.8
SHORTEST = 20
"""Shingles; shorter texts are copies only when they are the same."""
DAYS = 3
NAMED_TOO = 0.7
"""Least share of the named entities of one article that the other one names too."""
_BANDS = (42, 3)
"""Of the hashing: 99.6 % of the pairs with a Jaccard index of .5 are found, 48 % of those with .25."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Signature:
    """``shingles`` is how many there are, ``hashes`` 32 bits of each, sorted, as little-endian numbers."""

    shingles: int
    hashes: bytes


@dataclass(frozen=True, slots=True)
class Print:
    """What tells copies: an article's signature, its day (ISO 8601 or "") and the IRIs of its named entities."""

    document: str
    signature: Signature
    published: str = ""
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """Two articles of one text: their Jaccard index, and the share of the shorter one that the longer one holds."""

    document: str
    other: str
    alike: float
    held: float


def sign(text: str) -> Signature:
    """The signature of a text: the same on every machine."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))} if words else set()
    hashes = {int.from_bytes(blake2b(run.encode("utf-8"), digest_size=4).digest(), "little") for run in runs}
    return Signature(len(hashes), b"".join(number.to_bytes(4, "little") for number in sorted(hashes)))


def find_copies(prints: Iterable[Print]) -> tuple[Copy, ...]:
    """Every pair of articles that are copies, sorted. Memory grows with the number of articles: some 10 kB each."""
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    every = {p.document: p for p in prints if p.signature.shingles}
    index = MinHashLSH(num_perm=PERMUTATIONS, params=_BANDS)
    found = []
    for name in sorted(every):
        minhash = MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=SCHEME, hashfunc=int)
        hashes = np.frombuffer(every[name].signature.hashes, dtype="<u4")
        minhash.update_batch(hashes.tolist())
        for other in sorted(index.query(minhash)):
            theirs = np.frombuffer(every[other].signature.hashes, dtype="<u4")
            shared = len(np.intersect1d(hashes, theirs, assume_unique=True))
            if (copy := _compare(every[other], every[name], shared)) is not None:
                found.append(copy)
        index.insert(name, minhash)
    return tuple(sorted(found))


def _compare(a: Print, b: Print, shared: int) -> Copy | None:
    sizes = sorted((a.signature.shingles, b.signature.shingles))
    alike, held = shared / (sum(sizes) - shared), shared / sizes[0]
    if sizes[0] < SHORTEST and alike < 1.0:
        return None
    if alike < ALIKE and held < HELD:
        return None
    if a.published and b.published:
        if abs(date.fromisoformat(a.published) - date.fromisoformat(b.published)).days > DAYS:
            return None
    few, many = sorted((a.named, b.named), key=len)
    if few and len(few & many) < NAMED_TOO * len(few):
        return None
    return Copy(a.document, b.document, round(alike, 2), round(held, 2))


def count_sources(documents: Iterable[str], copies: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """The independent sources among ``documents``: those tied by copies are one. Sorted, each sorted.

    ``copies`` are the copies of each article. Two short dispatches that a third article holds are one source together
    with it, but two without it; so the families are of these documents, not of the whole store.
    """
    waiting, families = sorted(set(documents)), []
    left = set(waiting)
    for start in waiting:
        if start not in left:
            continue
        family, ahead = {start}, [start]
        left.remove(start)
        while ahead:
            for other in copies.get(ahead.pop(), ()):
                if other in left:
                    left.remove(other)
                    family.add(other)
                    ahead.append(other)
        families.append(tuple(sorted(family)))
    return tuple(families)


def pair_up(copies: Sequence[Copy]) -> dict[str, tuple[str, ...]]:
    """The copies of each article."""
    table: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        table[copy.document].add(copy.other)
        table[copy.other].add(copy.document)
    return {document: tuple(sorted(others)) for document, others in table.items()}
