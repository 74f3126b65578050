"""What may be a name in a paragraph, proposed by the model, the gazetteers and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from kg.gazetteer import Gazetteer, load_adjectives
from kg.gazetteer.tables import first_names
from kg.lang import load_table
from kg.lang.nouns import noun_types

MODEL_TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "MISC": ""}
ADDED, PATTERN, KNOWN, MODEL, GUESS = 5, 4, 3, 2, 1
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9&.-]{1,9}")
_DETERMINERS = frozenset({"le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "ce", "cette", "son", "sa", "à", "en"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tokens ``start:end`` may be a name of ``type`` ("" unknown); the higher ``rank`` wins, then the longer."""

    start: int
    end: int
    type: str
    rank: int
    source: str

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class NameWords:
    """The table ``names.toml`` of a language pack."""

    particles: frozenset[str]
    honorifics: frozenset[str]
    always: frozenset[str]
    beside: dict[str, str]
    inside: dict[str, str]
    places_beside: frozenset[str]
    speech: frozenset[str]
    not_names: frozenset[str]
    first_names: frozenset[str]
    portfolios: frozenset[str]
    nouns: dict[str, str]


@cache
def name_words(lang: str) -> NameWords:
    table = load_table(lang, "names")
    beside, inside = {}, {}
    for key, type_ in (("organization", "Organization"), ("place", "Place"), ("facility", "Facility"), ("product", "Product"),
                       ("work", "Work"), ("event", "Event")):
        beside.update({word: type_ for word in table[key].get("beside", ())})
        inside.update({word: type_ for word in table[key].get("inside", ())})
    return NameWords(frozenset(table["particles"]), frozenset(table["honorifics"]), frozenset(table["organization"]["always"]), beside, inside,
                     frozenset(table["place"]["beside"]), frozenset(table["speech"]), frozenset(table["not_names"]["words"]),
                     frozenset(first_names(lang)), frozenset(table["portfolios"]), noun_types(lang))


def propose(doc: Doc, gazetteer: Gazetteer, lang: str) -> list[Proposal]:
    """Every proposal for a paragraph, overlapping ones included."""
    words = name_words(lang)
    known = list(_from_gazetteer(doc, gazetteer, words))
    model = list(_from_model(doc, words, lang))
    taken = {i for p in (*known, *model) for i in range(p.start, p.end)}
    found = [*known, *model, *_bodies(doc, words, lang), *_acronyms(doc, words), *_after_words(doc, words, lang), *_capitals(doc, words, taken)]
    whole = [_with_hyphens(doc, p) for p in found]
    sure = [p for p in whole if p.rank >= KNOWN and p.source == "gazetteer" and p.length > 1]
    return [p for p in whole if not any(k.start <= p.start and p.end <= k.end and p.length < k.length for k in sure)]


def _with_hyphens(doc: Doc, p: Proposal) -> Proposal:
    """A name goes on as long as hyphens without spaces join words to it: "Kim Jong" + "-Un"."""
    start, end = p.start, p.end
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        end += 2
    while start - 2 >= 0 and doc[start - 1].text == "-" and not doc[start - 2].whitespace_ and not doc[start - 1].whitespace_ and is_capital(doc[start - 2]):
        start -= 2
    return p if (start, end) == (p.start, p.end) else Proposal(start, end, p.type, p.rank if p.source != "gazetteer" else GUESS, p.source)


def is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _plain_word(token: Token) -> str:
    return token.text.lower().rstrip("'")


def _opens_sentence(token: Token) -> bool:
    if token.i == 0 or token.is_sent_start:
        return True
    return token.nbor(-1).text in {'"', "«", "“", ":", ".", "–", "—", "!", "?", "…"}


