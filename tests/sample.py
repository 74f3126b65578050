"""The sample graph: what two articles state, written down by hand, so that no change of the reader moves an answer.

``python -m tests.sample`` writes ``tests/data/sample.trig``, which docs/cookbook.md asks.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kg.document import Metadata, make_document, read_document
from kg.facts import Argument, Attribution, Facts
from kg.graph import Graph
from tests.scribe import Scribe

DATA = Path(__file__).parent / "data"
PATH = DATA / "sample.trig"


def write_sample() -> Graph:
    """The seed article, and ``communique.txt``: a claim that is contested, a delivery, an agreement, over four days."""
    seed = read_document(DATA / "seed.txt")
    text = (DATA / "communique.txt").read_text("utf-8")
    metadata = Metadata(
        published=dt.date(2023, 10, 2), publisher="Le Quotidien", url="https://quotidien.example/communique"
    )
    other = make_document("communique", text, metadata)
    scribe = Scribe(other)
    return Graph((seed, other), (Scribe(seed).write_seed(), _write_communique(scribe)))


def _write_communique(scribe: Scribe) -> Facts:
    nato, russia = scribe.node("OTAN", "OTAN"), scribe.node("Russie", "Russie", "que la Russie")
    port = scribe.node("port d’Odessa", "port d’Odessa", common=True)
    struck = scribe.fact(
        "Attack",
        "frapper",
        "la Russie avait frappé le port d’Odessa",
        "frappé",
        agents=(russia,),
        patients=(port,),
        arguments=(Argument("time", scribe.node("vendredi"), "2023-09-29"),),
        attributions=(Attribution(nato, scribe.find("a déclaré")),),
    )
    denied = scribe.fact(
        "Attack",
        "frapper",
        "elle n’avait pas frappé le port d’Odessa",
        "frappé",
        polarity="negative",
        agents=(scribe.node("elle", "Russie", "qu’elle"),),
        patients=(scribe.node("port d’Odessa", "port d’Odessa", "n’avait pas", common=True),),
        attributions=(Attribution(scribe.node("Russie", "Russie", "La Russie a affirmé"), scribe.find("a affirmé")),),
    )
    facts = (
        struck,
        denied,
        scribe.fact("Say", "déclarer", "L’OTAN a déclaré vendredi", "déclaré", agents=(nato,), content=(struck.id,)),
        scribe.fact(
            "Supply",
            "fournir",
            "La France a fourni des missiles à l’Ukraine samedi",
            "fourni",
            agents=(scribe.node("France", "France"),),
            patients=(scribe.node("missiles", "missiles", common=True),),
            arguments=(
                Argument("recipient", scribe.node("Ukraine", "Ukraine", "à l’Ukraine samedi")),
                Argument("time", scribe.node("samedi"), "2023-09-30"),
            ),
        ),
        scribe.fact(
            "Praise",
            "remercier",
            "Volodymyr Zelensky a remercié la France",
            "remercié",
            agents=(scribe.node("Volodymyr Zelensky", "Volodymyr Zelensky"),),
            patients=(scribe.node("France", "France", "remercié la"),),
        ),
        scribe.fact(
            "Agreement",
            "signer",
            "La Pologne et l’Ukraine ont signé un accord de défense mercredi",
            "accord",
            agents=(scribe.node("Pologne", "Pologne"),),
            patients=(scribe.node("Ukraine", "Ukraine", "et l’Ukraine"),),
            arguments=(Argument("time", scribe.node("mercredi"), "2023-09-27"),),
        ),
        scribe.fact(
            "Support",
            "soutenir",
            "La Lituanie soutient la Pologne",
            "soutient",
            agents=(scribe.node("Lituanie", "Lituanie"),),
            patients=(scribe.node("Pologne", "Pologne", "soutient la"),),
        ),
    )
    entities = (
        *(scribe.entity("Country", name) for name in ("Russie", "France", "Ukraine", "Pologne", "Lituanie")),
        scribe.entity("Organization", "OTAN"),
        scribe.entity("Person", "Volodymyr Zelensky"),
        scribe.entity("Place", "port d’Odessa", common=True),
        scribe.entity("Product", "missiles", common=True),
    )
    return Facts(scribe.document.name, entities, facts)


if __name__ == "__main__":
    Path(PATH).write_text(write_sample().to_trig(), encoding="utf-8", newline="\n")
