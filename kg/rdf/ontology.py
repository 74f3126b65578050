"""The ontology, made from the sheets of ``kg/schema`` and the fixed terms of ``terms.toml``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from kg import iris
from kg.errors import SchemaError
from kg.rdf.terms import Term, Vocabulary, load_vocabulary
from kg.rdf.vocabulary import RDF_TYPE, term
from kg.schema import EventType, Schema

_PROPERTY_KINDS = {"": "AnnotationProperty", "xsd": "DatatypeProperty", "rdf": "DatatypeProperty"}
"""By the prefix of the range."""
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")


def describe_ontology(schema: Schema) -> tuple[Triple, ...]:
    """Classes, properties and individuals with French and English labels, tied to SEM, PROV-O, schema.org and SKOS.

    Raises SchemaError when two sheets give one name to two things, or a name cannot stand in an IRI.
    """
    vocabulary = load_vocabulary()
    check_names(schema, vocabulary)
    return (
        *_describe_header(),
        *(t for c in vocabulary.classes.values() for t in _describe_class(c)),
        *(t for i in vocabulary.individuals.values() for t in _describe_individual(i)),
        *(t for p in vocabulary.properties.values() for t in _describe_property(p)),
        *_describe_entity_types(schema),
        *_describe_roles(schema, vocabulary),
        *(t for g in group_names(schema) for t in _describe_group(g, vocabulary)),
        *(t for e in schema.event_types.values() for t in _describe_event_type(e)),
    )


def group_names(schema: Schema) -> tuple[str, ...]:
    return tuple(sorted({event_type.group for event_type in schema.event_types.values()}))


def group_class(group: str) -> str:
    """Local name of the class of a group: ``conflict`` → ``ConflictFact``."""
    return f"{group[:1].upper()}{group[1:]}Fact"


def group_property(group: str) -> str:
    """Local name of the relation that those of a group are kinds of: ``conflict`` → ``conflictRelation``."""
    return f"{group}Relation"


def check_names(schema: Schema, vocabulary: Vocabulary) -> None:
    """Raises SchemaError when a local name is not one, or means two things."""
    own = (vocabulary.classes, vocabulary.individuals, vocabulary.properties)
    groups = group_names(schema)
    minted = (map(group_class, groups), map(group_property, groups))
    sheets = (schema.entity_types, schema.roles, schema.event_types, *minted)
    names = Counter(name for table in (*own, *sheets) for name in table)
    names.update(event_type.property for event_type in schema.event_types.values())
    for name, times in sorted(names.items()):
        if not _LOCAL_NAME.fullmatch(name):
            raise SchemaError(f"name {name!r}: only letters A–Z and digits may stand in a name. Rename it.")
        if times > 1:
            raise SchemaError(f"name {name!r} is used for {times} types, properties or roles. Rename all but one.")
    for group in group_names(schema):
        if group not in vocabulary.groups:
            raise SchemaError(f"events/{group}.toml: the group has no label. Add one to [groups] in kg/rdf/terms.toml.")


def _describe_header() -> Iterator[Triple]:
    node = NamedNode(iris.ONTOLOGY.removesuffix("#"))
    yield Triple(node, RDF_TYPE, term("owl:Ontology"))
    yield from _label(node, {"fr": "Ontologie de kg", "en": "Ontology of kg"})
    yield from _define(
        node,
        {
            "fr": "Qui fait quoi à qui, quand, où, et qui le dit, d’après des articles de presse.",
            "en": "Who does what to whom, when, where, and who says so, according to news articles.",
        },
    )


def _describe_class(class_: Term) -> Iterator[Triple]:
    node = term(f"kg:{class_.name}")
    yield Triple(node, RDF_TYPE, term("owl:Class"))
    yield from _label(node, class_.label)
    yield from _define(node, class_.definition)
    for broader in class_.broader:
        yield Triple(node, term("rdfs:subClassOf"), term(broader))


def _describe_individual(individual: Term) -> Iterator[Triple]:
    node = term(f"kg:{individual.name}")
    yield Triple(node, RDF_TYPE, term("owl:NamedIndividual"))
    yield Triple(node, RDF_TYPE, term(f"kg:{individual.of}"))
    yield from _label(node, individual.label)
    yield from _define(node, individual.definition)


def _describe_property(property_: Term) -> Iterator[Triple]:
    node = term(f"kg:{property_.name}")
    prefix = property_.range.partition(":")[0]
    kind = _PROPERTY_KINDS.get(prefix, "ObjectProperty")
    yield Triple(node, RDF_TYPE, term(f"owl:{kind}"))
    yield from _label(node, property_.label)
    yield from _define(node, property_.definition)
    for predicate, value in (("rdfs:domain", property_.domain), ("rdfs:range", property_.range)):
        if value:
            yield Triple(node, term(predicate), term(value))
    for broader in property_.broader:
        yield Triple(node, term("rdfs:subPropertyOf"), term(broader))


def _describe_entity_types(schema: Schema) -> Iterator[Triple]:
    for entity_type in schema.entity_types.values():
        yield from _describe_class(
            Term(entity_type.name, entity_type.label, entity_type.definition, ("kg:Entity", *entity_type.same_as))
        )


def _describe_roles(schema: Schema, vocabulary: Vocabulary) -> Iterator[Triple]:
    for role in schema.roles.values():
        yield from _describe_property(
            Term(role.name, role.label, role.definition, role.same_as, "kg:Fact", vocabulary.role_range(role.name))
        )


def _describe_group(group: str, vocabulary: Vocabulary) -> Iterator[Triple]:
    node, label = term(f"kg:{group_class(group)}"), vocabulary.groups[group]
    yield Triple(node, RDF_TYPE, term("owl:Class"))
    yield Triple(node, term("rdfs:subClassOf"), term("kg:Fact"))
    yield from _label(node, {"fr": f"fait ({label['fr']})", "en": f"fact ({label['en']})"})
    own, said = (term(f"{prefix}:{group_property(group)}") for prefix in ("kg", "said"))
    yield from _describe_relation(own, {"fr": f"relation ({label['fr']})", "en": f"relation ({label['en']})"})
    words = {"fr": f"dit-on : relation ({label['fr']})", "en": f"is said to: relation ({label['en']})"}
    yield from _describe_relation(said, words)
    yield Triple(own, term("rdfs:subPropertyOf"), said)


def _describe_event_type(event_type: EventType) -> Iterator[Triple]:
    """The class, and its two properties: ``kg:`` for what is asserted, ``said:`` for what is reported."""
    class_, own, said = (
        term(f"{prefix}:{name}")
        for prefix, name in (("kg", event_type.name), ("kg", event_type.property), ("said", event_type.property))
    )
    yield from _describe_class(
        Term(event_type.name, event_type.label, event_type.definition, (f"kg:{group_class(event_type.group)}",))
    )
    yield Triple(class_, term("kg:property"), own)
    if event_type.plover:
        yield Triple(class_, term("kg:plover"), Literal(event_type.plover))
    for property_, label in (
        (own, event_type.property_label),
        (
            said,
            {
                "fr": f"dit-on : {event_type.property_label['fr']}",
                "en": f"is said to: {event_type.property_label['en']}",
            },
        ),
    ):
        yield from _describe_relation(property_, label)
    yield Triple(own, term("rdfs:subPropertyOf"), said)
    for prefix, property_ in (("kg", own), ("said", said)):
        yield Triple(property_, term("rdfs:subPropertyOf"), term(f"{prefix}:{group_property(event_type.group)}"))


def _describe_relation(property_: NamedNode, label: Mapping[str, str]) -> Iterator[Triple]:
    yield Triple(property_, RDF_TYPE, term("owl:ObjectProperty"))
    yield Triple(property_, term("rdfs:domain"), term("kg:Entity"))
    yield Triple(property_, term("rdfs:range"), term("kg:Entity"))
    yield from _label(property_, label)


def _label(node: NamedNode, words: Mapping[str, str]) -> Iterator[Triple]:
    for lang in sorted(words):
        yield Triple(node, term("rdfs:label"), Literal(words[lang], language=lang))


def _define(node: NamedNode, words: Mapping[str, str]) -> Iterator[Triple]:
    for lang in sorted(words):
        yield Triple(node, term("skos:definition"), Literal(words[lang], language=lang))
