"""Supplies that a contract tells: "l'OTAN a des contrats pour 2,4 milliards d'euros de munitions pour l'Ukraine"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Draft, Role
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.tree import Word, labels_of
from kg.extract.words import preposition_of
from kg.lang import load_table

_BODIES = frozenset({"Country", "Organization", "Person", "Group"})


def contract_facts(readings: list[Reading], phraser: Phraser, lang: str) -> Iterator[Draft]:
    """An intended supply for every contract with goods and a named beneficiary."""
    table = load_table(lang, "contracts")
    for reading in readings:
        clause = reading.clause
        agents = reading.casting.agents
        if clause.lemma not in table["verbs"] or clause.voice != "active" or not agents or reading.silenced:
            continue
        contract = next((w for w in clause.objects if w.lemma in table["nouns"]), None)
        if contract is None or reading.polarity == "negative":
            continue
        behind = _complements(contract, reading, lang)
        goods = next(
            (
                w
                for p, w in behind
                if p in table["goods"]
                and w.lemma not in table["units"]
                and w.pos == "NOUN"
                and phraser.mention(w) is None
            ),
            None,
        )
        beneficiary = next(
            (
                w
                for p, w in behind
                if p in table["beneficiary"] and (m := phraser.mention(w)) is not None and m.type in _BODIES
            ),
            None,
        )
        if goods is not None and beneficiary is not None:
            draft = Draft(
                "Supply",
                "fournir",
                contract,
                "contract",
                f"contract {contract.lemma}",
                agents=list(agents),
                patients=[goods],
                modality="intended",
            ).stand_in(reading)
            draft.roles.append(Role("recipient", beneficiary))
            draft.evidence = [contract, goods, beneficiary]
            yield draft


def _complements(contract: Word, reading: Reading, lang: str) -> list[tuple[str, Word]]:
    """(preposition, head) of all complements below the contract, or of its clause and behind it, in text order."""
    labels = labels_of(lang)
    inside = set(contract.subtree())
    for preposition, word in reading.clause.obliques:
        if preposition and word.i > contract.i:
            inside.update(word.subtree())
    return [
        (p, w)
        for w in sorted(inside, key=lambda w: w.i)
        if w.i > contract.i and w.dep in labels.complement and (p := preposition_of(w, lang))
    ]
