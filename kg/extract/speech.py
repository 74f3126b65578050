"""Who says so: the source of each clause, from verbs of saying, "selon", and quotations.

The order of candidates for a quotation (nearest verb of saying in its sentence, then its paragraph, then the speaker of
the quotation before) follows the idea of GenderGapTracker's quote extractor (Asr et al., PLOS ONE 2021).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.extract.quotations import Quotation
from kg.extract.reading import Reading
from kg.extract.reality import stronger
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, preposition_of
from kg.lang.nouns import noun_types
from kg.schema import Schema

_SPEAKERS = frozenset({"Person", "Group", "Organization"})
_SCARE = 24
"""Characters of a quotation below which its marks may only keep a word at a distance (« volée »)."""


@dataclass(slots=True)
class Saying:
    """A clause of saying with its speaker, and whether it stands inverted or as an aside ("…, a déclaré X")."""

    reading: Reading
    speaker: Word | None
    aside: bool


@dataclass(slots=True)
class Paragraph:
    """All that attribution needs of one paragraph."""

    tree: Tree
    readings: list[Reading]
    sayings: list[Saying]
    sources: list[tuple[Word, Word]]


def gather(tree: Tree, readings: list[Reading], schema: Schema) -> Paragraph:
    """Find the sayings and the sources ("selon X") of a paragraph."""
    sayings = [Saying(r, _speaker(r), _is_aside(r, tree)) for r in readings if is_saying(r, schema)]
    for saying in sayings:
        _read_as_tag(saying, schema)
    return Paragraph(tree, readings, sayings, [*_sources(tree, schema.lang), *_believed(readings)])


def _read_as_tag(saying: Saying, schema: Schema) -> None:
    """Whatever a verb means elsewhere, behind a quotation it says ("« … », a lancé X")."""
    casting = saying.reading.casting
    if saying.aside and schema.event_types[casting.type].group != "speech":
        casting.type, casting.predicate, casting.frame, casting.patients = "Say", saying.reading.clause.lemma, None, []
        casting.rule = f"tag {casting.predicate}"


def _believed(readings: list[Reading]) -> list[tuple[Word, Word]]:
    """The source of "à en croire X", which states no belief."""
    found = []
    for reading in readings:
        clause = reading.clause
        if clause.lemma == "croire" and is_infinitive(clause.head) and clause.marker == "à" and clause.objects:
            reading.stated = False
            found.append((clause.objects[0], clause.head))
    return found


def is_saying(reading: Reading, schema: Schema) -> bool:
    kind = schema.event_types.get(reading.casting.type)
    if kind is not None and kind.group == "speech" and reading.casting.frame is not None:
        return True
    return reading.clause.lemma in grammar(schema.lang)["sources"]["quoting"]


def _speaker(reading: Reading) -> Word | None:
    return reading.casting.agents[0] if reading.casting.agents else None


def _is_aside(reading: Reading, tree: Tree) -> bool:
    """Verb before subject, after a comma or a closing mark, without content of its own."""
    clause = reading.clause
    if not is_finite(clause.finite_verb) or not reading.casting.agents:
        return False
    if clause.subjects and clause.subjects[0].i < clause.finite_verb.i:
        return False
    if any(c.link == "complement" and c.marker.startswith("qu") for c in clause.children):
        return False
    first = clause.finite_verb
    before = tree.words[first.i - 1].text if first.i else ""
    while before in {"se", "s'", "l'", "le", "en", "y", "lui", "leur", "-", "n'"} and first.i > 1:
        first = tree.words[first.i - 1]
        before = tree.words[first.i - 1].text
    return before in {",", "»", "”", '"', "—", "–", "?", "!", "…", "..."}


def _sources(tree: Tree, lang: str) -> list[tuple[Word, Word]]:
    """(source, preposition) of every "selon X" of the paragraph."""
    words, labels = grammar(lang)["sources"], labels_of(lang)
    found = []
    for word in tree.words:
        case = word.kid(labels.preposition)
        if case is None or word.pos not in {"NOUN", "PROPN", "PRON"} and not _stands_for_noun(word, lang):
            continue
        preposition = preposition_of(word, lang)
        if preposition in words["prepositions"]:
            if _is_manner(word, preposition, lang):
                continue
            source = _antecedent_of_source(word, case, tree, lang)
            if source is not None:
                found.append((source, case))
        elif preposition == "de" and word.lemma in words["bare"] and _is_bare_source(word, case, tree, lang):
            found.append((word, case))
        elif (
            preposition in words["opinion"]
            and case.i == tree.sentence_of(word)[0]
            and (word.pos != "NOUN" or noun_types(lang).get(word.lemma) in _SPEAKERS)
            and _is_set_off(word, tree)
            and not (word.lemma in words["helped"] and _is_unquoted(word, tree))
        ):
            found.append((word, case))
    return found


def _is_unquoted(word: Word, tree: Tree) -> bool:
    first, end = tree.sentence_of(word)
    return all(w.text not in {"«", "“", '"'} for w in tree.words[first:end])


def _is_set_off(word: Word, tree: Tree) -> bool:
    """Whether a comma closes what opens a sentence: right behind its noun, or behind the whole phrase where a quotation
    follows ("Pour le président du syndicat, « … »")."""
    if any(w.text == "," for w in tree.words[word.i + 1 : word.i + 4]):
        return True
    _, end = tree.sentence_of(word)
    comma = next((w.i for w in tree.words[word.i : end] if w.text == ","), None)
    if comma is None or any(w.text in {"«", "“"} for w in tree.words[word.i : comma]):
        return False
    phrase = set(word.subtree())
    quoted = any(w.text in {"«", "“", '"'} for w in tree.words[comma:end])
    return quoted and all(w in phrase for w in tree.words[word.i : comma])


def _stands_for_noun(word: Word, lang: str) -> bool:
    """ "selon ce dernier": an adjective behind a demonstrative."""
    determiners = word.kids(labels_of(lang).determiner)
    return word.pos == "ADJ" and any(d.lemma == "ce" and d.i == word.i - 1 for d in determiners)


def _is_manner(word: Word, preposition: str, lang: str) -> bool:
    """ "selon les mêmes règles", "selon les pays", "d'après un roman de X": nobody says so, it is how it is done."""
    words = grammar(lang)["sources"]
    places = noun_types(lang).get(word.lemma) in {"Place", "Country", "Facility"}
    several = places and word.morph.get("Number") == "Plur"
    model = preposition == "d'après" and word.lemma in words["models"]
    return word.pos == "NOUN" and (word.lemma in words["manner"] or several or model)


def _antecedent_of_source(word: Word, case: Word, tree: Tree, lang: str) -> Word | None:
    """The source itself; for "X, selon qui …" the phrase before the comma."""
    pronouns = grammar(lang)["pronouns"]
    if word.text.lower() not in {*pronouns["relative_subject"], *pronouns["relative_other"]}:
        return word
    i = case.i - 1
    while i > 0 and tree.words[i].pos == "PUNCT":
        i -= 1
    noun, labels = tree.words[i], labels_of(lang)
    while noun.dep in labels.name_part | labels.noun_complement | labels.adjective and noun.head.i < noun.i:
        noun = noun.head
    return noun if noun.pos in {"NOUN", "PROPN"} else None


def _is_bare_source(word: Word, case: Word, tree: Tree, lang: str) -> bool:
    """ "De source policière, …", "…, de sources concordantes": no article, an adjective, and a clause of its own."""
    labels = labels_of(lang)
    opens = case.i in tree.breaks or tree.words[case.i - 1].text == "," or word.head.pos == "VERB"
    return opens and not word.kids(labels.determiner) and bool(word.kids(labels.adjective))


def attribute(
    paragraphs: list[Paragraph], quotations: tuple[Quotation, ...], schema: Schema
) -> tuple[tuple[Quotation, Word | None], ...]:
    """Set the speakers of all readings of a document, in place, innermost source first; return each quotation with its
    speaker."""
    last: Word | None = None
    told: dict[Quotation, Word | None] = {}
    introduction: Saying | None = None
    for number, paragraph in enumerate(paragraphs):
        here = [q for q in quotations if q.paragraph == number]
        spoken = [q for q in here if _has_clause(q, paragraph)]
        _silence_titles(paragraph, [q for q in here if q not in spoken])
        _drop_enclosed_sayings(paragraph, spoken)
        previous = last
        for quotation in here:
            speaker, cue = _quotation_speaker(quotation, paragraph, spoken, previous if quotation in spoken else None)
            if speaker is None and quotation is here[0]:
                speaker, cue = _introducer(introduction)
            floats = quotation.resumes or quotation in spoken and _fills(quotation, paragraph)
            if speaker is None and floats and not quotation.turn:
                speaker, cue = last, last
            told[quotation] = speaker
            for reading in paragraph.readings:
                if _inside(reading.head, quotation) and not _is_incise(reading, paragraph):
                    _credit(reading, paragraph, speaker, cue, inner=quotation)
            if speaker is not None and quotation in spoken:
                previous = speaker
        for reading in paragraph.readings:
            if not any(_inside(reading.head, q) for q in spoken):
                _credit_from_syntax(reading, paragraph)
        introduction = _introduction(paragraph)
        if previous is not None:
            last = previous
        elif paragraph.sayings:
            last = next((s.speaker for s in reversed(paragraph.sayings) if s.speaker is not None), last)
    return tuple((q, told.get(q)) for q in quotations)


def _introduction(paragraph: Paragraph) -> Saying | None:
    """The saying at the end of a paragraph that a colon closes: what it introduces stands in the next one."""
    words = [w for w in paragraph.tree.words if w.pos != "SPACE"]
    if not words or words[-1].text != ":":
        return None
    first, _ = paragraph.tree.sentence_of(words[-1])
    return next((s for s in reversed(paragraph.sayings) if s.reading.head.i >= first and s.speaker is not None), None)


def _introducer(saying: Saying | None) -> tuple[Word | None, Word | None]:
    return (saying.speaker, saying.reading.head) if saying is not None else (None, None)


def _inside(word: Word, quotation: Quotation) -> bool:
    return quotation.span.start_char <= word.start < quotation.span.end_char


def _has_clause(quotation: Quotation, paragraph: Paragraph) -> bool:
    return any(
        _inside(r.head, quotation) and is_finite(r.clause.finite_verb) and _inside(r.clause.finite_verb, quotation)
        for r in paragraph.readings
    )


def _silence_titles(paragraph: Paragraph, quoted: list[Quotation]) -> None:
    """Infinitives and participles in quoted words without a finite verb ("le projet « Pour contrôler … »") state
    nothing."""
    for reading in paragraph.readings:
        clause = reading.clause
        if any(_inside(reading.head, q) for q in quoted) and not is_finite(clause.finite_verb):
            above = clause.governor
            held = above is not None and (clause.link in {"infinitive", "complement"} or _is_narrated(reading, quoted))
            outside = held and above is not None and not any(_inside(above.head, q) for q in quoted)
            reading.silenced = not outside


def _is_narrated(reading: Reading, quoted: list[Quotation]) -> bool:
    """Whether words in marks only continue a clause of the article: "pour « ne pas laisser faire »", "un tract
    « appelant à la grève »", "ont été « jetés contre le mur du fond »"."""
    clause = reading.clause
    inside = next((q for q in quoted if _inside(reading.head, q)), None)
    if inside is None or inside.span.end_char - inside.span.start_char < _SCARE:
        return False
    if is_finite(clause.finite_verb):
        return not _inside(clause.finite_verb, inside)
    if is_infinitive(clause.finite_verb):
        markers = [w for c in clause.head.children if c.i < reading.head.i for w in (c, *c.children) if w.pos == "ADP"]
        return any(w.start < inside.span.start_char for w in markers)
    present = reading.head.text.lower().endswith("ant")
    return present and clause.antecedent is not None and not _inside(clause.antecedent, inside)


