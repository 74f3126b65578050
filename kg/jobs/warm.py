"""What a process that reads articles needs, loaded when this module is imported.

The server from which workers are forked imports it once, so that any number of workers costs one load, they share
its memory, and one that takes the place of a killed one starts at once.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from kg.document import make_document
from kg.errors import KgError
from kg.graph import Graph
from kg.identity import gather_occurrences
from kg.identity.copies import sign
from kg.interpretation import interpret
from kg.store.merges import pack_occurrences

ALLOCATIONS = 50_000
"""How many new objects make the garbage collector look for cycles: those of some articles."""
ARTICLE = "Le ministre a visité Paris lundi 6 mars 2023. " * 5
"""Long enough for its language to be told."""


def load_everything() -> None:
    """Read a short article as a worker would; what is missing, the workers will say.

    What is there then stays, so the garbage collector need not look at it again (nor copy what workers share).
    """
    with suppress(KgError):
        for document, facts in interpret([make_document("warm", ARTICLE)], None, (), lambda _: None):
            Graph((document,), (facts,)).validate()
            pack_occurrences(gather_occurrences(document.name, facts, document.language))
            sign(document.text)
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS)


load_everything()
