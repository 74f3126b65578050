"""Every exception that kg raises on purpose.

::

    KgError
    ├── InputError        an article or a data file cannot be read
    ├── ConfigError       an option or a configuration value is wrong
    ├── SchemaError       a sheet in kg/schema is unsound
    ├── LexiconError      a language pack or a model does not fit
    ├── MissingExtra      an optional dependency is not installed
    ├── StoreError        a store cannot be read or written
    └── ShapeViolation    the RDF about to be written breaks a SHACL shape

A message says where, what was found, what is allowed, and what to do about it.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of kg: catch it to report any of them to a user."""


class InputError(KgError):
    """One article cannot be read: mend or drop that file; other articles are not affected."""


class ConfigError(KgError):
    """An option or a configuration value is wrong: change it as the message says."""


class SchemaError(KgError):
    """A sheet of the schema is unsound: correct the TOML file that the message names."""


class LexiconError(KgError):
    """A language pack is incomplete or the loaded model lacks its labels: use another model or mend the pack."""


class MissingExtra(KgError):
    """An optional dependency is missing: install the extra that the message names."""


class StoreError(KgError):
    """A store cannot be opened, read or written: check its path and that nobody else writes to it."""


class ShapeViolation(KgError):
    """The RDF breaks a SHACL shape: this is a defect in kg or in a hand-edited file; the message names node and
    shape."""
