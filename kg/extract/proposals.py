"""What may be a name in a paragraph, proposed by the model, the gazetteers and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from kg.extract.bodies import propose_bodies
from kg.extract.candidates import (
    ADDED,
    GUESS,
    KNOWN,
    MODEL,
    PATTERN,
    NameWords,
    Proposal,
    begins_anew,
    is_capital,
    name_words,
    opens_sentence,
    plain_word,
)
from kg.extract.recognition import propose_entities
from kg.gazetteer import Gazetteer, load_adjectives

_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&.-]{1,9}")
_SCORE = re.compile(r"\(\d+(?:/\d+| (?:buts?|arrêts?|points?|pts|essais?|passes?)\b)")
_LETTER = re.compile(r"(?:(?:[Gg]roupe|[Pp]oule|[Tt]ableau) )?[A-ZÀ-Þ]\.?")
_ARTICLES = frozenset({"al", "el", "ad", "as", "an", "ar", "at", "ash"})


def propose(doc: Doc, gazetteer: Gazetteer, lang: str) -> list[Proposal]:
    """Every proposal for a paragraph, overlapping ones included."""
    words = name_words(lang)
    tokens = list(doc)
    capitals = [t for t in tokens if is_capital(t)]
    known = list(_from_gazetteer(doc, gazetteer, words, lang))
    model = list(propose_entities(doc, words, lang))
    taken = {i for p in (*known, *model) for i in range(p.start, p.end)}
    found = [
        *known,
        *model,
        *propose_bodies(doc, tokens, words, lang),
        *_acronyms(doc, capitals, words),
        *_after_words(doc, tokens, words, lang),
        *_capitals(doc, capitals, words, taken),
        *_scorers(doc, capitals),
        *_competitions(doc, capitals, words),
    ]
    whole = [q for p in found if not is_letter(doc, q := _with_hyphens(doc, p))]
    sure = [p for p in whole if p.rank >= KNOWN and p.source == "gazetteer" and p.length > 1]
    return [p for p in whole if not any(k.start <= p.start and p.end <= k.end and p.length < k.length for k in sure)]


def is_letter(doc: Doc, p: Proposal) -> bool:
    """Whether it is only the letter of a group in a competition: "Groupe B"; the gazetteer knows the letters that are
    names."""
    return p.source != "gazetteer" and _LETTER.fullmatch(doc[p.start : p.end].text) is not None


def _with_hyphens(doc: Doc, p: Proposal) -> Proposal:
    """A name goes on as long as hyphens without spaces join words to it: "Kim Jong" + "-Un"."""
    start, end = p.start, p.end
    while end + 2 < len(doc) and doc[end].text in _ARTICLES and doc[end + 1].text == "-" and is_capital(doc[end + 2]):
        end += 3
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
    while (
        start - 2 >= 0
        and doc[start - 1].text == "-"
        and not doc[start - 2].whitespace_
        and not doc[start - 1].whitespace_
        and (is_capital(doc[start - 2]) or doc[start - 2].text in _ARTICLES)
    ):
        start -= 2
    return (
        p
        if (start, end) == (p.start, p.end)
        else Proposal(start, end, p.type, p.rank if p.source != "gazetteer" else GUESS, p.source)
    )


def _from_gazetteer(doc: Doc, gazetteer: Gazetteer, words: NameWords, lang: str) -> Iterator[Proposal]:
    origins = load_adjectives(lang).by_adjective
    for match in gazetteer.find(doc.text):
        span = doc.char_span(match.start, match.end)
        if span is None:
            continue
        start, end = span.start, span.end
        best, single = match.candidates[0], end - start == 1
        if single and best.name.isupper() and not doc[start].text.isupper():
            continue
        if single and (plain_word(doc[start]) in words.not_names):
            continue
        if single and best.type == "Country" and _is_man_of(doc, start, origins):
            continue
        if single and best.source == "cities" and doc[start].text.lower() in origins and not _placed(doc, start):
            continue
        rank = KNOWN
        if not best.certain:
            if not (best.type == "Place" and _placed(doc, start)):
                rank = GUESS
        if single and opens_sentence(doc[start]) and doc[start].pos_ in {"VERB", "ADV", "ADP", "AUX", "DET", "PRON"}:
            rank = GUESS
        if best.source.endswith((".toml", ".ttl")):
            rank = ADDED
        type_ = best.type
        if rank == GUESS and any(c.type != type_ for c in match.candidates):
            type_ = ""
        if best.type in {"Place", "Country"} and _in_personal_name(doc, start, end, words):
            rank = GUESS
        yield Proposal(start, end, type_, rank, "gazetteer" if rank > GUESS else "doubtful")


def _is_man_of(doc: Doc, i: int, origins: Mapping[str, str]) -> bool:
    """Whether the name of a feminine country stands for somebody from there: "le Suisse Rudy Wild"."""
    form = doc[i].text.lower()
    return form.endswith("e") and form in origins and i > 0 and doc[i - 1].text.lower() in {"le", "du", "au", "un"}


def _placed(doc: Doc, start: int) -> bool:
    """Whether a preposition of place stands right before: "à Nice"."""
    return start > 0 and doc[start - 1].text.lower() in {"à", "vers", "près"}


def _in_personal_name(doc: Doc, start: int, end: int, words: NameWords) -> bool:
    """Whether a first name stands before or a capitalised name after a first name: "Jean Paris", "Sofia Rossi"."""
    if (
        start > 0
        and is_capital(doc[start - 1])
        and doc[start - 1].text.lower() in words.first_names
        and not _opens_after_break(doc, start)
    ):
        return True
    return (
        end - start == 1
        and doc[start].text.lower() in words.first_names
        and end < len(doc)
        and is_capital(doc[end])
        and doc[end].pos_ == "PROPN"
        and doc[end].text.lower() not in words.not_names
    )


def _opens_after_break(doc: Doc, start: int) -> bool:
    return doc[start - 1].is_punct


def _acronyms(doc: Doc, tokens: Sequence[Token], words: NameWords) -> Iterator[Proposal]:
    for token in tokens:
        if (
            _ACRONYM.fullmatch(token.text)
            and not any(c.isdigit() for c in token.text)
            and token.text.lower() not in words.not_names
            and sum(c.isalpha() for c in token.text) >= 2
            and not re.fullmatch(r"[IVXLCDM]+", token.text)
        ):
            near = [t for t in doc[max(0, token.i - 3) : token.i + 4] if t.i != token.i and t.is_alpha and len(t) > 1]
            if near and all(t.text.isupper() for t in near):
                continue
            yield Proposal(token.i, token.i + 1, "Organization", GUESS, "acronym")


def _scorers(doc: Doc, capitals: Sequence[Token]) -> Iterator[Proposal]:
    """Players in the table of a match: "Dumoulin (7 arrêts)", "Perez (3/8 dont 3 pen)"."""
    for token in capitals:
        i = token.i + 1
        if i + 1 < len(doc) and doc[i].text == "(" and _SCORE.match(doc.text, doc[i].idx) and len(token) > 2:
            start = token.i
            if (
                start
                and is_capital(doc[start - 1])
                and not doc[start - 1].is_punct
                and doc[start - 1].ent_type_ == "PER"
            ):
                continue
            yield Proposal(start, i, "Person", PATTERN, "score")


def _competitions(doc: Doc, capitals: Sequence[Token], words: NameWords) -> Iterator[Proposal]:
    """Competitions called by their noun alone: "les coureurs du Tour", "le début de l'Euro"."""
    for token in capitals:
        i = token.i
        if (
            token.text in words.alone
            and i
            and doc[i - 1].text.lower() in {"le", "les", "l'", "du", "des", "au", "aux", "d'"}
        ):
            if i + 1 == len(doc) or not (is_capital(doc[i + 1]) or doc[i + 1].text.lower() in {"de", "d'", "du", "-"}):
                yield Proposal(i, i + 1, "Event", PATTERN, "competition")


def _after_words(doc: Doc, tokens: Sequence[Token], words: NameWords, lang: str) -> Iterator[Proposal]:
    """Names told by the word right before: "M. Dupont", "navire Ocean Viking", "ville de Pokrovsk"."""
    origins = load_adjectives(lang).by_adjective
    for token in tokens:
        lower, i = token.text.lower(), token.i + 1
        if (
            words.nouns.get(lower) == "Person"
            or lower in origins
            and token.i
            and doc[token.i - 1].text.lower() in {"l'", "le", "la", "un", "une", "au", "du"}
        ):
            end = capital_run(doc, i, words)
            alone = is_capital(token) and lower in origins and token.text not in origins.values()
            alone = alone and not (end < len(doc) and is_capital(doc[end]))
            if end - i > (not alone) and not begins_anew(doc[i]) and lower not in words.beside:
                yield Proposal(i, end, "Person", MODEL, "function")
        if lower in words.honorifics or (lower + "." in words.honorifics and i < len(doc) and doc[i].text == "."):
            if i < len(doc) and doc[i].text == ".":
                i += 1
            end = capital_run(doc, i, words)
            if end > i:
                yield Proposal(i, end, "Person", PATTERN, "honorific")
            continue
        lemma = lower if lower in words.beside else token.lemma_.lower()
        if lemma in words.beside and not is_capital(token):
            j = i
            while j < len(doc) and doc[j].pos_ == "ADJ" and not is_capital(doc[j]) and j - i < 2:
                j += 1
            j = _past_complement(doc, token, j)
            end = capital_run(doc, j, words)
            if (
                end > j
                and not doc[j].is_sent_start
                and doc[j].pos_ != "DET"
                and not (end - j == 1 and doc[j].text.lower() in origins)
                and not _is_persons(doc, j, end, words, lemma)
            ):
                yield Proposal(j, end, words.beside[lemma], PATTERN - 1, "beside")
        if token.text in origins and token.i and doc[token.i - 1].text.lower() in {"l'", "le", "du", "au"}:
            end = capital_run(doc, i, words)
            named = end > i and doc[i].text.lower() in words.first_names and end - i > 1
            if end > i and not begins_anew(doc[i]) and not any(t.ent_type_ == "PER" for t in doc[i:end]):
                yield Proposal(i, end, "Person" if named else "Organization", PATTERN - 1, "of a country")
        if lemma in words.places_beside and i < len(doc) and doc[i].text.lower() in {"de", "du", "d'", "des"}:
            end = capital_run(doc, i + 1, words)
            if end > i + 1:
                yield Proposal(i + 1, end, "Place", PATTERN - 1, "place of")


def _past_complement(doc: Doc, noun: Token, i: int) -> int:
    """Where a name may begin behind the complement of its noun: "navire de pêche espagnol Eixil"; ``i`` if nowhere."""
    j = i + 2
    if j >= len(doc) or doc[i].text not in {"de", "d'"} or doc[i + 1].pos_ != "NOUN" or is_capital(doc[i + 1]):
        return i
    while j < len(doc) and doc[j].pos_ == "ADJ" and not is_capital(doc[j]) and j < i + 4:
        j += 1
    return j if j < len(doc) and is_capital(doc[j]) and doc[j].head == noun else i


def _is_persons(doc: Doc, start: int, end: int, words: NameWords, noun: str) -> bool:
    """Whether a run of capitals behind a noun is a person for the model: "le ministre de l'île Wade MacLauchlan"."""
    if end - start < 2 or any(t.ent_type_ != "PER" for t in doc[start:end]):
        return False
    return doc[start].text.lower() in words.first_names or words.beside[noun] != "Organization"


def capital_run(doc: Doc, start: int, words: NameWords) -> int:
    """Where a run of capitalised words, with small words of names between them, ends; ``start`` when there is none."""
    i = start
    if i >= len(doc) or not is_capital(doc[i]) or doc[i].is_punct:
        return start
    end = i
    while i < len(doc):
        token = doc[i]
        if token.is_punct and token.text not in {"-", "."}:
            break
        if i > start and begins_anew(token):
            break
        if is_capital(token) or (token.text[0].isdigit() and i > start and len(token) <= 4):
            end = i + 1
        elif token.text == "-" and (end == i or doc[i - 1].text in _ARTICLES):
            pass
        elif token.text == "." and len(doc[i - 1]) == 1:
            pass
        elif token.text.lower() not in words.particles or end != i and doc[i - 1].text.lower() not in words.particles:
            break
        elif (
            token.text.lower() in {"la", "le", "l'", "des", "y", "e", "el", "al"}
            and doc[i - 1].text.lower() not in words.particles
            and token.text.lower() not in {"y", "e", "el", "al"}
        ):
            break
        i += 1
    return end


def _capitals(doc: Doc, capitals: Sequence[Token], words: NameWords, taken: set[int]) -> Iterator[Proposal]:
    """Runs of capitalised words that nobody claimed."""
    end = 0
    for token in capitals:
        i = token.i
        if i < end or i in taken or token.is_punct:
            continue
        end = i + 1
        while (
            end < len(doc)
            and is_capital(doc[end])
            and end not in taken
            and not doc[end].is_punct
            and not begins_anew(doc[end])
        ):
            end += 1
        first = token.text.lower()
        opens = opens_sentence(token)
        if end - i == 1:
            if (
                not opens
                and token.pos_ in {"PROPN", "NOUN", "X", "ADJ", "VERB"}
                and first not in words.not_names
                and len(token) > 2
            ):
                yield Proposal(i, end, "", GUESS - 1, "capital")
            elif opens and token.pos_ == "PROPN" and first not in words.not_names and len(token) > 2:
                yield Proposal(i, end, "", GUESS - 1, "opening")
        else:
            start = i + 1 if opens and first in words.not_names else i
            if doc[start].text.lower() in words.first_names and end - start >= 2:
                yield Proposal(start, end, "Person", GUESS, "first name")
            elif end > start and doc[start].text.lower() not in words.not_names:
                yield Proposal(start, end, "", GUESS - 1, "capitals")
