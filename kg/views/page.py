"""One self-contained HTML page: styles and scripts inside, data as JSON, nothing fetched, nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from kg.schema import load_schema
from kg.views.account import Account, Entity, Fact
from kg.views.selection import measure_prominence

UNTYPED = {"fr": "autre", "en": "other"}
TEMPLATES = resources.files("kg.views") / "templates"


@cache
def read_template(name: str) -> str:
    """The text of a file in ``templates/``."""
    return (TEMPLATES / name).read_text("utf-8")


def render_page(view: str, title: str, data: Mapping[str, Any], scripts: Sequence[str]) -> str:
    """The page of ``view``: body and style from ``templates/VIEW.html`` and ``VIEW.css``; ``scripts`` are JavaScript.

    The Content-Security-Policy admits these very scripts by their SHA-256 and no request at all.
    """
    environment = Environment(loader=FunctionLoader(read_template), autoescape=True, keep_trailing_newline=True)
    return environment.get_template("page.html").render(
        title=title, body=Markup(read_template(f"{view}.html")),
        styles=[Markup(read_template("page.css")), Markup(read_template(f"{view}.css"))],
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(_hash(script) for script in scripts)), data=Markup(embed(data)))


def embed(data: Mapping[str, Any]) -> str:
    """JSON that is safe inside ``<script>``: ``<``, ``>``, ``&`` and the line separators are escaped."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def describe(account: Account) -> dict[str, Any]:
    """What every page knows: articles, entities, facts, the words of the interface and the labels of the schema."""
    schema = load_schema()
    titles = _titles(account)
    return {
        "articles": [asdict(article) for article in account.articles],
        "entities": [_entity(entity, titles.get(entity.id, ())) for entity in account.entities],
        "facts": [asdict(fact) for fact in account.facts],
        "strings": json.loads(read_template("strings.json")),
        "palette": json.loads(read_template("palette.json")),
        "labels": {
            "entities": {k: dict(v.label) for k, v in schema.entity_types.items()} | {"Entity": UNTYPED},
            "roles": {k: dict(v.label) for k, v in schema.roles.items()},
            "types": {k: dict(v.label) for k, v in schema.event_types.items()},
        },
    }


def title_of(account: Account) -> str:
    """The headline of the only article; without one, or for several articles, the four main named actors."""
    if len(account.articles) == 1 and account.articles[0].title:
        return account.articles[0].title
    prominence = measure_prominence(account)
    named = sorted((e for e in account.entities if e.named), key=lambda e: (-prominence[e.id], e.id))
    return ", ".join(entity.name for entity in named[:4]) or ", ".join(a.name for a in account.articles[:4]) or "kg"


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _entity(entity: Entity, titles: Sequence[str]) -> dict[str, Any]:
    return {"id": entity.id, "name": entity.name, "type": entity.type, "names": entity.names, "sameAs": entity.same_as,
            "named": entity.named, "titles": titles}


def _titles(account: Account) -> dict[str, tuple[str, ...]]:
    """The functions that facts give persons, in the order of the texts."""
    table: dict[str, dict[str, None]] = {}
    for fact in account.facts:
        for title in _titles_in(fact):
            for agent in fact.agents:
                table.setdefault(agent.node, {})[title] = None
    return {entity: tuple(titles) for entity, titles in table.items()}


def _titles_in(fact: Fact) -> list[str]:
    if fact.polarity == "negative" or fact.modality != "actual":
        return []
    return [p.text for p in fact.others if p.role == "title"]
