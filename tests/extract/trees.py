"""Trees written by hand."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.analysis import ParsedParagraph
from kg.extract.frames import known_verbs
from kg.extract.tree import Tree, grow_tree
from kg.facts import Span
from kg.layout import Paragraph

PARTICIPLE = "VerbForm=Part|Tense=Past"


def grow(written: str) -> Tree:
    """The tree of words written ``form/lemma/POS/head/label/features``; heads are counted from 1, 0 is a root."""
    rows = [(*word.split("/"), "")[:6] for word in written.split()]
    doc = Doc(
        Vocab(),
        words=[row[0] for row in rows],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        heads=[int(row[3]) - 1 if row[3] != "0" else i for i, row in enumerate(rows)],
        deps=[row[4] for row in rows],
        morphs=[row[5] for row in rows],
    )
    span = Span(0, len(doc.text))
    return grow_tree(ParsedParagraph(Paragraph(span, "body", span), doc, 0), known_verbs("fr"))
