"""Read CoNLL-U treebanks as spaCy documents that use the label inventory of the base pipeline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from spacy.language import Language
from spacy.morphology import Morphology  # type: ignore[import-not-found]
from spacy.tokens import Doc, DocBin, Token
from spacy.training.converters import conllu_to_docs  # type: ignore[attr-defined]

from kg.errors import InputError

OBLIQUES = frozenset({"obl:arg", "obl:mod", "obl:agent"})
COLUMNS = 10


@cache
def label_map(kind: str) -> dict[str, str]:
    """Labels of data sets → labels of the pipeline; ``kind`` is ``dependencies`` or ``entities`` (see labels.toml)."""
    sheet = tomllib.loads(resources.files("kg.training").joinpath("labels.toml").read_text("utf-8"))
    table: dict[str, str] = sheet[kind]
    return table


def read_treebank(path: Path, base: Language, labels: Mapping[str, str] | None = None) -> list[Doc]:
    """The sentences of a ``.conllu`` or ``.spacy`` (DocBin) file, one document each, in file order, harmonized.

    Contracted words are one token, as French pipelines expect; typographic apostrophes become straight ones. ``labels``
    says which label of the pipeline stands for one that it does not have; by default ``labels.toml`` does.
    Raises InputError when the file is missing, malformed or holds no tree.
    """
    if path.suffix == ".spacy":
        try:
            sentences = [s.as_doc() for doc in DocBin().from_disk(path).get_docs(base.vocab) for s in doc.sents]
        except (OSError, ValueError) as error:
            raise InputError(
                f"{path}: not a spaCy DocBin with sentences ({error}): write it with DocBin.to_disk"
            ) from None
    else:
        sentences = list(_parse_conllu(path))
    if not sentences:
        raise InputError(f"{path}: no annotated sentence found; expected CoNLL-U with heads in column 7")
    labels = label_map("dependencies") if labels is None else labels
    return [harmonize(sentence, base, labels) for sentence in sentences]


def _parse_conllu(path: Path) -> Iterator[Doc]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 ({error}): check the path and the encoding") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#") and line.count("\t") != COLUMNS - 1:
            raise InputError(
                f"{path}:{number}: {line.count(chr(9)) + 1} columns found, CoNLL-U has {COLUMNS}: mend the line"
            )
    if not any(line[:1].isdigit() for line in text.splitlines()):
        return
    yield from conllu_to_docs(  # type: ignore[no-untyped-call]
        text.replace("’", "'"), n_sents=1, merge_subtokens=True, no_print=True
    )


def harmonize(sentence: Doc, base: Language, labels: Mapping[str, str]) -> Doc:
    """The same tree with dependency labels, parts of speech and features that ``base`` knows.

    Where a treebank leaves open what the inventory tells apart (bare ``obl``) or uses another set of features, the
    prediction of ``base`` fills the gap; gold values always win where the inventory can express them.
    """
    words = [t.text for t in sentence]
    guess = Doc(base.vocab, words=words, spaces=[bool(t.whitespace_) for t in sentence])
    for _, component in base.pipeline:
        guess = component(guess)
    inventory = frozenset(base.get_pipe("parser").labels)  # type: ignore[attr-defined]
    analyses = [
        _nearest_analysis(base, gold.pos_, str(gold.morph), silver.pos_, str(silver.morph))
        for gold, silver in zip(sentence, guess, strict=True)
    ]
    return Doc(
        base.vocab,
        words=words,
        spaces=[bool(t.whitespace_) for t in sentence],
        heads=[t.head.i for t in sentence],
        deps=[_label(gold, silver, labels, inventory) for gold, silver in zip(sentence, guess, strict=True)],
        pos=[pos for pos, _ in analyses],
        morphs=[morph for _, morph in analyses],
        sent_starts=[i == 0 for i in range(len(sentence))],
    )


def _label(gold: Token, silver: Token, labels: Mapping[str, str], inventory: frozenset[str]) -> str:
    if gold.head.i == gold.i:
        return "ROOT"
    if gold.dep_ == "obl":
        return _oblique(gold, silver)
    label = labels.get(gold.dep_, gold.dep_)
    return label if label in inventory else "dep"


def _oblique(gold: Token, silver: Token) -> str:
    passive = any(sibling.dep_ in ("aux:pass", "nsubj:pass") for sibling in gold.head.children)
    if passive and any(child.dep_ == "case" and child.lower_ == "par" for child in gold.children):
        return "obl:agent"
    return silver.dep_ if silver.dep_ in OBLIQUES else "obl:mod"


@cache
def _nearest_analysis(base: Language, pos: str, gold: str, silver_pos: str, silver: str) -> tuple[str, str]:
    """Part of speech and features among the morphologizer's labels that contradict the treebank least."""
    candidates = _analyses(base).get(pos)
    if not candidates:
        return silver_pos, silver
    want = Morphology.feats_to_dict(gold)
    likely = Morphology.feats_to_dict(silver) if silver_pos == pos else {}

    def cost(feats: dict[str, str]) -> tuple[int, int, str]:
        wrong = sum(2 for k, v in feats.items() if k in want and want[k] != v)
        invented = sum(1 for k, v in feats.items() if k not in want and likely.get(k) != v)
        lost = sum(1 for k in want if k not in feats and k in likely)
        unlike = sum(1 for k in set(feats) | set(likely) if feats.get(k) != likely.get(k))
        return wrong + invented + lost, unlike, Morphology.dict_to_feats(feats)

    return pos, Morphology.dict_to_feats(min(candidates, key=cost))


@cache
def _analyses(base: Language) -> dict[str, list[dict[str, str]]]:
    """The morphologizer's labels as part of speech → possible features."""
    table: dict[str, list[dict[str, str]]] = {}
    for label in base.get_pipe("morphologizer").labels:  # type: ignore[attr-defined]
        feats = Morphology.feats_to_dict(label)
        table.setdefault(feats.pop("POS", ""), []).append(feats)
    return table


def write_docbin(docs: Iterable[Doc], path: Path) -> None:
    """Store documents for spaCy's corpus readers; the same documents give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
