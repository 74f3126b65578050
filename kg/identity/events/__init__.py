"""Which facts of several articles are the same event, judged from plain data, with a ledger that people can correct.

An *event mention* (the term of ECB+) is one fact as one article tells it. ``resolve_events`` puts mentions together
that agree in type, participants, time and place; numbers may disagree, and whether it is affirmed, denied or planned
does not matter. Of what could be two events it says "undecided" and keeps them apart. The ledger is that of
``kg.identity``, with facts where that one has entities.
"""

from __future__ import annotations

from kg.identity.events.mentions import EventMention, Party, kind_of
from kg.identity.events.resolution import Event, Events, resolve_events

__all__ = ["Event", "EventMention", "Events", "Party", "kind_of", "resolve_events"]
