"""Names that begin with a common noun saying what they are: "ministère russe des Affaires étrangères"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.candidates import PATTERN, NameWords, Proposal, is_capital, opens_sentence, plain_word
from kg.gazetteer import load_adjectives
from kg.lang import load_table

_ARTICLES = frozenset({"le", "la", "les", "l'"})


def propose_bodies(doc: Doc, tokens: Sequence[Token], words: NameWords, lang: str) -> Iterator[Proposal]:
    """Names that begin with a common noun that says what they are: "ministère russe des Affaires étrangères"."""
    for token in tokens:
        lemma = plain_word(token)
        if lemma not in words.always and lemma not in words.inside and lemma not in words.national:
            lemma = token.lemma_.lower()
        if lemma not in words.always and lemma not in words.inside and lemma not in words.national:
            continue
        if token.pos_ in {"VERB", "ADV", "AUX"} and not is_capital(token):
            continue
        if lemma in words.always:
            end, capital = _complement(doc, token.i + 1, words, lang, is_capital(token))
            named = (
                capital
                or (lemma == "ministère" and end > token.i + 1)
                or (is_capital(token) and not opens_sentence(token) and end > token.i + 1)
            )
            if named and end > token.i + 1 and (is_capital(token) or _body_named(doc, token.i, end, lemma)):
                yield Proposal(token.i, end, "Organization", PATTERN, "body")
                continue
        if lemma in words.national and _follows_origin(doc, token.i, lang):
            yield Proposal(token.i, token.i + 2, "Organization", PATTERN, "national body")
            continue
        if lemma in words.churches and is_capital(token) and token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "ADJ":
            end, _ = _complement(doc, token.i + 1, words, lang, True)
            yield Proposal(token.i, end, "Organization", PATTERN, "body")
            continue
        if lemma in words.inside and not (is_capital(token) and token.ent_type_ == "PER"):
            if token.pos_ == "ADJ" and not is_capital(token) or _are_many(doc, token, lang):
                continue
            end = _apposed(doc, token.i + 1, words, lang, words.inside[lemma])
            if end > token.i + 1:
                yield Proposal(token.i, end, words.inside[lemma], PATTERN, "inside")


_STRONG = frozenset(
    {
        "ministère",
        "parti",
        "cour",
        "tribunal",
        "université",
        "institut",
        "parquet",
        "préfecture",
        "ambassade",
        "fédération",
        "mairie",
        "rectorat",
        "académie",
        "faculté",
        "régiment",
        "brigade",
        "bataillon",
        "lycée",
        "collège",
        "flotte",
        "diocèse",
        "observatoire",
    }
)


def _are_many(doc: Doc, token: Token, lang: str) -> bool:
    """Whether a plural tells of some of a place's streets or regions, no name: "les rues de Limoges"."""
    linked = token.i + 1 < len(doc) and doc[token.i + 1].text.lower() in {"de", "du", "des", "d'"}
    return linked and token.text.lower() in load_table(lang, "places")["ways"]


def _follows_origin(doc: Doc, i: int, lang: str) -> bool:
    """Whether nothing but the adjective of a country follows: "gouvernement ukrainien"."""
    return i + 1 < len(doc) and doc[i + 1].text in load_adjectives(lang).by_adjective


def _body_named(doc: Doc, start: int, end: int, lemma: str) -> bool:
    return lemma in _STRONG


def _complement(doc: Doc, i: int, words: NameWords, lang: str, capital_head: bool) -> tuple[int, bool]:
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
        elif (
            capital
            and end == i
            and token.pos_ == "ADJ"
            and not token.is_sent_start
            and token.head.i < i
            and token.head.i >= i - 2
        ):
            end = i + 1
        elif (token.pos_ == "ADJ" or lower in adjectives) and end == i and not token.text[0].isdigit():
            if i > 0 and doc[i - 1].is_punct:
                break
            end = i + 1
        elif lower in _ARTICLES and end == i:
            break
        elif lower in {
            "de",
            "du",
            "des",
            "d'",
            "la",
            "les",
            "l'",
            "le",
            "à",
            "aux",
            "au",
            "et",
            "pour",
            "en",
            "sur",
            "contre",
            "sans",
        }:
            if lower in {"à", "en", "sur", "contre", "pour", "au", "aux"} and not capital_head:
                break
            following = next(
                (
                    t
                    for t in doc[i + 1 : i + 4]
                    if t.text.lower() not in {"la", "le", "les", "l'", "de", "des", "du", "d'"}
                ),
                None,
            )
            if following is None or following.is_punct:
                break
            if not (
                is_capital(following)
                or (capital_head and following.pos_ in {"NOUN", "ADJ"} and lower not in {"et", "au", "en", "sur"})
                or (following.pos_ == "NOUN" and lower in {"de", "du", "des", "d'"} and not capital)
            ):
                break
            if lower == "et" and (not capital or following.text.lower() in words.first_names):
                break
        elif (
            token.pos_ == "NOUN"
            and i > 0
            and doc[i - 1].text.lower() in {"de", "du", "des", "d'", "la", "l'", "les", "le", "pour", "et", "aux", "au"}
        ):
            end = i + 1
        else:
            break
        i += 1
    return end, capital


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
    if linked and type_ in {"Event", "Work"} and doc[i].ent_type_ != "MISC":
        return start
    if not linked and doc[i].ent_type_ == "PER" and i + 1 < n and doc[i + 1].ent_type_ == "PER":
        return start
    while i < n and (is_capital(doc[i]) or doc[i].text[0].isdigit()) and not doc[i].is_punct:
        if i > start and doc[i].ent_type_ == "PER" and doc[i].ent_iob_ == "B" and doc[i - 1].ent_type_ != "PER":
            break
        i += 1
    return i
