"""Facts written down by hand, from phrases that stand in a document."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Document
from kg.facts import Argument, Attribution, Entity, Fact, Facts, Node, Provenance, Quantity, Span
from kg.iris import digest, entity_iri, fact_iri


class Scribe:
    """Makes facts of a document by hand, from phrases that stand in it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def find(self, phrase: str, after: str = "") -> Span:
        """The first place of ``phrase`` that does not lie before the first place of ``after``."""
        start = self.document.text.index(phrase, self.document.text.index(after))
        return Span(start, start + len(phrase))

    def node(self, phrase: str, name: str | None = None, after: str = "", common: bool = False) -> Node:
        """``phrase`` as a node; ``name`` is that of its entity, None when it was not resolved."""
        span = self.find(phrase, after)
        entity = None if name is None else entity_iri(name, self.document.name if common else None)
        return Node(phrase, span, span.start_char, entity)

    def entity(self, type_: str, name: str, *names: str, common: bool = False) -> Entity:
        iri = entity_iri(name, self.document.name if common else None)
        return Entity(iri, type_, name, (name, *names), named=not common)

    def fact(self, type_: str, predicate: str, evidence: str, cue: str, **fields: object) -> Fact:
        span, word = self.find(evidence), self.find(cue, evidence)
        provenance = Provenance(span, word, "clauses", "active")
        iri = fact_iri(self.document.name, predicate, digest(type_, span.start_char, span.end_char))
        fact = Fact(iri, type_, predicate, (), (), provenance)
        return replace(fact, **fields)  # type: ignore[arg-type]

    def write_seed(self) -> Facts:
        stoltenberg = self.node("Jens Stoltenberg", "Jens Stoltenberg")
        zelensky = self.node("Volodymyr Zelensky", "Volodymyr Zelensky")
        ukraine = self.node("Ukraine", "Ukraine", "L’Ukraine a déclaré")
        killed = self.fact(
            "Kill",
            "tuer",
            "avoir tué le commandant de la flotte, l’amiral Viktor Sokolov",
            "tué",
            agents=(ukraine,),
            patients=(self.node("Viktor Sokolov", "Viktor Sokolov"),),
            attributions=(Attribution(ukraine, self.find("affirmé", "Mais il a également")),),
        )
        facts = (
            self.fact(
                "Meet",
                "rencontrer",
                "Jens Stoltenberg rencontré le président Volodymyr Zelensky",
                "rencontré",
                agents=(stoltenberg,),
                patients=(zelensky,),
                arguments=(
                    Argument("time", self.node("jeudi"), "2023-09-28"),
                    Argument("topic", self.node("état de la guerre")),
                ),
            ),
            self.fact(
                "Accuse",
                "accuser",
                "La Russie accuse les alliés occidentaux de l’Ukraine",
                "accuse",
                agents=(self.node("Russie", "Russie"),),
                patients=(
                    self.node("alliés occidentaux de l’Ukraine", "alliés occidentaux de l’Ukraine", common=True),
                ),
            ),
            self.fact(
                "Supply",
                "fournir",
                "Missiles Storm Shadow fournis à l’Ukraine par le Royaume-Uni et la France",
                "fournis",
                agents=(self.node("Royaume-Uni", "Royaume-Uni"), self.node("France", "France", "Royaume-Uni et")),
                patients=(self.node("Missiles Storm Shadow"),),
                arguments=(Argument("recipient", self.node("Ukraine", "Ukraine", "fournis à l’")),),
            ),
            self.fact(
                "Supply",
                "fournir",
                "l’OTAN avait des contrats pour 2,4 milliards d’euros",
                "contrats",
                agents=(self.node("OTAN", "OTAN", "déclaré que l’OTAN"),),
                patients=(self.node("munitions", "munitions", "de munitions", common=True),),
                arguments=(
                    Argument("recipient", self.node("Ukraine", "Ukraine", "munitions pour l’")),
                    Argument("quantity", self.node("2,4 milliards d’euros"), Quantity(2.4e9, "EUR")),
                ),
                attributions=(
                    Attribution(
                        self.node("Stoltenberg", "Jens Stoltenberg", "Stoltenberg a déclaré que l’OTAN"),
                        self.find("a déclaré", "Stoltenberg a déclaré que l’OTAN"),
                    ),
                ),
            ),
            self.fact(
                "Say",
                "affirmer",
                "il a également affirmé",
                "affirmé",
                agents=(self.node("il", "Ukraine", "Mais il"),),
                content=(killed.id,),
            ),
            killed,
            self.fact(
                "Join",
                "rejoindre",
                "l’Ukraine à rejoindre l’OTAN",
                "rejoindre",
                modality="intended",
                agents=(self.node("Ukraine", "Ukraine", "Zelensky a poussé"),),
                patients=(self.node("OTAN", "OTAN", "rejoindre l’OTAN"),),
                attributions=(Attribution(zelensky, self.find("poussé")),),
            ),
            self.fact(
                "Invite",
                "inviter",
                "n’ont pas lancé d’invitation au pays",
                "invitation",
                polarity="negative",
                agents=(self.node("membres de l’alliance", "OTAN"),),
                patients=(self.node("pays", "Ukraine", "invitation au"),),
            ),
        )
        entities = (
            self.entity("Person", "Jens Stoltenberg", "Stoltenberg", "secrétaire général de l’OTAN"),
            self.entity("Person", "Volodymyr Zelensky", "Zelensky", "Zelenskyy"),
            self.entity("Person", "Viktor Sokolov"),
            self.entity("Country", "Ukraine"),
            self.entity("Country", "Russie"),
            self.entity("Country", "Royaume-Uni"),
            self.entity("Country", "France"),
            self.entity("Organization", "OTAN", "membres de l’alliance"),
            self.entity("Group", "alliés occidentaux de l’Ukraine", common=True),
            self.entity("Product", "munitions", common=True),
        )
        return Facts(self.document.name, entities, facts)
