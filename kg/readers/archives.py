"""Feeds (RSS, Atom) and web archives (WARC): many articles a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.document import LARGEST_FILE, Metadata, parse_metadata
from kg.errors import InputError
from kg.readers.extras import load_extra
from kg.readers.fields import FieldMap, name_after_url
from kg.readers.source import Source

LARGEST_FEED = 50_000_000


def read_feed(path: Path, _: FieldMap) -> Iterator[Source | InputError]:
    """The entries of an RSS or Atom file, with what they say themselves: the content, else the summary.

    Raises MissingExtra without feedparser.
    """
    feedparser = load_extra("feedparser", path, "readers")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the name and its permissions.") from error
    if len(data) > LARGEST_FEED:
        raise InputError(f"{path}: larger than {LARGEST_FEED:,} bytes, the most for one feed; split it.")
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        problem = feed.get("bozo_exception", "no entries")
        yield InputError(
            f"{path}: holds no articles that a feed reader finds ({problem}); check that it is RSS or Atom."
        )
    for number, entry in enumerate(feed.entries, 1):
        origin = f"{path}, entry {number}"
        try:
            metadata = parse_metadata(dict(_describe_entry(entry, feed.feed)), origin)
        except InputError as error:
            yield error
            continue
        contents = [part.get("value", "") for part in entry.get("content", [])]
        text = max([*contents, entry.get("summary", "")], key=len)
        name = name_after_url(metadata.url) if metadata.url else f"{path.stem}-{number:07d}"
        yield Source(name, origin, text.encode("utf-8"), "fragment", metadata, len(data) // len(feed.entries))


def _describe_entry(entry: Any, feed: Any) -> Iterator[tuple[str, object]]:
    for key, value in (("title", entry.get("title")), ("url", entry.get("link")), ("author", entry.get("author"))):
        if value and (key != "url" or value.startswith(("http://", "https://"))):
            yield key, value
    if publisher := feed.get("title"):
        yield "publisher", publisher
    if when := entry.get("published_parsed") or entry.get("updated_parsed"):
        yield "published", dt.date(*when[:3])


def read_warc(path: Path, _: FieldMap) -> Iterator[Source | InputError]:
    """The HTML pages of a web archive that were answered with 200. Raises MissingExtra without warcio."""
    archives = load_extra("warcio.archiveiterator", path, "readers")
    broken = load_extra("warcio.exceptions", path, "readers").ArchiveLoadFailed
    try:
        with path.open("rb") as file:
            records = archives.ArchiveIterator(file)
            place = 0
            for record in records:
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                if record.rec_type != "response" or not _is_page(record) or not url.startswith(("http://", "https://")):
                    continue
                origin = f"{path}, {url}"
                content = record.content_stream().read(LARGEST_FILE + 1)
                if len(content) > LARGEST_FILE:
                    yield InputError(f"{origin}: larger than {LARGEST_FILE:,} bytes, the most for one article.")
                    continue
                size, place = file.tell() - place, file.tell()
                try:
                    metadata = parse_metadata({"url": url}, origin)
                except InputError:
                    metadata = Metadata()
                yield Source(name_after_url(url), origin, content, "html", metadata, size)
    except OSError as error:
        yield InputError(f"{path}: cannot be read ({error.strerror or error}); check the name and its permissions.")
    except (broken, EOFError) as error:
        yield InputError(f"{path}: is no sound web archive ({error}); what stands before the damage was read.")


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    return headers is not None and headers.get_statuscode() == "200" and "html" in kind
