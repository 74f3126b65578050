"""Whether a clause is stated, denied or unreal: polarity from negation, modality from mood, markers and governors."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import cast

from kg.extract.clauses import Clause
from kg.extract.kinds import is_actor
from kg.extract.tree import Word, labels_of
from kg.extract.words import grammar, is_finite, is_infinitive, preposition_of
from kg.facts import Modality, Polarity

_CONDITIONAL = re.compile(r"r(ais|ait|ions|iez|aient)$")
_FUTURE = re.compile(r"r(ai|as|a|ons|ez|ont)$")
_IRREGULAR = re.compile(
    r"(viendr|tiendr|pourr|devr|voudr|faudr|verr|saur|mourr|courr|vaudr|cevr|querr|^ser|^aur|fer|^ir)"
    r"(ai|as|a|ons|ez|ont|ais|ait|ions|iez|aient)$"
)
_STRENGTH = {"actual": 0, "necessary": 1, "future": 2, "possible": 3, "intended": 4, "conditional": 5}


@cache
def _future_stems(lemma: str) -> tuple[str, ...]:
    """What the future and the conditional of a regular verb begin with: "appeler" → "appeller", "mener" → "mèner"."""
    stem = lemma.removesuffix("e")
    if not lemma.endswith("er") or len(lemma) < 5:
        return (stem,)
    consonant, vowel = lemma[-3], lemma[-4]
    grave = f"{lemma[:-4]}è{consonant}er" if vowel in "eé" else stem
    doubled = f"{lemma[:-2]}{consonant}er" if vowel == "e" and consonant in "lt" else stem
    return (stem, grave, doubled, f"{lemma[:-3]}ier" if consonant == "y" else stem)


def mood_of(word: Word) -> str:
    """``conditional``, ``future`` or ``""``: from the tagger, or from the ending where a regular verb shows it."""
    form, stems = word.text.lower(), _future_stems(word.lemma)
    regular = stems[0].endswith("r") and any(form.startswith(s) and len(form) > len(s) for s in stems)
    if regular or _IRREGULAR.search(form):
        if _CONDITIONAL.search(form):
            return "conditional"
        if _FUTURE.search(form):
            return "future"
    if word.morph.get("Mood") == "Cnd" and _CONDITIONAL.search(form):
        return "conditional"
    return "future" if word.morph.get("Tense") == "Fut" and _FUTURE.search(form) else ""


def stronger(a: str, b: str) -> Modality:
    """The modality that is further from actual."""
    return cast(Modality, max(a or "actual", b or "actual", key=lambda m: _STRENGTH[m]))


def marker_kind(clause: Clause, lang: str) -> str:
    """The kind of subordination that the clause's marker names, "" when none or neutral."""
    kind = _kind_of(clause.marker, lang)
    if not kind or is_reason(clause, lang):
        return ""
    return "" if kind == "conditional" and _is_granted(clause, lang) else kind


@lru_cache(maxsize=1 << 10)
def _kind_of(marker: str, lang: str) -> str:
    """The kind of a marker by itself, "" when none or neutral."""
    markers = grammar(lang)["markers"]
    for kind in ("conditional", "intended", "unreal", "without"):
        if any(marker == m or marker.startswith((m + " ", m + "'")) for m in markers[kind]):
            return kind
    return ""


def _is_granted(clause: Clause, lang: str) -> bool:
    """ "lorsqu'il a été surpris", "même si la pluie a cessé": a past time and a concession are so."""
    if clause.marker.split(" ")[-1] in {"si", "s'"}:
        opener = next((w for w in clause.head.children if w.text.lower() in {"si", "s'"}), None)
        near = [] if opener is None else [*clause.head.children, *opener.children]
        even = opener is not None and any(w.text.lower() == "même" and w.i == opener.i - 1 for w in near)
        return even or _is_granted_above(clause, lang)
    verb = clause.finite_verb
    labels, be = labels_of(lang), clause.head.lemma in grammar(lang)["voice"]["etre_verbs"]
    helpers = clause.head.kids(labels.auxiliary if be else labels.tense_auxiliary)
    compound = bool(helpers) and verb.morph.get("Tense") == "Pres"
    past = compound or verb.morph.get("Tense") in {"Past", "Imp"}
    return clause.marker.startswith("lorsqu") and past and not mood_of(verb)


