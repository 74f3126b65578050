"""Document: one article as text with its metadata, and the readers that make one.

``Document.text`` is what ``Path(path).read_text("utf-8")`` returns: line ends are ``\\n``, nothing else is changed (a
byte order mark stays), so offsets of evidence hold for anybody who opens the file in the usual way.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import InputError, LanguageError
from kg.lang import languages
from kg.layout import Dateline, Paragraph, cut_dateline, find_dateline, find_paragraphs

__all__ = [
    "Dateline",
    "Document",
    "Metadata",
    "Paragraph",
    "decode_text",
    "make_document",
    "parse_metadata",
    "read_content",
    "read_document",
    "read_sidecar",
]

DEFAULT_LANGUAGE = "fr"
LARGEST_FILE = 1_000_000
"""Bytes. No article comes near; a spaCy pipeline takes one million characters at most."""

FEWEST_WORDS_TO_IDENTIFY = 10
LANGUAGE_MARGIN = 5.0
"""How much better another language must fit, in log-likelihood over the square root of the length in bytes (the
calibration of py3langid). On 1364 French articles and notes no text reached 1; ordinary English news lies above 10."""

FILE_SIGNATURES = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF; extract its text first, for example with pdftotext",
    b"PK\x03\x04": "a ZIP archive or an office document; save it as plain text first",
    b"\xd0\xcf\x11\xe0": "an office document; save it as plain text first",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"\xff\xfe": "UTF-16 text; save it as UTF-8, for example with iconv -f utf-16 -t utf-8",
    b"\xfe\xff": "UTF-16 text; save it as UTF-8, for example with iconv -f utf-16 -t utf-8",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article from outside its text; None where nothing is. ``language`` is a code ("fr")."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published: dt.date | None = None

    def overridden_by(self, other: Metadata) -> Metadata:
        """These metadata with every value that ``other`` gives instead."""
        values = {field.name: getattr(other, field.name) for field in fields(other)}
        return replace(self, **{name: value for name, value in values.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Document:
    """One article. Offsets of everything found in it are characters of ``text``."""

    name: str
    text: str
    metadata: Metadata
    paragraphs: tuple[Paragraph, ...]
    dateline: Dateline | None = None

    @property
    def language(self) -> str:
        """Code of the language pack that reads it."""
        return self.metadata.language or DEFAULT_LANGUAGE


def make_document(name: str, text: str, metadata: Metadata | None = None) -> Document:
    """A document from text in memory.

    Raises InputError when the text is empty, is not in the language it should be, or has no language pack.
    """
    metadata = metadata or Metadata()
    lang = metadata.language or DEFAULT_LANGUAGE
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputError(f"{name}: the article is empty; give a file with the text of an article.")
    if lang not in languages():
        raise LanguageError(
            f"{name}: no language pack {lang!r}; there is: {', '.join(languages())}. Set --language to one of them."
        )
    _check_language(name, text, lang)
    paragraphs = find_paragraphs(text, lang)
    dateline = find_dateline(text, paragraphs, lang)
    return Document(name, text, metadata, cut_dateline(paragraphs, dateline, text), dateline)


def read_document(path: Path | str, *, overrides: Metadata | None = None) -> Document:
    """The article in the file ``path`` ("-" is standard input), with the metadata of the sidecar ``NAME.meta.toml``.

    ``overrides`` win over the sidecar. Raises InputError, naming the file and what to do, for a file that is missing,
    empty, not UTF-8 text, larger than a million bytes or in another language, and for a broken sidecar.
    """
    source = Path(path)
    data = read_content(source)
    metadata = Metadata() if str(path) == "-" else read_sidecar(source)
    name = "stdin" if str(path) == "-" else source.stem
    text = decode_text(data, str(path))
    try:
        return make_document(name, text, metadata.overridden_by(overrides or Metadata()))
    except InputError as error:
        raise type(error)(f"{path}{str(error).removeprefix(name)}") from error


def read_content(path: Path) -> bytes:
    """The bytes of a file with one article, or of standard input ("-"). Raises InputError."""
    if str(path) == "-":
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
    elif path.is_dir():
        raise InputError(f"{path}: is a folder; name the articles in it, for example {path}/*.txt.")
    else:
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise InputError(
                f"{path}: cannot be read ({error.strerror}); check the name and its permissions."
            ) from error
    if len(data) > LARGEST_FILE:
        raise InputError(
            f"{path}: larger than {LARGEST_FILE:,} bytes, the most for one article; split it into one file an article."
        )
    return data


def decode_text(data: bytes, where: str) -> str:
    """The text of a file, line ends as ``\\n``. Raises InputError when it is not UTF-8 text."""
    for signature, kind in FILE_SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"{where}: is not plain text but {kind}.")
    if b"\0" in data:
        raise InputError(f"{where}: is not plain text (it holds a zero byte); give the text of the article in UTF-8.")
    if data[:200].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        raise InputError(f"{where}: is a web page (HTML); give the text of the article alone.")
    try:
        return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", errors="strict").read()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, _locate_error(data)) + 1
        raise InputError(
            f"{where}, line {line}: not UTF-8 (byte 0x{error.object[error.start]:02x}); "
            "convert it, for example with: iconv -f latin1 -t utf-8."
        ) from error


def _locate_error(data: bytes) -> int:
    """Offset of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def read_sidecar(path: Path) -> Metadata:
    """Metadata from ``NAME.meta.toml`` beside ``NAME.txt``; empty when there is none. Raises InputError."""
    sidecar = path.with_name(f"{path.stem}.meta.toml")
    try:
        content = sidecar.read_text("utf-8")
    except FileNotFoundError:
        return Metadata()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{sidecar}: cannot be read ({error}); save it as UTF-8 text or remove it.") from error
    try:
        values = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = line[1] if line else content.count("\n") + 1
        raise InputError(f"{sidecar}, line {number}: not valid TOML ({error}); correct that line.") from error
    return parse_metadata(values, str(sidecar))


