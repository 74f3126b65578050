"""Records → sources: which field of a row is the text, the title and so on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from kg.document import parse_metadata
from kg.errors import ConfigError, InputError
from kg.readers.source import Source

TEXT, NAME = "text", "name"
METADATA = ("title", "url", "publisher", "author", "language", "published")
KNOWN = (TEXT, NAME, *METADATA)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FieldMap:
    """Field of kg → field of the file; those that it does not name are called alike in both."""

    names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def column(self, name: str) -> str:
        """What the field ``name`` of kg is called in the file."""
        return self.names.get(name, name)


def parse_fields(pairs: Iterable[str]) -> FieldMap:
    """The map that pairs such as ``text=body`` give. Raises ConfigError for a field that kg does not know."""
    names: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals or not column or name not in KNOWN:
            raise ConfigError(f"--field {pair}: write KG_FIELD=YOUR_FIELD; fields of kg are {', '.join(KNOWN)}.")
        names[name] = column
    return FieldMap(MappingProxyType(names))


def make_source(row: Mapping[str, object], fields: FieldMap, name: str, origin: str, size: int) -> Source:
    """The article in a row; it is called by its name field, else by its address, else ``name``. Raises InputError."""
    text = row.get(fields.column(TEXT))
    if not isinstance(text, str):
        shown = ", ".join(map(repr, row)) or "none"
        raise InputError(
            f"{origin}: no text in the field {fields.column(TEXT)!r} (fields: {shown}); name it with --field text=…"
        )
    values = {key: row[fields.column(key)] for key in METADATA if row.get(fields.column(key)) not in (None, "")}
    metadata = parse_metadata(values, origin)
    given = row.get(fields.column(NAME)) or row.get("id")
    if isinstance(given, (str, int)) and str(given).strip():
        name = str(given).strip()
    elif metadata.url:
        name = name_after_url(metadata.url)
    return Source(name, origin, text.encode("utf-8", "surrogatepass"), "text", metadata, size)


def name_after_url(url: str) -> str:
    """A name for the article at ``url``: host and path, as ``lemonde.fr-politique-article-2023``."""
    parts = urlsplit(url)
    path = re.sub(r"\.(html?|php|aspx?)$", "", parts.path, flags=re.IGNORECASE)
    words = re.split(r"[^\w.]+", f"{(parts.hostname or '').removeprefix('www.')}/{path}/{parts.query}")
    return "-".join(word for word in words if word)[:_LONGEST_NAME]
