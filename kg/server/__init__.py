"""A store on the web: SPARQL 1.1 Protocol, Graph Store HTTP Protocol, a query page, views, and a page for each IRI."""

from __future__ import annotations

from kg.server.application import make_application
from kg.server.settings import Settings

__all__ = ["Settings", "make_application"]
