"""Source: an article as it stands in a file, not yet converted to text."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.document import Document, Metadata, make_document
from kg.errors import InputError
from kg.readers.conversion import convert


@dataclass(frozen=True, slots=True)
class Source:
    """One article. ``origin`` says where it stands ("news.jsonl, line 12"), ``kind`` is a key of ``CONVERTERS``.

    ``size`` is how many bytes of its file it takes up, so that progress can be told.
    """

    name: str
    origin: str
    content: bytes
    kind: str = "text"
    metadata: Metadata = field(default_factory=Metadata)
    size: int = 0

    def to_document(self, overrides: Metadata) -> Document:
        """The article as a document; ``overrides`` win over its metadata, and those over what its content says.

        Raises InputError, which begins with ``origin``; LanguageError for a language that kg does not read;
        MissingExtra when the content needs a library that is not installed.
        """
        text, found = convert(self.kind, self.content, self.origin, self.metadata.url)
        metadata = found.overridden_by(self.metadata).overridden_by(overrides)
        try:
            return make_document(self.name, text, metadata)
        except InputError as error:
            raise type(error)(f"{self.origin}{str(error).removeprefix(self.name)}") from error


def name_after(path: Path) -> str:
    """What an article is called that stands alone in the file ``path``."""
    return "stdin" if str(path) == "-" else path.stem
