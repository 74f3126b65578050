"""Facts as plain dictionaries, one a line of ``NAME.facts.jsonl``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.document import Document
from kg.facts import Argument, Entity, Fact, Facts, Node, Quantity

Record = dict[str, Any]


def make_records(document: Document, facts: Facts) -> Iterator[Record]:
    """First the entities, then the facts. A fact with several agents or patients makes one record a pair, of one id."""
    entities = {entity.id: entity for entity in facts.entities}
    for entity in facts.entities:
        yield _entity_record(document.name, entity)
    for fact in facts.facts:
        for agent, patient in fact.pairs():
            yield _fact_record(document.name, fact, agent, patient, entities)


def phrase(node: Node, entities: Mapping[str, Entity]) -> str:
    """What to call a node: its phrase if the entity goes by that name (a pronoun is none), else the entity's name."""
    entity = entities.get(node.entity or "")
    return node.text if entity is None or node.text in entity.names else entity.name


def _entity_record(document: str, entity: Entity) -> Record:
    return {
        "record": "entity",
        "document": document,
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "names": [name for name in entity.names if name != entity.name],
        "same_as": list(entity.same_as),
    }


def _fact_record(
    document: str, fact: Fact, agent: Node | None, patient: Node | None, entities: Mapping[str, Entity]
) -> Record:
    evidence = fact.provenance.evidence
    return {
        "record": "fact",
        "document": document,
        "id": fact.id,
        "type": fact.type,
        "predicate": fact.predicate,
        "subject": _node_record(agent, entities),
        "object": _node_record(patient, entities),
        "roles": [_role_record(argument, entities) for argument in fact.arguments],
        "content": list(fact.content),
        "attributed_to": [_node_record(attribution.source, entities) for attribution in fact.attributions],
        "polarity": fact.polarity,
        "modality": fact.modality,
        "evidence": {"start": evidence.start_char, "end": evidence.end_char},
    }


def _node_record(node: Node | None, entities: Mapping[str, Entity]) -> Record | None:
    return None if node is None else {"id": node.entity, "text": phrase(node, entities)}


def _role_record(argument: Argument, entities: Mapping[str, Entity]) -> Record:
    record = {"role": argument.role, "id": argument.node.entity, "text": phrase(argument.node, entities)}
    if isinstance(argument.value, Quantity):
        return {**record, "value": {"number": argument.value.number, "unit": argument.value.unit}}
    return record if argument.value is None else {**record, "value": argument.value}
