"""One self-contained HTML page: styles and scripts inside, data as JSON, nothing fetched, nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader
from markupsafe import Markup

from kg.schema import load_schema
from kg.views.account import Account, Entity, Fact
from kg.views.selection import measure_prominence

ALONE: Mapping[str, str] = MappingProxyType({})
"""No pages beside this one."""
UNTYPED = {"fr": "autre", "en": "other"}
TEMPLATES = resources.files("kg.views") / "templates"


@cache
def read_template(name: str) -> str:
    """The text of a file in ``templates/``."""
    return (TEMPLATES / name).read_text("utf-8")


@cache
def read_strings() -> dict[str, dict[str, str]]:
    """The words of the interface, by language."""
    strings: dict[str, dict[str, str]] = json.loads(read_template("strings.json"))
    return strings


@cache
def read_palette() -> dict[str, dict[str, Any]]:
    """Shapes and colours: ``entities`` by type, ``lines`` by standing, each [fill, line] or line for light and dark."""
    palette: dict[str, dict[str, Any]] = json.loads(read_template("palette.json"))
    return palette


def style_of(entity_type: str) -> dict[str, Any]:
    """Shape and colours of an entity type; those of an untyped entity for a type of other sheets."""
    styles = read_palette()["entities"]
    style: dict[str, Any] = styles.get(entity_type, styles["Entity"])
    return style


def render_page(template: str, data: Mapping[str, Any], scripts: Sequence[str], before: Sequence[str] = ()) -> str:
    """The page of ``data`` (see ``describe``) with ``TEMPLATE.html`` and ``TEMPLATE.css`` of ``templates/``.

    ``scripts`` are names of files there; ``before`` is JavaScript that runs first. The Content-Security-Policy admits
    these very scripts by their SHA-256 and no request at all.
    """
    texts = [*before, *map(read_template, scripts)]
    environment = Environment(loader=FunctionLoader(read_template), autoescape=True, keep_trailing_newline=True)
    return environment.get_template(f"{template}.html").render(
        title=data["title"],
        view=data["view"],
        data=Markup(embed(data)),
        styles=[Markup(read_template("page.css")), Markup(read_template(f"{template}.css"))],
        scripts=[Markup(text) for text in texts],
        script_hashes=Markup(" ".join(map(hash_script, texts))),
    )


def embed(data: Mapping[str, Any]) -> str:
    """JSON that is safe inside ``<script>``: ``<``, ``>``, ``&`` and the line separators are escaped."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def describe(account: Account, view: str, beside: Mapping[str, str] = ALONE) -> dict[str, Any]:
    """What every page knows: articles, entities, facts, the words of the interface and the labels of the schema.

    ``beside`` are the other pages, to be linked: view (or "index") → relative address.
    """
    schema = load_schema()
    titles = _titles(account)
    numbers = {"node": number(e.id for e in account.entities), "article": number(a.id for a in account.articles)}
    return {
        "view": view,
        "title": title_of(account),
        "beside": list(beside.items()),
        "articles": [asdict(replace(article, text="")) for article in account.articles],
        "entities": [_entity(entity, titles.get(entity.id, ())) for entity in account.entities],
        "facts": [make_row(fact, numbers) for fact in account.facts],
        "strings": read_strings(),
        "palette": read_palette(),
        "labels": {
            "entities": {k: dict(v.label) for k, v in schema.entity_types.items()} | {"Entity": UNTYPED},
            "roles": {k: dict(v.label) for k, v in schema.roles.items()},
            "types": {k: dict(v.label) for k, v in schema.event_types.items()},
        },
    }


def make_plain(value: Any) -> Any:
    """A dataclass as a dictionary, like ``asdict`` but quick, and without the fields that are empty."""
    if isinstance(value, tuple):
        return [make_plain(item) for item in value]
    if not is_dataclass(value):
        return value
    slots: tuple[str, ...] = getattr(value, "__slots__", ())
    found = ((name, getattr(value, name)) for name in slots)
    return {name: make_plain(content) for name, content in found if content or content == 0}


def make_row(value: Any, numbers: Mapping[str, Mapping[str, int]]) -> list[Any]:
    """A dataclass as the list of its fields in their order, without the empty ones at its end; ``page.js`` reads it.

    ``numbers`` are, by field, those of known ids, which stand for the ids: large pages were mostly names of fields, and
    IRIs.
    """
    row: list[Any] = []
    for name in type(value).__slots__:
        content = getattr(value, name)
        if isinstance(content, tuple):
            content = [make_row(item, numbers) if is_dataclass(item) else item for item in content]
        elif is_dataclass(content):
            content = make_row(content, numbers)
        elif name in numbers:
            content = numbers[name].get(content, content)
        row.append(content)
    while row and (row[-1] is False or row[-1] in ("", [])):
        row.pop()
    return row


def number(ids: Iterable[str]) -> dict[str, int]:
    """The place of each id among ``ids``."""
    return {one: i for i, one in enumerate(ids)}


def title_of(account: Account) -> str:
    """The headline of the only article; without one, or for several articles, the four main named actors."""
    if len(account.articles) == 1 and account.articles[0].title:
        return account.articles[0].title
    prominence = measure_prominence(account)
    named = sorted((e for e in account.entities if e.named), key=lambda e: (-prominence[e.id], e.id))
    return ", ".join(entity.name for entity in named[:4]) or ", ".join(a.name for a in account.articles[:4]) or "kg"


def hash_script(script: str) -> str:
    """The source of a Content-Security-Policy that admits this very script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _entity(entity: Entity, titles: Sequence[str]) -> list[Any]:
    """What ``page.js`` reads as id, name, type, named, names, sameAs, titles."""
    row: list[Any] = [entity.id, entity.name, entity.type, int(entity.named), entity.names, entity.same_as, titles]
    while row[-1] == ():
        row.pop()
    return row


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
