"""The phrases of an article that may refer to the same things: names, common-noun phrases, pronouns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.analysis import Analysis, ParsedParagraph
from kg.facts import Mention, Node, Span
from kg.gazetteer import country_of_adjective
from kg.gazetteer.tables import first_names
from kg.resolve.morphology import clitic_gender, is_impersonal, noun_features
from kg.resolve.words import ReferenceWords, noun_gender, reference_words
from kg.schema import load_schema

NAME_DEPS = frozenset({"flat:name", "flat:foreign", "fixed", "flat"})
QUALIFYING_DEPS = NAME_DEPS | {"amod", "nummod"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
OBJECTS = frozenset({"obj", "iobj"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, name or pronoun, without its determiner.

    ``head`` is the document offset of the head word; ``sentence`` counts through the document; ``gender`` is "m", "f"
    or "", ``number`` "s", "p" or ""; ``modifiers`` are the lemmas of adjectives and complements; ``verb`` is the offset
    of the verb that it depends on, ``governor`` its lemma and ``role`` "subject", "object", "oblique" or "other";
    ``quotation`` numbers the quotation, -1 outside; ``definite`` is "definite", "demonstrative", "possessive",
    "indefinite" or ""; ``canonical`` is the name of the country that an adjective or a seat of power stands for;
    ``sort`` of a pronoun is "personal", "possessive", "relative", "near" ("celui-ci"), "speaker" (first person) or
    "impersonal";
    ``part`` is "headline" in a heading that opens the article, "lead" in the paragraph after it, else "".
    """

    text: str
    span: Span
    head: int
    kind: str
    type: str
    lemma: str
    sentence: int
    gender: str = ""
    number: str = ""
    modifiers: frozenset[str] = frozenset()
    role: str = "other"
    verb: int = -1
    definite: str = ""
    governor: str = ""
    quotation: int = -1
    canonical: str = ""
    sort: str = ""
    part: str = ""
    token: Token | None = field(default=None, compare=False, repr=False)


