"""Corpus readers for spaCy's training loop: sentences joined to paragraphs, names in their texts."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Corpus, Example
from spacy.util import registry

Augmenter = Callable[[Language, Example], Iterator[Example]]


def blank_example(nlp: Language, reference: Doc) -> Example:
    """An example whose unannotated side has the words of ``reference``."""
    words, spaces = [t.text for t in reference], [bool(t.whitespace_) for t in reference]
    return Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)


class ParagraphCorpus(Corpus):
    """Sentences in random order, joined to paragraphs of one to ``longest`` sentences after augmentation.

    Treebanks hold loose sentences, articles hold paragraphs: a parser that never sees two sentences in a row does not
    learn where one ends.
    """

    def __init__(self, path: Path, augmenter: Augmenter | None, longest: int) -> None:
        super().__init__(path, augmenter=augmenter, shuffle=True)
        self.longest = longest

    def __call__(self, nlp: Language) -> Iterator[Example]:
        waiting: list[Doc] = []
        size = 1
        for example in super().__call__(nlp):
            waiting.append(example.reference)
            if len(waiting) >= size:
                yield self._join(nlp, waiting)
                waiting, size = [], random.choice(range(1, self.longest + 1))
        if waiting:
            yield self._join(nlp, waiting)

    def _make_example(self, nlp: Language, reference: Doc, gold_preproc: bool) -> Example:
        """Only the annotated side counts here; the text is tokenized once it is joined."""
        return blank_example(nlp, reference)

    def _join(self, nlp: Language, sentences: list[Doc]) -> Example:
        paragraph = Doc.from_docs(sentences, ensure_whitespace=True)
        assert paragraph is not None
        return Example(nlp.make_doc(paragraph.text), paragraph)


@registry.readers("kg.ParagraphCorpus.v1")  # type: ignore[untyped-decorator]
def create_paragraph_corpus(path: Path, augmenter: Augmenter | None, longest: int) -> ParagraphCorpus:
    """Reader for ``[corpora.train]`` of the parser."""
    return ParagraphCorpus(path, augmenter, longest)


@registry.readers("kg.ShuffledCorpus.v1")  # type: ignore[untyped-decorator]
def create_shuffled_corpus(path: Path, augmenter: Augmenter | None) -> Corpus:
    """Reader for ``[corpora.train]`` of the names: documents in another order every epoch."""
    return Corpus(path, augmenter=augmenter, shuffle=True)