def _from_model(doc: Doc, words: NameWords, lang: str) -> Iterator[Proposal]:
    origins = load_adjectives(lang).by_adjective
    for entity in doc.ents:
        start, end = entity.start, entity.end
        while start < end and (doc[start].text.lower() in _DETERMINERS and not is_capital(doc[start]) or doc[start].is_punct
                               or (_plain_word(doc[start]) in words.not_names and (start == entity.start and _opens_sentence(doc[start]))
                                   and end - start > 1 and entity.label_ != "MISC")
                               or doc[start].text.lower() in words.honorifics):
            start += 1
        while end > start and (doc[end - 1].is_punct and doc[end - 1].text != "." or doc[end - 1].text.lower() in _DETERMINERS):
            end -= 1
        if start == end or not any(is_capital(t) or t.text[0].isdigit() for t in doc[start:end]):
            continue
        if end - start == 1 and (_plain_word(doc[start]) in words.not_names or doc[start].pos_ in {"VERB", "ADV", "AUX"} and _opens_sentence(doc[start])):
            continue
        while end - start > 1 and doc[end - 1].pos_ in {"VERB", "AUX", "PRON", "ADV", "SCONJ"} and not is_capital(doc[end - 1]):
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
            type_ = words.inside.get(doc[start].lemma_.lower(), type_)
        yield Proposal(start, end, type_, MODEL, "model")


def _past_titles(doc: Doc, start: int, end: int, words: NameWords, origins: Mapping[str, str]) -> int:
    """Where a name begins behind a title or origin with a capital ("Président Obama", "Autrichienne Nadine Fest"); ``end``
    when nothing but a function is there ("Président de la République")."""
    while end - start > 1 and (words.nouns.get(doc[start].text.lower()) == "Person" or doc[start].text.lower() in origins) \
            and doc[start].text.lower() not in words.first_names:
        if not is_capital(doc[start + 1]):
            return end if doc[start].text.lower() not in origins else start
        start += 1
    return start


def _is_portfolio(doc: Doc, i: int, words: NameWords) -> bool:
    """Whether a word names the field of a minister or a state at large: "secrétaire à la Défense", "télévision d'État"."""
    before = doc[i - 1].text.lower() if i else ""
    return doc[i].text.lower() in words.portfolios and before in {"la", "l'", "de", "d'", "du", "des", "le", "les", "aux", "au", "à"}


def _from_gazetteer(doc: Doc, gazetteer: Gazetteer, words: NameWords) -> Iterator[Proposal]:
    starts = {t.idx: t.i for t in doc}
    ends = {t.idx + len(t): t.i + 1 for t in doc}
    for match in gazetteer.find(doc.text):
        start, end = starts.get(match.start), ends.get(match.end)
        if start is None or end is None or end <= start:
            continue
        best, single = match.candidates[0], end - start == 1
        if single and (_plain_word(doc[start]) in words.not_names):
            continue
        rank = KNOWN
        if not best.certain:
            if not (best.type == "Place" and _placed(doc, start)):
                rank = GUESS
        if single and _opens_sentence(doc[start]) and doc[start].pos_ in {"VERB", "ADV", "ADP", "AUX", "DET", "PRON"}:
            rank = GUESS
        if best.source.endswith(".toml"):
            rank = ADDED
        type_ = best.type
        if rank == GUESS and any(c.type != type_ for c in match.candidates):
            type_ = ""
        if best.type in {"Place", "Country"} and _in_personal_name(doc, start, end, words):
            rank = GUESS
        yield Proposal(start, end, type_, rank, "gazetteer" if rank > GUESS else "doubtful")


def _placed(doc: Doc, start: int) -> bool:
    """Whether a preposition of place stands right before: "à Nice"."""
    return start > 0 and doc[start - 1].text.lower() in {"à", "vers", "près"}


def _in_personal_name(doc: Doc, start: int, end: int, words: NameWords) -> bool:
    """Whether a first name stands before or a capitalised name after a first name: "Jean Paris", "Sofia Rossi"."""
    if start > 0 and is_capital(doc[start - 1]) and doc[start - 1].text.lower() in words.first_names and not _opens_after_break(doc, start):
        return True
    return end - start == 1 and doc[start].text.lower() in words.first_names and end < len(doc) and is_capital(doc[end]) \
        and doc[end].pos_ == "PROPN" and doc[end].text.lower() not in words.not_names


def _opens_after_break(doc: Doc, start: int) -> bool:
    return doc[start - 1].is_punct


