"""Sets of phrases that refer to the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from kg.resolve.phrases import Phrase


class Clusters:
    """A partition of phrases, by their number; starts with each phrase by itself."""

    def __init__(self, phrases: Sequence[Phrase]):
        self.phrases = phrases
        self._parent = list(range(len(phrases)))
        self._members = [[i] for i in range(len(phrases))]

    def find(self, i: int) -> int:
        """The number that stands for the cluster of a phrase."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def merge(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        if a != b:
            self._parent[b] = a
            self._members[a].extend(self._members[b])

    def same(self, i: int, j: int) -> bool:
        return self.find(i) == self.find(j)

    def members(self, i: int) -> list[int]:
        """The phrases of a cluster in text order."""
        return sorted(self._members[self.find(i)])

    def of(self, i: int) -> list[Phrase]:
        return [self.phrases[j] for j in self.members(i)]

    def roots(self) -> list[int]:
        return [i for i in range(len(self.phrases)) if self.find(i) == i]

    def type(self, i: int) -> str:
        """The type of a cluster: that of its names, else of its first typed phrase."""
        found = self.of(i)
        named = [p for p in found if p.kind == "name"]
        return next((p.type for p in named + found if p.type), "")

    def is_named(self, i: int) -> bool:
        return any(self.phrases[j].kind == "name" for j in self._members[self.find(i)])
