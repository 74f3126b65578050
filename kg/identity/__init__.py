"""Which entities of many articles are the same actor, judged from plain data, with a ledger that people can correct.

An *occurrence* is one entity as one article knows it. ``resolve_identities`` puts occurrences together into actors:
identifiers first, then names with their context (titles, countries, who stands beside whom); of namesakes that nothing
sets apart or ties together it says "undecided" and keeps them apart. Nothing here reads text, a store or a graph, and
the articles' own graphs are never changed::

    occurrences = [o for document, facts in articles for o in gather_occurrences(document.name, facts)]
    entries = read_ledger(path) if path.is_file() else ()       # what people decided in earlier runs
    identities = resolve_identities(occurrences, entries)
    write_ledger(path, identities.entries)                      # CSV: read, edit, give it back
    identities.actor_of("seed", "https://kg.example/entity/OTAN")   # IRI of the actor
    identities.links                                            # what a graph of links says

**Order.** The result is the same whatever the order of the occurrences.

**Actors.** An actor's IRI is the entity IRI that most of its occurrences have. Of several actors that share that IRI
(namesakes: an entity's IRI is made of its name alone), the one with the most occurrences keeps it; each of the others
has ``~`` and the name of its first article behind it.

**Links.** A ``Link(entity, actor, document)`` says that ``entity`` means ``actor``: everywhere when ``document`` is
None, else only in that article, because elsewhere the same IRI is another actor or stays undecided. They are meant for
a graph of their own (``entity kg:sameActor actor``): dropping that graph undoes every merge.

**Ledger.** One entry, a line of CSV, for each decision that is not plain from identifiers: ``judgement`` is "same",
"not same" or "undecided", ``reason`` says why. ``override`` is the reader's column, empty or one of these three words;
it holds in every later run. ``undo(entries, id)`` and ``accept(entries, id)`` write it; ``resolve_identities`` with the
result gives the corrected actors, without reading any article again.

The three judgements follow nomenklatura's resolver (https://github.com/opensanctions/nomenklatura).
"""

from __future__ import annotations

from kg.identity.ledger import Entry, accept, read_ledger, undo, write_ledger
from kg.identity.occurrences import Occurrence, gather_occurrences
from kg.identity.resolution import Actor, Identities, Link, resolve_identities

__all__ = [
    "Actor",
    "Entry",
    "Identities",
    "Link",
    "Occurrence",
    "accept",
    "gather_occurrences",
    "read_ledger",
    "resolve_identities",
    "undo",
    "write_ledger",
]