def _fills(quotation: Quotation, paragraph: Paragraph) -> bool:
    """Whether nothing but the quotation stands in its paragraph."""
    outside = [w for w in paragraph.tree.words if w.pos not in {"PUNCT", "SPACE"} and not _inside(w, quotation)]
    return len(outside) <= 1


def _drop_enclosed_sayings(paragraph: Paragraph, spoken: list[Quotation]) -> None:
    """A verb of saying inside a quotation is no tag of it, unless it is an aside ("« …, dit X. … »")."""
    paragraph.sayings = [s for s in paragraph.sayings if s.aside or not any(_inside(s.reading.head, q) for q in spoken)]


def _is_incise(reading: Reading, paragraph: Paragraph) -> bool:
    return any(s.reading is reading and s.aside for s in paragraph.sayings)


def _quotation_speaker(
    quotation: Quotation, paragraph: Paragraph, spoken: list[Quotation], previous: Word | None
) -> tuple[Word | None, Word | None]:
    tree = paragraph.tree
    start, end = quotation.span.start_char, quotation.span.end_char
    inside = [s for s in paragraph.sayings if s.aside and _inside(s.reading.head, quotation)]
    after = [
        s
        for s in paragraph.sayings
        if s.aside and s.reading.head.start >= end and not tree.sentence_break_between(end, s.reading.head.start)
    ]
    before = [
        s
        for s in paragraph.sayings
        if not _inside(s.reading.head, quotation)
        and s.reading.head.end <= start
        and not tree.sentence_break_between(s.reading.head.end, start)
    ]
    for candidates in (inside, after[:1], before[-1:]):
        for saying in candidates:
            if saying.speaker is not None:
                return saying.speaker, saying.reading.head
    for source, cue in paragraph.sources:
        if not tree.sentence_break_between(min(source.start, start), max(source.start, end)):
            return source, cue
    earlier = [s for s in paragraph.sayings if s.reading.head.end <= start and s.speaker is not None]
    if previous is not None and earlier and not quotation.turn:
        return previous, earlier[-1].reading.head
    return None, None


