"""Contents that hold no article."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.readers.conversion import convert


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("html", b"", "no article was found"),
        ("pdf", b"%PDF-1.4 cut off", "cannot be read as PDF"),
        ("fragment", b"  ", "is empty"),
        ("text", b"\x89PNG\0", "a PNG image"),
    ],
)
def test_no_article(kind: str, content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        convert(kind, content, "here", None)
    assert str(caught.value).startswith("here")


def test_unsound_metadata_of_a_page_is_left_out() -> None:
    body = "".join(
        f"<p>Le ministre a rencontré son homologue numéro {n} à Paris pour parler de la paix.</p>" for n in range(9)
    )
    page = f"""<html><head><title>Visite</title><meta property="og:url" content="javascript:alert(1)">
    <meta property="article:published_time" content="hier"></head><body><article>{body}</article></body></html>"""
    text, metadata = convert("html", page.encode(), "here", None)
    assert text.count("ministre") == 9
    assert metadata.url is None
    assert metadata.published is None
