"""A view inside a notebook: a sandboxed frame that holds the whole page, so that neither can reach the other."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
"""Scripts in an origin of their own, files for the reader, and links that open beside the notebook when clicked."""
LARGEST = 8_000_000
"""Characters of a page that a notebook still holds well."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A still picture, for those who read the notebook where no script runs."""

    content: bytes
    summary: str

    def __repr__(self) -> str:
        return self.summary

    def _repr_png_(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML page of a view, as ``graph.show()`` returns it; ``summary`` is what a terminal shows of it."""

    html: str
    summary: str
    height: int = 620

    def __repr__(self) -> str:
        return self.summary

    def _repr_html_(self) -> str:
        """The page in ``<iframe sandbox srcdoc>``: scripts run in an origin of their own, without the network."""
        if len(self.html) > LARGEST:
            size = len(self.html) // 1_000_000
            return f"<p>{escape(self.summary)}: {size} MB, too large for a notebook. Call .save('page.html').</p>"
        return (
            f'<iframe sandbox="{ALLOWED}" width="100%" height="{self.height}" '
            f'title="{escape(self.summary)}" style="border:1px solid #8888; border-radius:6px" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )

    def save(self, path: str | Path) -> Path:
        """Write the page to ``path`` and return that."""
        path = Path(path)
        path.write_text(self.html, encoding="utf-8", newline="\n")
        return path
