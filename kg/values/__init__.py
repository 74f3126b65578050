"""Pure text to typed values: when (``time``) and how much (``quantity``). No parser, no network, no state.

Words and word order of a language stand in ``kg/lang/<code>/time.toml`` and ``quantity.toml``; ``grammar``
reads them.
"""
