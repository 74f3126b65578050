"""Every exception that kg raises on purpose.

::

    KgError
    ├── InputError        an article or a data file cannot be read
    │   └── LanguageError an article is in a language that kg does not read
    ├── ConfigError       an option or a configuration value is wrong
    ├── SchemaError       a sheet in kg/schema is unsound
    ├── LexiconError      a language pack or a model does not fit
    ├── MissingExtra      an optional dependency is not installed
    ├── StoreError        a store cannot be read or written
    ├── WorkerError       the processes that read articles die
    └── ShapeViolation    the RDF about to be written breaks a SHACL shape

A message says where, what was found, what is allowed, and what to do about it.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of kg: catch it to report any of them to a user."""


class InputError(KgError):
    """One article cannot be read: mend or drop that file; other articles are not affected."""


class LanguageError(InputError):
    """An article is in a language that has no pack, or not in the one it should be: drop it, or set its language."""


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


class WorkerError(KgError):
    """The processes that read articles end before they read anything: give them more memory, or start fewer."""


class ShapeViolation(KgError):
    """The RDF breaks a SHACL shape: this is a defect in kg or in a hand-edited file; the message names node and
    shape."""