def parse_metadata(values: Mapping[str, object], where: str) -> Metadata:
    """Metadata from untrusted values. Raises InputError for an unknown key or a value of the wrong kind."""
    known = [field.name for field in fields(Metadata)]
    for key in values:
        if key not in known:
            raise InputError(f"{where}: unknown key {key!r}; known are {', '.join(known)}. Correct or remove it.")
    texts = {key: _parse_text(value, f"{where}: {key}") for key, value in values.items() if key != "published"}
    published = values.get("published")
    metadata = Metadata(**texts, published=None if published is None else parse_date(published, where))
    if metadata.url is not None:
        _check_url(metadata.url, where)
    if metadata.language is None:
        return metadata
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", metadata.language):
        raise InputError(f'{where}: language {metadata.language!r} is no language code; write it like "fr".')
    return replace(metadata, language=metadata.language.split("-")[0].lower())


def _parse_text(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{where} is {value!r}; write a text in quotes, or remove the key.")
    return " ".join(value.split())


def parse_date(value: object, where: str) -> dt.date:
    """A date from a TOML date or an ISO 8601 text such as ``2023-09-28`` or ``2023-09-28T10:00:00+02:00``."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value)).date()
    except ValueError as error:
        raise InputError(f"{where}: published is {value!r}; write a date as YYYY-MM-DD.") from error


def _check_url(url: str, where: str) -> None:
    try:
        parts = urlsplit(url)
        sound = (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and not re.search(r'[\s<>"{}|\\^`\x00-\x20]', url)
        )
    except ValueError:
        sound = False
    if not sound:
        raise InputError(f"{where}: url is {url!r}; write a web address that begins with https:// or http://.")


def _check_language(name: str, text: str, lang: str) -> None:
    """Raises InputError when another language fits the text far better than ``lang``."""
    if len(text.split()) < FEWEST_WORDS_TO_IDENTIFY:
        return
    import py3langid

    ranking = py3langid.rank(text)
    best, score = ranking[0]
    margin = (score - dict(ranking)[lang]) / math.sqrt(len(text.encode()))
    if margin > LANGUAGE_MARGIN:
        raise LanguageError(
            f"{name}: the text looks like {best!r}, not {lang!r}; give articles in {lang!r}, or set --language."
        )
