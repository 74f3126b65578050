"""Analysis → Facts: what the parse of a French news article states, and who says so.

Each paragraph is read on its own: its tree is grown and mended, its clauses found and interpreted from the top down
(``reading``), its sources assigned (``speech``); then the extractors of ``EXTRACTORS`` draft facts, which get their
circumstances and become nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.analysis import Analysis
from kg.extract.casualties import casualty_facts
from kg.extract.circumstances import Circumstances
from kg.extract.clauses import find_clauses
from kg.extract.contracts import contract_facts
from kg.extract.drafts import Draft
from kg.extract.events import clause_facts
from kg.extract.finishing import Finisher
from kg.extract.frames import known_verbs
from kg.extract.nominals import noun_facts
from kg.extract.phrases import Phraser
from kg.extract.quotations import find_quotations
from kg.extract.reading import read_clauses
from kg.extract.repair import mend
from kg.extract.speech import Paragraph, attribute, gather
from kg.extract.static import static_facts
from kg.extract.tree import grow_tree
from kg.facts import Facts, Mention
from kg.schema import Schema, load_schema
from kg.values.time import find_times, narrated_date

Extractor = Callable[[Paragraph, Phraser, Schema], Iterable[Draft]]

EXTRACTORS: dict[str, Extractor] = {
    "clause": lambda paragraph, phraser, schema: clause_facts(paragraph.readings, schema),
    "noun": lambda paragraph, phraser, schema: noun_facts(paragraph.tree, paragraph.readings, phraser, schema),
    "contract": lambda paragraph, phraser, schema: contract_facts(paragraph.readings, phraser, schema.lang),
    "casualty": lambda paragraph, phraser, schema: casualty_facts(paragraph.tree, paragraph.readings, schema.lang),
    "static": lambda paragraph, phraser, schema: static_facts(paragraph.tree, paragraph.readings, phraser, schema.lang),
}


def extract(analysis: Analysis, mentions: tuple[Mention, ...]) -> Facts:
    """All facts of a document; their nodes are phrases of the text, not yet entities."""
    schema = load_schema(analysis.lang)
    text, published = analysis.document.text, analysis.document.metadata.published
    paragraphs = []
    for parsed in analysis.paragraphs:
        tree = grow_tree(parsed, known_verbs(analysis.lang))
        mend(tree, analysis.lang)
        tree.mark_names(mentions)
        paragraphs.append(gather(tree, read_clauses(tree, find_clauses(tree, analysis.lang), schema), schema))
    attribute(paragraphs, find_quotations(analysis), schema)
    mentioned = None
    finisher = Finisher(analysis.document.name, analysis.lang)
    for paragraph in paragraphs:
        phraser = Phraser(paragraph.tree, text, analysis.lang)
        drafts = [
            draft
            for extractor in EXTRACTORS.values()
            for draft in extractor(paragraph, phraser, schema)
            if not paragraph.tree.is_torn(draft.cue)
        ]
        words = paragraph.tree.words
        if words:
            body = text[words[0].start : words[-1].end]
            times = find_times(body, published, mentioned, analysis.lang)
            mentioned = narrated_date(times)
            reader = Circumstances(paragraph.tree, paragraph.readings, drafts, phraser, analysis.lang, published)
            drafts = reader.add(times, body)
        finisher.add(paragraph, drafts, phraser)
    return Facts(analysis.document.name, facts=finisher.finish())