def _is_granted_above(clause: Clause, lang: str) -> bool:
    """ "Si l'expert admet une erreur, il souligne aussi …": an adverb of the main clause sets it against what is so."""
    above, words = clause.governor, grammar(lang)
    if above is None or mood_of(above.finite_verb) or mood_of(clause.finite_verb):
        return False
    adverbs = {c.text.lower() for c in above.head.children if c.i > clause.head.i}
    says = above.lemma in words["sources"]["saying"]
    told = set(words["modal"]["granting_saying"]) if says else set()
    return bool(adverbs & (told | set(words["modal"]["granting"])))


def is_reason(clause: Clause, lang: str) -> bool:
    """ "condamné pour avoir volé": what is done already is no purpose."""
    helper, head = clause.finite_verb, clause.head
    active = clause.voice == "reflexive" or head.lemma in grammar(lang)["voice"]["etre_verbs"]
    done = helper.lemma == "avoir" or helper.lemma == "être" and active
    return clause.marker == "pour" and is_infinitive(helper) and clause.verb is not head and done


def is_narrators(clause: Clause, lang: str) -> bool:
    """ "À noter que …", "Rappelons que …", "il faut dire que …": the article says so itself."""
    if clause.subjects or clause.lemma not in grammar(lang)["verbs"]["narrating"] or clause.voice == "passive":
        return False
    verb, above = clause.finite_verb, clause.governor
    if is_infinitive(verb):
        impersonal = above is not None and (above.impersonal or above.lemma == "falloir")
        return clause.marker == "à" and above is None or impersonal
    return not clause.own_subject and verb is clause.head and verb.text.lower().endswith("ons")


def polarity_of(clause: Clause, lang: str) -> Polarity:
    if clause.negated or marker_kind(clause, lang) == "without":
        return "negative"
    return "positive"


def _is_fiction(clause: Clause, lang: str) -> bool:
    """ "Dans le film, la Chine envahit Taïwan"."""
    words = grammar(lang)["modal"]["fiction"]
    return any(p == "dans" and w.lemma in words and w.i < clause.head.i for p, w in clause.obliques)


def is_conditioned(clause: Clause, lang: str) -> bool:
    """Whether a clause holds only if something does that an adverbial clause below it tells."""
    return any(marker_kind(c, lang) == "conditional" and c.link == "adverbial" for c in clause.children)


def _is_sequel(clause: Clause, lang: str) -> bool:
    """ "Il a d'abord nié avant de passer aux aveux": behind something past "avant de" tells what came next."""
    above = clause.governor
    if above is None or not clause.marker.startswith("avant") or not is_infinitive(clause.head) or above.negated:
        return False
    tenses = {"Past", "Pres", "Imp"} if above.verb is not above.head else {"Past"}
    told = above.voice in {"active", "reflexive"} and above.lemma not in grammar(lang)["verbs"]["ending"]
    verb = above.finite_verb
    past = verb.morph.get("VerbForm") != "Inf" and verb.morph.get("Tense") in tenses and not mood_of(verb)
    return told and past and clause.voice in {"active", "reflexive"}


def _is_case(clause: Clause, lang: str) -> bool:
    """ "dans le cas où il partirait", "au cas où": what such a relative tells is supposed."""
    noun = clause.head.head
    opened = any(w.text.lower() in grammar(lang)["pronouns"]["relative_place"] for w in clause.head.children)
    return opened and noun.lemma in grammar(lang)["modal"]["supposing"] and preposition_of(noun, lang) in {"dans", "à"}


