"""The choices of a run."""

from __future__ import annotations

import pytest

from kg.config import FORMATS, SUFFIXES, parse_formats
from kg.errors import ConfigError


@pytest.mark.parametrize(
    ("names", "formats"),
    [
        (["ttl"], ("ttl",)),
        (["html,ttl"], ("ttl", "html")),
        (["facts", "ttl, nq"], ("ttl", "nq", "facts")),
        (FORMATS, FORMATS),
    ],
)
def test_formats(names: list[str], formats: tuple[str, ...]) -> None:
    assert parse_formats(names) == formats


@pytest.mark.parametrize("names", [["zip"], ["ttl,TTL"], [], [","]])
def test_wrong_formats(names: list[str]) -> None:
    with pytest.raises(ConfigError, match="choose among ttl,trig,jsonld,nq,facts,html"):
        parse_formats(names)


def test_every_format_has_a_file_of_its_own() -> None:
    assert set(SUFFIXES) == set(FORMATS)
    assert len(set(SUFFIXES.values())) == len(FORMATS)