def _bodies(doc: Doc, words: NameWords, lang: str) -> Iterator[Proposal]:
    """Names that begin with a common noun that says what they are: "ministère russe des Affaires étrangères"."""
    for token in doc:
        lemma = _plain_word(token)
        if lemma not in words.always and lemma not in words.inside:
            lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "ADV", "AUX"} and not is_capital(token):
            continue
        if lemma in words.always:
            end, capital = _complement(doc, token.i + 1, lang, is_capital(token))
            named = capital or (lemma == "ministère" and end > token.i + 1) \
                or (is_capital(token) and not _opens_sentence(token) and end > token.i + 1)
            if named and end > token.i + 1 and (is_capital(token) or _body_named(doc, token.i, end, lemma)):
                yield Proposal(token.i, end, "Organization", PATTERN, "body")
                continue
        if lemma in words.inside:
            end = _apposed(doc, token.i + 1, words, lang, words.inside[lemma])
            if end > token.i + 1:
                yield Proposal(token.i, end, words.inside[lemma], PATTERN, "inside")


_STRONG = frozenset({"ministère", "parti", "cour", "tribunal", "université", "institut", "parquet", "préfecture", "ambassade", "fédération", "mairie",
                     "rectorat", "académie", "faculté", "régiment", "brigade", "bataillon", "lycée", "collège", "flotte"})


def _body_named(doc: Doc, start: int, end: int, lemma: str) -> bool:
    return lemma in _STRONG


def _complement(doc: Doc, i: int, lang: str, capital_head: bool) -> tuple[int, bool]:
    """Where the complement of a body's noun ends, and whether a capital stands in it."""
    end, capital, n = i, False, len(doc)
    adjectives = load_adjectives(lang).by_adjective
    while i < n:
        token = doc[i]
        lower = token.text.lower()
        if is_capital(token) and token.pos_ not in {"DET", "ADP"} and not token.is_punct and not token.is_sent_start:
            end, capital = i + 1, True
        elif token.text == "-" and i + 1 < n and end == i:
            pass
        elif capital and end == i and token.pos_ == "ADJ" and not token.is_sent_start and token.head.i < i and token.head.i >= i - 2:
            end = i + 1
        elif (token.pos_ == "ADJ" or lower in adjectives) and end == i and not token.text[0].isdigit():
            if i > 0 and doc[i - 1].is_punct:
                break
            end = i + 1
        elif lower in {"de", "du", "des", "d'", "la", "les", "l'", "le", "à", "aux", "au", "et", "pour", "en", "sur", "contre", "sans"}:
            if lower in {"à", "en", "sur", "contre", "pour", "au", "aux"} and not capital_head:
                break
            following = next((t for t in doc[i + 1:i + 4] if t.text.lower() not in {"la", "le", "les", "l'", "de", "des", "du", "d'"}), None)
            if following is None or following.is_punct:
                break
            if not (is_capital(following) or (capital_head and following.pos_ in {"NOUN", "ADJ"} and lower not in {"et", "au", "en", "sur"}) or
                    (following.pos_ == "NOUN" and lower in {"de", "du", "des", "d'"} and not capital)):
                break
            if lower == "et" and (not capital or following.text.lower() in load_name_firsts(lang)):
                break
        elif token.pos_ == "NOUN" and i > 0 and doc[i - 1].text.lower() in {"de", "du", "des", "d'", "la", "l'", "les", "le", "pour", "et", "aux", "au"}:
            end = i + 1
        else:
            break
        i += 1
    return end, capital


def load_name_firsts(lang: str) -> frozenset[str]:
    return name_words(lang).first_names


def _apposed(doc: Doc, i: int, words: NameWords, lang: str, type_: str) -> int:
    """Where a name that begins with its kind ends: "opération Harpie", "région de Kherson", "guerre de Sécession"."""
    n = len(doc)
    start = i
    linked = False
    while i < n and doc[i].text.lower() in {"de", "du", "des", "d'", "la", "le", "les", "l'"}:
        linked = True
        i += 1
    if i - start > 3 or i >= n or not is_capital(doc[i]) or doc[i].is_punct or doc[i].is_sent_start:
        return start
    if linked and type_ not in {"Place", "Event", "Work"}:
        return start
    if linked and type_ in {"Event", "Work"} and doc[i].pos_ != "PROPN":
        return start
    if linked and type_ in {"Event", "Work"} and not doc[i].ent_type_ == "MISC":
        return start
    while i < n and (is_capital(doc[i]) or doc[i].text[0].isdigit()) and not doc[i].is_punct:
        i += 1
    return i


