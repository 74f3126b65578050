"""What passes between the server and its workers: a head in JSON, then a body, both with their length before."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

_LENGTH = 8
HEAD = 2 * _LENGTH
"""Bytes at the start of a message that tell how long it is."""


@dataclass(frozen=True, slots=True)
class Job:
    """Something for a worker to do; ``accept`` are media types, the best first."""

    kind: str
    text: str = ""
    accept: tuple[str, ...] = ("*/*",)
    arguments: dict[str, str] = field(default_factory=dict)
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] | None = None
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the client gets. ``last``: who replies will do no other job."""

    status: int
    media_type: str
    body: bytes
    last: bool = False


def refuse(status: int, message: str) -> Reply:
    """A reply that says in one line what was wrong."""
    return Reply(status, "text/plain", f"{' '.join(message.split())}\n".encode("utf-8", "replace"))


def pack_job(job: Job, body: bytes = b"") -> bytes:
    return _pack(asdict(job), body)


def unpack_job(data: bytes) -> tuple[Job, bytes]:
    """The job and its body."""
    head, body = _unpack(data)
    for name in ("accept", "default_graphs", "named_graphs"):
        head[name] = None if head[name] is None else tuple(head[name])
    return Job(**head), body


def pack_reply(reply: Reply) -> bytes:
    return _pack({"status": reply.status, "media_type": reply.media_type, "last": reply.last}, reply.body)


def unpack_reply(data: bytes) -> Reply:
    head, body = _unpack(data)
    return Reply(head["status"], head["media_type"], body, head["last"])


def measure_rest(start: bytes) -> int:
    """How many bytes follow the first ``HEAD`` bytes of a message."""
    return int.from_bytes(start[:_LENGTH]) + int.from_bytes(start[_LENGTH:HEAD])


def _pack(head: dict[str, Any], body: bytes) -> bytes:
    text = json.dumps(head).encode("utf-8")
    return len(text).to_bytes(_LENGTH) + len(body).to_bytes(_LENGTH) + text + body


def _unpack(data: bytes) -> tuple[dict[str, Any], bytes]:
    first = HEAD + int.from_bytes(data[:_LENGTH])
    head: dict[str, Any] = json.loads(data[HEAD:first])
    return head, data[first:]
