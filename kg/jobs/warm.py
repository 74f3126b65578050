"""What a process that reads articles needs, loaded when this module is imported.

The server from which workers are forked imports it once, so that any number of workers costs one load, they share
its memory, and one that takes the place of a killed one starts at once.
"""

from __future__ import annotations

from contextlib import suppress

from kg.document import make_document
from kg.errors import KgError
from kg.graph import Graph
from kg.interpretation import interpret


def load_everything() -> None:
    """Read a sentence as a worker would; what is missing, the workers will say."""
    with suppress(KgError):
        for document, facts in interpret(
            [make_document("warm", "Le ministre a visité Paris.")], None, (), lambda _: None
        ):
            Graph((document,), (facts,)).validate()


load_everything()