def _acronyms(doc: Doc, words: NameWords) -> Iterator[Proposal]:
    for token in doc:
        if _ACRONYM.fullmatch(token.text) and not any(c.isdigit() for c in token.text) and token.text.lower() not in words.not_names and sum(c.isalpha() for c in token.text) >= 2 \
                and not re.fullmatch(r"[IVXLCDM]+", token.text):
            near = [t for t in doc[max(0, token.i - 3):token.i + 4] if t is not token and t.is_alpha and len(t) > 1]
            if near and all(t.text.isupper() for t in near):
                continue
            yield Proposal(token.i, token.i + 1, "Organization", GUESS, "acronym")


def _after_words(doc: Doc, words: NameWords, lang: str) -> Iterator[Proposal]:
    """Names told by the word right before: "M. Dupont", "navire Ocean Viking", "ville de Pokrovsk"."""
    origins = load_adjectives(lang).by_adjective
    for token in doc:
        lower, i = token.text.lower(), token.i + 1
        if words.nouns.get(lower) == "Person" or lower in origins and token.i and doc[token.i - 1].text.lower() in {"l'", "le", "la", "un", "une"}:
            end = capital_run(doc, i, words)
            if end - i > 1 and not doc[i].is_sent_start and lower not in words.beside:
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
            end = capital_run(doc, j, words)
            if end > j and not doc[j].is_sent_start and doc[j].pos_ != "DET":
                yield Proposal(j, end, words.beside[lemma], PATTERN - 1, "beside")
        if lemma in words.places_beside and i < len(doc) and doc[i].text.lower() in {"de", "du", "d'", "des"}:
            end = capital_run(doc, i + 1, words)
            if end > i + 1:
                yield Proposal(i + 1, end, "Place", PATTERN - 1, "place of")


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
        if token.is_sent_start and i > start:
            break
        if is_capital(token) or (token.text[0].isdigit() and i > start and len(token) <= 4):
            end = i + 1
        elif token.text == "-" and end == i or token.text == "." and len(doc[i - 1]) == 1:
            pass
        elif token.text.lower() not in words.particles or end != i and doc[i - 1].text.lower() not in words.particles:
            break
        elif token.text.lower() in {"la", "le", "l'", "des", "y", "e", "el", "al"} and doc[i - 1].text.lower() not in words.particles and token.text.lower() not in {"y", "e", "el", "al"}:
            break
        i += 1
    return end


def _capitals(doc: Doc, words: NameWords, taken: set[int]) -> Iterator[Proposal]:
    """Runs of capitalised words that nobody claimed."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if not is_capital(token) or i in taken or token.is_punct:
            i += 1
            continue
        end = i + 1
        while end < len(doc) and is_capital(doc[end]) and end not in taken and not doc[end].is_punct and not doc[end].is_sent_start:
            end += 1
        first = token.text.lower()
        opens = _opens_sentence(token)
        if end - i == 1:
            if not opens and token.pos_ in {"PROPN", "NOUN", "X", "ADJ", "VERB"} and first not in words.not_names and len(token) > 2:
                yield Proposal(i, end, "", GUESS - 1, "capital")
            elif opens and token.pos_ == "PROPN" and first not in words.not_names and len(token) > 2:
                yield Proposal(i, end, "", GUESS - 1, "opening")
        else:
            start = i + 1 if opens and first in words.not_names else i
            if doc[start].text.lower() in words.first_names and end - start >= 2:
                yield Proposal(start, end, "Person", GUESS, "first name")
            elif end > start and doc[start].text.lower() not in words.not_names:
                yield Proposal(start, end, "", GUESS - 1, "capitals")
        i = end
