"""What the model of names proposes in a paragraph, cleaned of what is no part of a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span

from kg.extract.candidates import MODEL, NameWords, Proposal, is_capital, opens_sentence, plain_word
from kg.gazetteer import load_adjectives

MODEL_TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "MISC": ""}
_DETERMINERS = frozenset(
    {"le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "ce", "cette", "son", "sa", "à", "en"}
)


def propose_entities(doc: Doc, words: NameWords, lang: str) -> Iterator[Proposal]:
    """The entities of spaCy without what is no part of a name: determiners, titles, words that only open a sentence."""
    origins = load_adjectives(lang).by_adjective
    for entity in _parts(doc):
        start, end = entity.start, entity.end
        while start < end and (
            doc[start].text.lower() in _DETERMINERS
            and not is_capital(doc[start])
            and not _is_particle(doc, start, entity)
            or doc[start].is_punct
            or (
                plain_word(doc[start]) in words.not_names
                and (start == entity.start and opens_sentence(doc[start]))
                and end - start > 1
                and entity.label_ != "MISC"
                and not _is_particle(doc, start, entity)
            )
            or doc[start].text.lower() in words.honorifics
        ):
            start += 1
        while end > start and (
            doc[end - 1].is_punct and doc[end - 1].text != "." or doc[end - 1].text.lower() in _DETERMINERS
        ):
            end -= 1
        if start == end:
            continue
        if not any(is_capital(t) or t.text[0].isdigit() for t in doc[start:end]):
            if entity.label_ == "ORG" and doc[start].text in words.always and doc[end - 1].text in origins:
                yield Proposal(start, end, "Organization", MODEL, "model")
            continue
        planet = entity.label_ == "LOC" and not opens_sentence(doc[start]) and is_capital(doc[start])
        if end - start == 1 and (
            plain_word(doc[start]) in words.not_names
            and not planet
            or doc[start].pos_ in {"VERB", "ADV", "AUX"}
            and opens_sentence(doc[start])
        ):
            continue
        while (
            end - start > 1
            and doc[end - 1].pos_ in {"VERB", "AUX", "PRON", "ADV", "SCONJ"}
            and not is_capital(doc[end - 1])
        ):
            end -= 1
        if not is_capital(doc[start]) and words.nouns.get(doc[start].lemma_.lower()) == "Person":
            if entity.label_ != "PER":
                continue
            while start < end and not is_capital(doc[start]):
                start += 1
        start = _past_titles(doc, start, end, words, origins)
        if start == end:
            continue
        if end - start == 1 and _is_portfolio(doc, start, words):
            continue
        type_ = MODEL_TYPES.get(entity.label_, "")
        if end - start > 1 and type_ != "Person":
            first = doc[start]
            type_ = words.inside.get(first.text.lower(), words.inside.get(first.lemma_.lower(), type_))
        yield Proposal(start, end, type_, MODEL, "model")


def _parts(doc: Doc) -> Iterator[Span]:
    """The model's entities, those with a dash between spaces cut there: "Albanie - Suisse"."""
    for entity in doc.ents:
        start = entity.start
        for i in range(entity.start + 1, entity.end - 1):
            if doc[i].text in {"-", "–", "—"} and doc[i].whitespace_ and doc.text[doc[i].idx - 1].isspace():
                if i > start:
                    yield Span(doc, start, i, entity.label_)
                start = i + 1
        yield entity if start == entity.start else Span(doc, start, entity.end, entity.label_)


def _is_particle(doc: Doc, i: int, entity: Span) -> bool:
    """Whether the small word that begins a person's name is part of it: "De Gendt", "le ministre de de Gaulle"."""
    if entity.label_ != "PER" or i + 1 >= entity.end or not is_capital(doc[i + 1]):
        return False
    if is_capital(doc[i]):
        return doc[i].text in {"De", "Du", "D'"}
    return doc[i].text in {"de", "d'"} and i > 0 and doc[i - 1].pos_ == "ADP"


def _past_titles(doc: Doc, start: int, end: int, words: NameWords, origins: Mapping[str, str]) -> int:
    """Where a name begins behind a title or origin with a capital ("Président Obama", "Autrichienne Nadine Fest").

    It is ``end`` when nothing but a function is there ("Président de la République").
    """
    while (
        end - start > 1
        and (words.nouns.get(doc[start].text.lower()) == "Person" or doc[start].text.lower() in origins)
        and doc[start].text.lower() not in words.first_names
    ):
        if not is_capital(doc[start + 1]):
            return end if doc[start].text.lower() not in origins else start
        start += 1
    return start


def _is_portfolio(doc: Doc, i: int, words: NameWords) -> bool:
    """Whether a word names the field of a minister or a state: "secrétaire à la Défense", "télévision d'État"."""
    before = doc[i - 1].text.lower() if i else ""
    return doc[i].text.lower() in words.portfolios and before in {
        "la",
        "l'",
        "de",
        "d'",
        "du",
        "des",
        "le",
        "les",
        "aux",
        "au",
        "à",
    }
