"""The examples of the sheets through the real pipeline: what they mark must be found, what they rule out must not."""

from __future__ import annotations

import re

import pytest

from kg.analysis import plain
from kg.facts import Fact, Node
from kg.schema import Example, load_schema
from tests.extract.notation import Article, Reader, known_gaps, mark_gap

EXAMPLES = tuple(e for t in load_schema("fr").event_types.values() for e in t.examples)
GAPS = known_gaps("examples")
MARK = re.compile(r"\[(?:(?P<trigger>!)|(?P<role>[a-z]+):)(?P<words>[^\[\]]+)\]")


def sentence_of(example: Example) -> str:
    return MARK.sub(r"\g<words>", example.text)


def marks_of(example: Example) -> list[tuple[str, int, int]]:
    """(role or "!", start, end) of every mark, in characters of the sentence without marks."""
    found, removed = [], 0
    for match in MARK.finditer(example.text):
        start = match.start() - removed
        found.append((match["role"] or "!", start, start + len(match["words"])))
        removed += len(match[0]) - len(match["words"])
    return found


def nodes_by_role(fact: Fact) -> dict[str, list[Node]]:
    nodes = {"agent": list(fact.agents), "patient": list(fact.patients)}
    for argument in fact.arguments:
        nodes.setdefault(argument.role, []).append(argument.node)
    return nodes


def check(example: Example, article: Article) -> None:
    """Fail the test unless the article is read as the example says."""
    facts = [fact for fact in article.facts.facts if fact.type == example.type]
    if example.none:
        if facts:
            pytest.fail(f"no {example.type} may come out\n{article.describe()}", pytrace=False)
    elif not any(is_as_marked(fact, marks_of(example)) for fact in facts):
        pytest.fail(f"{example.text}: {example.type}\nbut read was:\n{article.describe()}", pytrace=False)


def is_as_marked(fact: Fact, marks: list[tuple[str, int, int]]) -> bool:
    """The cue stands in the trigger, and the head of a filler of each role in the words marked with it; what is said
    is another fact."""
    nodes = nodes_by_role(fact)
    cue = fact.provenance.cue
    for role, start, end in marks:
        if role == "!":
            if not (start <= cue.start_char < end):
                return False
        elif role != "content" and not any(start <= node.head < end for node in nodes.get(role, [])):
            return False
    return True


@pytest.fixture(scope="module", autouse=True)
def _read_in_one_batch(read: Reader) -> None:
    read.read_all(sentence_of(example) for example in EXAMPLES)


@pytest.mark.parametrize(
    "example",
    [
        pytest.param(e, id=f"{e.type}-{plain(sentence_of(e))}", marks=mark_gap(GAPS, e.text, e.type))
        for e in EXAMPLES
    ],
)
def test_example_is_read_as_marked(read: Reader, example: Example) -> None:
    check(example, read(sentence_of(example)))


def test_marks_are_read_at_their_places() -> None:
    example = Example("Attack", "[agent:Kiev] [!frappe] [patient:un port].")
    text = sentence_of(example)
    assert text == "Kiev frappe un port."
    assert [(role, text[a:b]) for role, a, b in marks_of(example)] == [
        ("agent", "Kiev"), ("!", "frappe"), ("patient", "un port"),
    ]