def own_modality(
    clause: Clause, lang: str, reported: bool, asked: bool, correlative: bool, telling: bool = False
) -> Modality:
    """The modality a clause has by itself: its mood, its marker, its conditions, its adverbs.

    ``reported``: below a verb of saying; ``asked``: in a sentence that ends with a question mark; ``correlative``: in
    one of the form "plus …, plus …", each half of which holds only if the other does; ``telling``: with what is said
    below it, which conditions behind it then belong to.
    """
    kind = marker_kind(clause, lang)
    if correlative and clause.link != "parataxis":
        return "conditional"
    if _is_fiction(clause, lang):
        return "possible"
    if is_infinitive(clause.head) and clause.head.head.lemma == "point" and not clause.head.is_root:
        return "future"
    if (
        asked
        and clause.link != "relative"
        or {c.text.lower() for c in clause.head.children} & set(grammar(lang)["modal"]["adverbs"])
    ):
        return "conditional" if kind == "conditional" else "possible"
    whoever = grammar(lang)["pronouns"]["whoever"]
    if kind == "conditional" or any(w.text.lower() in whoever for s in clause.subjects for w in (s, *s.children)):
        return "conditional"
    if kind == "intended" and clause.lemma in grammar(lang)["verbs"]["result"] and clause.marker == "pour":
        return "actual"
    if kind == "unreal" and _is_sequel(clause, lang):
        return "actual"
    if kind in {"intended", "unreal"}:
        return "intended" if kind == "intended" else "possible"
    mood = mood_of(clause.finite_verb)
    if clause.link == "relative" and _is_case(clause, lang):
        return "conditional"
    if is_conditioned(clause, lang) and not telling:
        return "conditional"
    if mood == "conditional":
        return "future" if reported else ("conditional" if clause.negated else "possible")
    return "future" if mood == "future" else "actual"


def is_noun_content(clause: Clause, lang: str) -> bool:
    """ "l'idée que …", "le bruit court que …": a noun's content is not said to be so, but for "le fait que"."""
    noun = clause.head.head
    return (
        clause.marker.startswith("qu")
        and noun.pos == "NOUN"
        and not clause.head.is_root
        and noun.lemma not in grammar(lang)["nouns"]["factive"]
    )


def is_cleft(clause: Clause, lang: str) -> bool:
    """ "ce n'est pas X qui …": the subject is an empty "ce"."""
    return any(w.text.lower() in grammar(lang)["impersonal"]["subjects"] for w in clause.subjects) or clause.impersonal


def goes_on_infinitive(clause: Clause, first: Clause, lang: str) -> bool:
    """ "afin d'aider X et de maîtriser Y": an infinitive beside another stands as that one does."""
    both = is_infinitive(clause.finite_verb) and is_infinitive(first.finite_verb)
    return both and (not clause.marker or clause.marker in grammar(lang)["markers"]["complement"])


def is_wished(clause: Clause, patients: list[Word]) -> bool:
    """ "veut bâtir une usine qui emploie 300 personnes": a relative in the present tells of an indefinite object no
    more than the verb above it does."""
    noun, verb = clause.antecedent, clause.finite_verb
    present = verb is clause.head and verb.morph.get("Tense") == "Pres"
    indefinite = noun is not None and any(d.morph.get("Definite") == "Ind" for d in noun.children if d.pos == "DET")
    return clause.link == "relative" and present and indefinite and noun in patients


def is_hearsay(clause: Clause, source: Clause, lang: str) -> bool:
    """ "X dit que Y aurait fui", "X indique que Y serait pris au piège": a past conditional, or a conditional below a
    present, is rumour; else the conditional is the future of the past ("X a dit que Y viendrait")."""
    verb, above = clause.finite_verb, source.finite_verb
    if verb is not clause.head and verb.dep in labels_of(lang).tense_auxiliary:
        return True
    return above is source.head and above.morph.get("Tense") == "Pres" and is_finite(above)


def was_able(clause: Clause, lang: str) -> bool:
    """ "Les secours ont pu rejoindre le village": somebody who has been able to do something did it (Karttunen 1971);
    "a pu être causé" and "a pu avoir" may only suppose."""
    helper = clause.finite_verb
    done = helper is not clause.head and helper.morph.get("Tense") == "Pres" and helper.morph.get("Mood") == "Ind"
    below = [c for c in clause.children if c.link in {"infinitive", "complement"}]
    active = all(c.voice in {"active", "reflexive"} and c.lemma not in {"avoir", "être"} for c in below)
    acting = bool(clause.subjects) and all(is_actor(w, lang) for w in clause.subjects)
    return clause.lemma in grammar(lang)["verbs"]["able"] and done and active and acting and not clause.negated