def _together(speaker: Word, paragraph: Paragraph) -> list[Word]:
    """A speaker with those who say it too ("ont affirmé un médecin et une infirmière")."""
    return next((list(s.reading.casting.agents) for s in paragraph.sayings if s.speaker is speaker), [speaker])


def _credit(reading: Reading, paragraph: Paragraph, speaker: Word | None, cue: Word | None, inner: Quotation) -> None:
    reading.quoted = True
    source = reading.source
    if source is not None and _inside(source.head, inner):
        if source.casting.agents:
            reading.speakers, reading.speaker_cue = list(source.casting.agents), source.head
            return
    if speaker is None or cue is None:
        reading.silenced = not _is_narrated(reading, [inner])
        return
    reading.speakers, reading.speaker_cue = _together(speaker, paragraph), cue


def _introduces(reading: Reading, saying: Saying, tree: Tree) -> bool:
    """ "Le syndicat n'y croit pas : « … », rappelle X": what stands before the colon is not what X says."""
    between = tree.words[reading.head.i : saying.reading.head.i]
    return any(a.text == ":" and b.text in {"«", "“", '"'} for a, b in pairwise(between))


def _is_before_et(word: Word, cue: Word, tree: Tree) -> bool:
    """ "La pluie a cessé et, selon la police, l'eau baisse": a source behind "et" tells what follows it."""
    before = [w.text.lower() for w in tree.words[max(0, cue.i - 2) : cue.i]]
    return word.i < cue.i and bool(before) and (before[-1] in {"et", "mais"} or before in (["et", ","], ["mais", ","]))


