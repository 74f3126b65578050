"""IRIs: readable, the same on each run, and safe whatever the text says.

Everything kg mints lies under ``BASE``. A name keeps its letters, digits, hyphens and full stops; spaces and
apostrophes become ``_``; all else is percent-encoded, so that no quotation mark, control character or
writing-direction mark of a hostile text gets into an IRI (RFC 3987 forbids the last two as well).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BASE = "https://kg.example/"
ONTOLOGY = BASE + "ontology#"
SAID = BASE + "said#"
ENTITY = BASE + "entity/"
FACT = BASE + "fact/"
ARTICLE = BASE + "article/"
EVIDENCE = BASE + "evidence/"
EVENT = BASE + "event/"
LINKS = BASE + "links"
"""The graph that says which entities are one actor; below it, one for each article where that holds in it alone."""
EVENT_LINKS = BASE + "links-events"
"""The graph that says which facts of several articles are of one event."""
COPY_LINKS = BASE + "links-copies"
"""The graph that says which articles repeat one text."""

_GAP = re.compile(r"[\s_'’ʼ]+")
_LONGEST = 100


@lru_cache(maxsize=1 << 14)
def slug(name: str) -> str:
    """``name`` as one segment of an IRI: "Jens Stoltenberg" → ``Jens_Stoltenberg``.

    Unicode NFC. Beyond 100 characters the rest is replaced by its digest. Raises ValueError when nothing is left of it.
    """
    joined = _GAP.sub("_", unicodedata.normalize("NFC", name)).strip("_")
    if not joined:
        raise ValueError(f"no IRI can be made of the name {name!r}: it has no visible character")
    if len(joined) > _LONGEST:
        joined = f"{joined[:_LONGEST]}-{digest(joined)}"
    safe = "".join(c if _is_plain(c) else _percent_encode(c) for c in joined)
    return safe if safe.strip(".") else safe.replace(".", "%2E") + "_"


def digest(*fields: str | int) -> str:
    """Eight hexadecimal digits that identify the ``fields`` (SHA-256), the same on every machine."""
    from hashlib import sha256

    return sha256("\x1f".join(map(str, fields)).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def article_iri(document: str) -> str:
    """The article called ``document``, which is also the name of its graph."""
    return ARTICLE + slug(document)


def publisher_iri(name: str) -> str:
    """Who publishes articles; apart from the entities that articles speak of."""
    return BASE + "publisher/" + slug(name)


def entity_iri(name: str, document: str | None = None) -> str:
    """The entity called ``name``; with ``document``, a common-noun node that lives inside that article."""
    return f"{ENTITY}{slug(document)}/{slug(name)}" if document is not None else ENTITY + slug(name)


def fact_iri(document: str, predicate: str, identity: str) -> str:
    """A fact, as ``…/fact/seed/rencontrer-3f9a1c0b``; ``identity`` is the ``digest`` of what sets it apart."""
    return f"{FACT}{slug(document)}/{slug(predicate)}-{identity}"


def event_iri(fact: str) -> str:
    """An event that several articles tell of, called after the first fact that tells of it."""
    return EVENT + fact.removeprefix(FACT)


def evidence_iri(document: str, start_char: int, end_char: int) -> str:
    """The stretch ``start_char:end_char`` of the text of ``document``."""
    return f"{EVIDENCE}{slug(document)}/{start_char}-{end_char}"


def _is_plain(character: str) -> bool:
    """Letters, marks and numbers of the planes that RFC 3987 admits, and ``-._``."""
    return character in "-._" or (unicodedata.category(character)[0] in "LMN" and ord(character) < 0xE0000)


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