class Reader:
    """Makes phrases out of the parsed words of one document."""

    def __init__(self, analysis: Analysis):
        self._text = analysis.document.text
        self._lang = analysis.lang
        self._words = reference_words(analysis.lang)
        self._paragraphs = analysis.paragraphs
        self._starts = [p.offset for p in analysis.paragraphs]
        self._word_starts = [[t.idx for t in p.doc] for p in analysis.paragraphs]
        self._sentences: list[tuple[int, int]] = []
        for p in analysis.paragraphs:
            self._sentences.extend((p.offset + s.start_char, p.offset + s.end_char) for s in p.doc.sents)
        self._sentence_starts = [s for s, _ in self._sentences]
        self._quotes = list(_quoted(self._text))

    def token_at(self, offset: int) -> Token | None:
        """The word at a document offset."""
        k = bisect_right(self._starts, offset) - 1
        if k < 0:
            return None
        p = self._paragraphs[k]
        i = bisect_right(self._word_starts[k], offset - p.offset) - 1
        if i < 0 or (i == len(p.doc) - 1 and offset >= p.offset + p.doc[i].idx + len(p.doc[i])):
            return None
        return p.doc[i]

    def head_of(self, node: Node) -> Token | None:
        """The head word of a node; the noun that a number or small word at its start goes with."""
        token = self.token_at(node.head)
        if token is not None and token.pos_ in {"NUM", "DET", "ADP", "ADV", "PUNCT"}:
            paragraph = self.paragraph_of(node.span.start_char)
            span = paragraph.doc.char_span(
                node.span.start_char - paragraph.offset, node.span.end_char - paragraph.offset, alignment_mode="expand"
            )
            return span.root if span is not None else token
        return token

    def root_of(self, span: Span) -> Token | None:
        """The head word of a span, seen past a preposition that swallowed its determiner ("des")."""
        paragraph = self.paragraph_of(span.start_char)
        tokens = paragraph.doc.char_span(
            span.start_char - paragraph.offset, span.end_char - paragraph.offset, alignment_mode="expand"
        )
        return tokens.root if tokens is not None else None

    def bare_start(self, span: Span) -> int:
        """Where a span begins without its determiner."""
        paragraph = self.paragraph_of(span.start_char)
        tokens = paragraph.doc.char_span(
            span.start_char - paragraph.offset, span.end_char - paragraph.offset, alignment_mode="expand"
        )
        if tokens is None:
            return span.start_char
        words = self._words.definite | self._words.demonstrative | self._words.possessive | self._words.indefinite
        start = next((t for t in tokens if t.text.lower() not in words), tokens[0])
        return int(paragraph.offset + start.idx)

    def paragraph_of(self, offset: int) -> ParsedParagraph:
        return self._paragraphs[bisect_right(self._starts, offset) - 1]

    def _part(self, offset: int) -> str:
        k = bisect_right(self._starts, offset) - 1
        return ("headline", "lead")[k] if k < 2 and self._paragraphs[0].paragraph.kind == "heading" else ""

    def sentence_of(self, offset: int) -> int:
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def quotation_of(self, offset: int) -> int:
        """The number of the quotation at an offset, -1 outside."""
        number = bisect_right(self._quotes, offset, key=lambda quote: quote[0]) - 1
        return number if number >= 0 and offset < self._quotes[number][1] else -1

    def name(self, mention: Mention) -> Phrase:
        """A name mention as a phrase."""
        paragraph = self.paragraph_of(mention.span.start_char)
        start, end = mention.span.start_char - paragraph.offset, mention.span.end_char - paragraph.offset
        tokens = paragraph.doc.char_span(start, end, alignment_mode="expand") if start >= 0 else None
        if tokens is None:
            return Phrase(
                mention.text, mention.span, mention.span.start_char, mention.kind, mention.type, mention.text.lower(), 0
            )
        gender, number = self._name_features(mention, tokens[0])
        if mention.kind == "name":
            return self.phrase(tokens.root, mention.span, "name", mention.type, features=(gender, number))
        number = "p" if mention.type == "Group" else "s"
        return self.phrase(tokens.root, mention.span, "people", mention.type, features=(gender, number))

    def phrase(
        self,
        head: Token,
        span: Span,
        kind: str,
        type_: str | None = None,
        *,
        features: tuple[str, str] | None = None,
        canonical: str = "",
        sort: str = "",
    ) -> Phrase:
        """The phrase of a head word that covers ``span``; without ``type_`` that of a common noun, without ``features``
        the gender and number of the word."""
        offset = self.paragraph_of(span.start_char).offset
        children = list(head.children)
        if (
            features is None
            and head.lemma_.lower() in self._words.quantities
            and (counted := counted_noun(head, self._words))
        ):
            features = noun_features(counted, list(counted.children))
        gender, number = features or noun_features(head, children)
        role, verb = _role(head)
        return Phrase(
            self._text[span.start_char : span.end_char],
            span,
            offset + head.idx,
            kind,
            self.noun_type(head, number == "p") if type_ is None else type_,
            head.lemma_.lower(),
            self.sentence_of(span.start_char),
            gender,
            number,
            frozenset(_modifiers(head, children)) if kind != "pronoun" else frozenset(),
            role,
            offset + verb.idx if verb is not None else -1,
            self._definiteness(head, children) if kind != "pronoun" else "",
            verb.lemma_.lower() if verb is not None else "",
            self.quotation_of(span.start_char),
            canonical,
            sort,
            self._part(span.start_char),
            head,
        )

    def pronoun(self, head: Token, span: Span) -> Phrase | None:
        """A pronoun or possessive as a phrase; None for other words and for pronouns that stand for nothing ("il
        faut")."""
        words, form = self._words, head.text.lower().lstrip("-")
        possessive = form in words.possessors and (head.pos_ == "DET" or head.dep_ == "det")
        if possessive:
            sort, gender, number = "possessive", "", words.possessors[form]
        elif form in words.speakers:
            sort, gender, number = "speaker", "", words.speakers[form]
        elif form in words.near_adjectives and self._points_back(head):
            sort, (gender, number) = "near", noun_features(head, list(head.children))
        elif head.pos_ not in {"PRON", "X", "SCONJ"} or head.dep_ == "expl:subj":
            return None
        elif form in words.relatives:
            sort, gender, number = "relative", "", ""
        elif form in words.pronouns:
            sort = "near" if form in words.near else "impersonal" if is_impersonal(head) else "personal"
            gender, number = words.pronouns[form]
            gender = gender or clitic_gender(head)
        else:
            return None
        return self.phrase(head, span, "pronoun", "", features=(gender, number), sort=sort)

    def _points_back(self, head: Token) -> bool:
        """Whether an adjective stands for the noun said last: "ce dernier", not "ce dernier projet"."""
        alone = all(c.dep_ not in QUALIFYING_DEPS | {"nmod"} for c in head.children)
        return head.dep_ != "amod" and alone and head.i > 0 and head.nbor(-1).text.lower() in self._words.demonstrative

    def noun_type(self, head: Token, plural: bool) -> str:
        """The entity type that a common noun denotes."""
        words, lemma, form = self._words.noun_types, head.lemma_.lower(), head.text.lower()
        if (compound := hyphenated(head)) != form:
            lemma = form = compound
        if lemma in self._words.quantities and (counted := counted_noun(head, self._words)):
            return self.noun_type(counted, "Plur" in counted.morph.get("Number", []) or lemma not in self._words.wholes)
        if lemma in self._words.noun_starts:
            following = [t.text.lower() for t in head.doc[head.i + 1 : head.i + 3]]
            for length in (2, 1):
                if (longer := "-".join([lemma, *following[:length]])) in words:
                    return words[longer]
        found = (
            words.get(form)
            if plural and form in words
            else words.get(lemma) or words.get(form) or words.get(form.rstrip("s"))
        )
        if found == "Person" and plural:
            return "Group"
        if found:
            return found
        if country_of_adjective(head.text.lower(), self._lang) and head.text[0].isupper():
            return "Group" if plural else "Person"
        if lemma in load_schema(self._lang).nouns:
            return "Event"
        if len(lemma) > 6 and lemma.endswith(self._words.person_endings):
            return "Group" if plural else "Person"
        return "Concept"

    def _definiteness(self, head: Token, children: list[Token]) -> str:
        words = self._words
        for child in children:
            if child.i > head.i:
                break
            form = child.text.lower()
            if child.dep_ == "det" or form in words.definite:
                if form in words.demonstrative:
                    return "demonstrative"
                if form in words.possessive:
                    return "possessive"
                if form in words.indefinite and form != "des":
                    return "indefinite"
                if form in {"le", "la", "les", "l'", "au", "aux", "du"}:
                    return "definite"
                if form == "des":
                    return "definite" if child.dep_ == "case" else "indefinite"
            if child.dep_ == "nummod":
                return "indefinite"
        return ""

    def _name_features(self, mention: Mention, first: Token) -> tuple[str, str]:
        words, name = self._words, mention.text
        if mention.type == "Person":
            gender = first_names(self._lang).get(first.text.casefold(), "")
            before = first.nbor(-1).text.lower() if first.i else ""
            if before in {"mme", "mlle", "madame", "lady"}:
                gender = "f"
            elif before in {"m.", "monsieur", "sir", "lord", "m"}:
                gender = "m"
            return gender, "s"
        if name in words.plural_names:
            return ("f" if name in {"Philippines", "Seychelles", "Maldives", "Comores", "Bahamas"} else "m"), "p"
        before = first.nbor(-1).text.lower() if first.i else ""
        if before in {"la", "une", "cette"}:
            return "f", "s"
        if before in {"le", "un", "ce", "du", "au"}:
            return "m", "s"
        if before in {"les", "des", "aux"}:
            return "", "p"
        if mention.type == "Country":
            return ("f" if name.endswith("e") and name not in words.masculine_countries else "m"), "s"
        return (noun_gender(first.text.lower(), words) if len(name.split()) > 1 else ""), "s"