def _credit_from_syntax(reading: Reading, paragraph: Paragraph) -> None:
    source = reading.source
    if source is None and reading.speakers:
        return
    if source is not None:
        if source.casting.agents:
            reading.speakers, reading.speaker_cue = list(source.casting.agents), source.head
        elif source.clause.voice == "passive" and is_infinitive(reading.clause.finite_verb):
            reading.modality = stronger(reading.modality, "possible" if reading.modality == "actual" else "")
        else:
            reading.silenced = True
        return
    tree = paragraph.tree
    for saying in paragraph.sayings:
        if (
            saying.aside
            and not _introduces(reading, saying, tree)
            and saying.reading is not reading
            and saying.speaker is not None
            and reading.head.start < saying.reading.head.start
            and not tree.sentence_break_between(reading.head.start, saying.reading.head.start)
        ):
            reading.speakers, reading.speaker_cue = _together(saying.speaker, paragraph), saying.reading.head
            return
    for origin, cue in paragraph.sources:
        relative = origin.start < cue.start
        below_source = reading.head in set(origin.subtree()) or _is_before_et(reading.head, cue, tree)
        if relative:
            below_source = reading.head.start < cue.start
        if not below_source and not tree.sentence_break_between(
            min(origin.start, reading.head.start), max(origin.start, reading.head.start)
        ):
            reading.speakers, reading.speaker_cue = [origin], cue
            return
