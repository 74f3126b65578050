"""The sheets: which entity types, event types and roles exist, with the words that express them.

``entities.toml`` and ``roles.toml`` hold entity types and roles; every file in ``events/`` holds one group of event and
relation types (``speech.toml``, ``conflict.toml``, …), one table a type. CONTRIBUTING.md explains the fields.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import SchemaError

FOLDER = Path(__file__).parent
SLOT_ROLES = frozenset({"agent", "patient", "reciprocal"})
MODALITIES = frozenset({"actual", "future", "possible", "conditional", "intended", "necessary"})


@dataclass(frozen=True, slots=True)
class Content:
    """How facts in the complement of a predicate stand: their modality, and whether its agent is their source.

    ``modality`` "" keeps the complement's own; ``none`` drops the complement ("refuser de", "empêcher de"), ``denied``
    denies it ("nier avoir volé").
    """

    modality: str = ""
    attributed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One way a predicate takes its participants.

    ``lemma`` as in the sheet ("accuser", "s'engager", "mettre fin", "attaque"); ``slots`` maps a syntactic slot
    (``subject``, ``object``, ``noun`` for the noun of a phrase, or a preposition) to a role (``agent``, ``patient``,
    ``reciprocal`` or a role of roles.toml). ``needs`` are slots that must be filled, ``objects`` and ``subjects``
    lemmas of which the object or subject must have one ("@Person" stands for people, by name or noun), for the frame to
    apply; "infinitive" among ``needs`` asks for a bare infinitive, "à infinitive" for one behind "à". ``control`` is
    the slot whose filler is the subject of an infinitive complement ("" = object, else recipient, else subject).
    """

    lemma: str
    type: str
    slots: Mapping[str, str]
    needs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    control: str = ""
    content: Content = Content()

    @property
    def specificity(self) -> int:
        """Frames with more conditions are tried first."""
        return 2 * len(self.needs) + 3 * bool(self.objects) + 3 * bool(self.subjects)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a sheet. ``none``: no fact of the type may come out of it; else its marked roles must."""

    type: str
    text: str
    none: bool = False


@dataclass(frozen=True, slots=True)
class EntityType:
    name: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    name: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event or relation; ``property`` is the local name of its plain triple ("accuses").

    ``transitive`` types say nothing without a patient ("X supplies" what?): an active clause that names none gives no
    fact.
    """

    name: str
    group: str
    plover: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    property: str
    property_label: Mapping[str, str]
    content: Content
    transitive: bool
    verbs: tuple[Frame, ...]
    nouns: tuple[Frame, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """All sheets, read and checked, with the lexicon of one language."""

    lang: str
    entity_types: Mapping[str, EntityType]
    roles: Mapping[str, Role]
    event_types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]

    def plover(self, event_type: str) -> str:
        return self.event_types[event_type].plover


@cache
def load_schema(lang: str = "fr") -> Schema:
    """Read and check every sheet. Raises SchemaError naming file, table and field."""
    entity_types = {
        k: EntityType(k, **_texts(k, v), same_as=tuple(v.get("same_as", ())))
        for k, v in _read(FOLDER / "entities.toml").items()
    }
    roles = {
        k: Role(k, **_texts(k, v), same_as=tuple(v.get("same_as", ()))) for k, v in _read(FOLDER / "roles.toml").items()
    }
    event_types: dict[str, EventType] = {}
    for sheet in list_sheets():
        for name, table in _read(sheet).items():
            where = f"{sheet.name}: [{name}]"
            if name in event_types:
                raise SchemaError(f"{where}: the type stands in another sheet too. Keep one of them.")
            event_types[name] = _event_type(where, name, sheet.stem, table, lang, roles)
    return Schema(
        lang,
        entity_types,
        roles,
        event_types,
        _by_lemma(f for t in event_types.values() for f in t.verbs),
        _by_lemma(f for t in event_types.values() for f in t.nouns),
    )


def list_sheets() -> tuple[Path, ...]:
    """The sheets of event types, by name."""
    return tuple(sorted((FOLDER / "events").glob("*.toml")))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SchemaError(f"sheet {path.name}: {error}. Correct the TOML file.") from error


def _texts(where: str, table: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    for field in ("label", "definition"):
        if set(table.get(field, {})) < {"fr", "en"}:
            raise SchemaError(f"{where}: {field} needs fr and en, found {table.get(field)!r}. Add them.")
    return {"label": table["label"], "definition": table["definition"]}


def _event_type(
    where: str, name: str, group: str, table: Mapping[str, Any], lang: str, roles: Mapping[str, Role]
) -> EventType:
    words = table.get(lang, {})
    content = _content(where, table.get("content", {}))
    slots = {"subject": "agent", "object": "patient", **words.get("slots", {})}
    noun_slots = words.get("noun_slots", {})
    for field in ("property", "property_label"):
        if not table.get(field):
            raise SchemaError(f"{where}: {field} is missing. Add it.")
    return EventType(
        name=name,
        group=group,
        plover=table.get("plover", ""),
        **_texts(where, table),
        property=table["property"],
        property_label=table["property_label"],
        content=content,
        transitive=bool(table.get("transitive")),
        verbs=tuple(_frame(where, name, entry, slots, content, roles) for entry in words.get("verbs", ())),
        nouns=tuple(_frame(where, name, entry, noun_slots, content, roles) for entry in words.get("nouns", ())),
        examples=tuple(Example(name, e["text"], bool(e.get("none"))) for e in words.get("examples", ())),
    )


def _content(where: str, table: Mapping[str, Any]) -> Content:
    modality = table.get("modality", "")
    if modality and modality not in MODALITIES | {"none", "denied"}:
        allowed = ", ".join((*sorted(MODALITIES), "none", "denied"))
        raise SchemaError(f"{where}: content modality {modality!r}; allowed: {allowed}.")
    return Content(modality, bool(table.get("attributed")))


def _frame(
    where: str,
    event_type: str,
    entry: str | Mapping[str, Any],
    default: Mapping[str, str],
    content: Content,
    roles: Mapping[str, Role],
) -> Frame:
    """A sheet writes ``"tuer"`` or ``{ lemma = "accuser", de = "topic", control = "object" }``."""
    if isinstance(entry, str):
        return Frame(entry, event_type, default, content=content)
    fields = dict(entry)
    lemma = fields.pop("lemma", "")
    if not lemma:
        raise SchemaError(f'{where}: an entry has no lemma: {entry!r}. Add lemma = "…".')
    own = {k: tuple(fields.pop(k, ())) for k in ("needs", "objects", "subjects")}
    control = fields.pop("control", "")
    if "content" in fields:
        content = _content(f"{where} {lemma}", fields.pop("content"))
    for slot, role in fields.items():
        if role and role not in SLOT_ROLES and role not in roles:
            raise SchemaError(
                f"{where} {lemma}: slot {slot!r} has unknown role {role!r}; allowed: agent, patient, "
                f"reciprocal, {', '.join(roles)}."
            )
    slots = {k: v for k, v in {**default, **fields}.items() if v}
    return Frame(lemma, event_type, slots, own["needs"], own["objects"], own["subjects"], control, content)


def _by_lemma(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    table: dict[str, list[Frame]] = {}
    for frame in frames:
        table.setdefault(frame.lemma, []).append(frame)
    return {k: tuple(sorted(v, key=lambda f: -f.specificity)) for k, v in table.items()}