def clauses_of(p: Phrase) -> frozenset[str]:
    """The lemmas among the modifiers of a phrase that are verbs of its relative clauses and participles."""
    children = p.token.children if p.token is not None else ()
    return frozenset(c.lemma_.lower() for c in children if c.dep_ in {"acl", "acl:relcl"})


def counted_noun(head: Token, words: ReferenceWords) -> Token | None:
    """What a noun of quantity counts: the soldiers of "vingtaine de soldats", of "ensemble des soldats"; not those of
    "plupart des soldats", who are more than it."""
    whole = head.lemma_.lower() in words.wholes
    for child in head.children:
        cases = [c.text.lower() for c in child.children if c.dep_ == "case"]
        bare = cases in (["de"], ["d'"]) and not any(c.dep_ == "det" for c in child.children)
        if child.i > head.i and child.pos_ in {"NOUN", "PROPN"}:
            if bare or whole and cases[:1] in (["de"], ["d'"], ["du"], ["des"]):
                return child
    return None


def hyphenated(head: Token) -> str:
    """The word in lower case with what hyphens join to it: "état-major"."""
    form, i, doc = head.text.lower(), head.i, head.doc
    while (
        i + 2 < len(doc)
        and doc[i + 1].text == "-"
        and not doc[i].whitespace_
        and not doc[i + 1].whitespace_
        and doc[i + 2].is_alpha
    ):
        form += "-" + doc[i + 2].text.lower()
        i += 2
    return form


def _role(head: Token) -> tuple[str, Token | None]:
    token = head
    while token.dep_ in {"conj", "appos"} | NAME_DEPS and token.head != token:
        token = token.head
    verb = token.head if token.head != token else None
    if token.dep_ in SUBJECTS:
        return "subject", verb
    if token.dep_ in OBJECTS:
        return "object", verb
    if token.dep_.startswith("obl"):
        return "oblique", verb
    return "other", verb


def _modifiers(head: Token, children: list[Token]) -> Iterator[str]:
    """Lemmas of adjectives, numbers, and of the nouns and names that complete the head, two levels down."""
    for child in children:
        if child.dep_ in QUALIFYING_DEPS:
            yield child.lemma_.lower()
        elif child.dep_ == "nmod" and child.i > head.i:
            yield child.lemma_.lower()
            yield from (c.lemma_.lower() for c in child.children if c.dep_ in {"amod", "nmod"} | NAME_DEPS)
        elif child.dep_ in {"acl:relcl", "acl"}:
            yield child.lemma_.lower()


def _quoted(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between guillemets or straight quotation marks."""
    start = -1
    for i, c in enumerate(text):
        if c in "«“":
            start = i
        elif c in "»”" and start >= 0:
            yield start, i + 1
            start = -1
        elif c == '"':
            if start >= 0:
                yield start, i + 1
                start = -1
            else:
                start = i


def order(phrases: Iterable[Phrase]) -> list[Phrase]:
    """By place in the text, longer ones first."""
    return sorted(phrases, key=lambda p: (p.span.start_char, -p.span.end_char))
