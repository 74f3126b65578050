"""Facts → quads, their ontology, shapes and serialisations. ``ontologies/README.md`` describes the model."""
