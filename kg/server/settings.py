"""What a server may do and use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import ConfigError

SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """``timeout`` in seconds a request, ``memory`` in bytes beyond the loaded store, ``largest_answer``,
    ``largest_query`` and ``largest_graph`` in bytes, ``parallel`` requests at a time. With a ``token`` whoever sends it
    may write. ``hosts`` are names by which the server may be called; ``origins`` are sites whose pages may ask it
    (CORS), none by default.

    Raises ConfigError for a token that is too short, and for a source that cannot be written.
    """

    source: Path
    timeout: float = 30.0
    memory: int = 1 << 30
    largest_answer: int = 64 << 20
    largest_query: int = 1 << 20
    largest_graph: int = 64 << 20
    parallel: int = 8
    token: str = ""
    infer: str = ""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.token:
            return
        if len(self.token) < SHORTEST_TOKEN:
            raise ConfigError(f"KG_TOKEN: {len(self.token)} characters are too few; set at least {SHORTEST_TOKEN}.")
        if self.source.suffix not in (".trig", ".nq") or not self.source.is_file():
            raise ConfigError(
                f"{self.source}: --write needs one .trig or .nq file, which it writes anew at each change."
            )
        if self.infer:
            raise ConfigError("--write: what is inferred does not follow the changes; leave --infer out.")
