"""Facts that noun phrases state by themselves: functions and titles, inclusion, location, what a name is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.extract.drafts import Draft, Role
from kg.extract.holders import is_function, is_person, person_of, persons_of, titles
from kg.extract.identities import apposed_places, bracketed_bodies, memberships
from kg.extract.inclusions import inclusions, is_brought_forth
from kg.extract.phrases import Phraser
from kg.extract.reading import Reading
from kg.extract.tree import Tree, Word, labels_of
from kg.extract.words import grammar, preposition_of
from kg.facts import Mention, Node
from kg.gazetteer import country_of_adjective
from kg.lang import load_table

_PLACES = frozenset({"Place", "Country", "Facility"})
_EMPLOYERS = frozenset({"Organization", "Country", "Place", "Facility", "Product"})


def static_facts(tree: Tree, readings: list[Reading], phraser: Phraser, lang: str) -> Iterator[Draft]:
    """Drafts of all static facts of a paragraph.

    Functions and locations are said by the article itself, unless they stand inside a quotation; parts and appositions
    by whoever says the clause around them. What nobody known says is left out.
    """
    by_head = {r.head: r for r in readings}
    for drafts, own in (
        (_functions(tree, phraser, lang), True),
        (_locations(tree, phraser, lang), True),
        (apposed_places(tree, phraser, lang), True),
        (memberships(tree, phraser, lang), True),
        (bracketed_bodies(tree, phraser), True),
        (inclusions(tree, lang), False),
        (_appositions(tree, phraser, lang), False),
    ):
        for draft in drafts:
            reading = next((by_head[w] for w in (draft.cue, *draft.cue.ancestors()) if w in by_head), None)
            if reading is not None and reading.silenced:
                continue
            if reading is not None and is_brought_forth(draft, reading, lang):
                if reading.polarity == "negative":
                    continue
                draft.modality = reading.modality
            yield draft if own and not (reading and reading.quoted) else draft.stand_in(reading)


def _functions(tree: Tree, phraser: Phraser, lang: str) -> Iterator[Draft]:
    for word in tree.words:
        if not is_function(word, lang) or phraser.mention(word) is not None and is_person(word, phraser):
            continue
        person = person_of(word, phraser, lang)
        if person is None:
            continue
        labels, table = labels_of(lang), titles(lang)
        modifiers = {c.text.lower() for c in word.children if c.dep in labels.adjective | labels.adverb}
        body, title_end = _body(word, phraser, lang)
        tie = word.lemma.lower() in table["ties"]
        if tie and body is None:
            body = _owner(word, lang)
        if tie and body is None or tie and body is person:
            continue
        holders = persons_of(word, person, phraser)
        shared_out = len(holders) > 1 and body is not None and body.pos == "ADJ" and body.kids(labels.conjunct)
        draft = Draft(
            "RelatedTo" if tie else "HasRole",
            word.lemma.lower(),
            word,
            "static",
            f"title {word.lemma.lower()}",
            agents=holders,
            patients=[body] if body and not shared_out else [],
        )
        title_end = min(title_end, person.i - 1) if person.i > word.i else title_end
        draft.roles.append(Role("title", _title_node(word, title_end, phraser, tree)))
        if modifiers & table["former"] or word.text.lower().startswith("ex-"):
            draft.polarity = "negative"
        if modifiers & table["coming"]:
            draft.modality = "future"
        draft.evidence = [word, *draft.agents, *draft.patients]
        yield draft


def _owner(tie: Word, lang: str) -> Word | None:
    """ "son frère": whose."""
    words = grammar(lang)["determiners"]
    owning = {*words["possessive_third"], *words["possessive_first"]}
    return next((c for c in tie.kids(labels_of(lang).determiner) if c.text.lower() in owning), None)


def _body(word: Word, phraser: Phraser, lang: str) -> tuple[Word | None, int]:
    """The organisation or country of a function: a complement that names one, else the country of its adjective.

    The second value is the word number where the title ends.
    """
    labels = labels_of(lang)
    words = titles(lang)
    portfolio = word.lemma.lower() in words["portfolios"] and not any(c.lemma == "général" for c in word.children)
    portfolio_of = {"Country"} if word.lemma.lower() in words["departments"] else {"Country", "Organization"}
    last = word.i
    for child in word.children:
        if child.dep in labels.adjective and child.i == last + 1:
            last = child.i
    for child in sorted((c for w in word.subtree() for c in [w] if c is not word), key=lambda w: w.i):
        if child.i < word.i or phraser.separated(word, child):
            continue
        mention = phraser.mention(child)
        if (
            mention is not None
            and (mention.type in (portfolio_of if portfolio else _EMPLOYERS) or portfolio and _is_state(mention, word))
            and preposition_of(child, lang) in {"de", "à", "chez", "pour", "en"}
        ):
            return child, max(last, child.i - len(child.kids(labels.preposition | labels.determiner)) - 1)
    title_end = max(
        [
            last,
            *(
                w.i
                for c in word.kids(labels.noun_complement)
                if not phraser.separated(word, c) and phraser.mention(c) is None
                for w in c.subtree()
                if not phraser.separated(word, w)
            ),
        ]
    )
    if {word.lemma.lower(), word.text.lower()} & words["offices"]:
        for child in word.kids(labels.adjective):
            if country_of_adjective(child.text):
                return child, title_end
    for child in word.kids(labels.complement):
        definite = child.kids(labels.determiner) or any(
            c.text.lower() in {"du", "des"} for c in child.kids(labels.preposition)
        )
        if (
            preposition_of(child, lang) == "de"
            and (definite or child.pos == "PROPN" and child.text[0].isupper())
            and not portfolio
            and child.i - last <= 3
            and not phraser.separated(word, child)
        ):
            return child, last
    return None, title_end


def _is_state(mention: Mention, function: Word) -> bool:
    """ "ministre des Affaires étrangères de la RASD": an acronym behind a portfolio is no part of it."""
    return mention.type == "Organization" and mention.text.isupper() and mention.span.start_char > function.end + 3


def _title_node(word: Word, end: int, phraser: Phraser, tree: Tree) -> Node:
    first = word
    if word.i and tree.words[word.i - 1] in word.children and tree.words[word.i - 1].lemma.lower() == "premier":
        first = tree.words[word.i - 1]
    return replace(phraser.run(first, tree.words[max(end, word.i)]), head=word.start)


def _locations(tree: Tree, phraser: Phraser, lang: str) -> Iterator[Draft]:
    """ "Avdiïvka, dans l'est de l'Ukraine", "Richmond (Virginie)", "musée du Louvre à Paris", "une ville de l'oblast".

    Read off the words that follow a place, since parsers hang such complements anywhere.
    """
    table = load_table(lang, "places")
    sited = set(table["sited"])
    placed: list[Word] = []
    for word in tree.words:
        mention = phraser.mention(word)
        ends_name = mention is not None and mention.span.end_char == word.end and mention.type in _PLACES
        if ends_name:
            previous = tree.words[word.i - len(mention.text.split()) - 1] if mention is not None and placed else None
            together = previous is not None and previous.text == "et"
            first = next(w for w in tree.words if phraser.mention(w) is mention)
            placed = [*placed, first] if together else [first]
        elif word.lemma in sited and word.pos == "NOUN" and not any(d.lemma == "aucun" for d in word.children):
            placed = [word]
        else:
            continue
        if (
            found := _location_behind(
                word,
                tree,
                phraser,
                table,
                bare=not ends_name or mention is not None and (mention.type == "Facility" or placed[0].lemma in sited),
            )
        ) is not None and not _are_side_by_side(placed[0], found, tree, phraser):
            yield Draft(
                "LocatedIn",
                "se situer",
                found,
                "static",
                "place within place",
                agents=list(placed),
                patients=[found],
                evidence=[*placed, found],
            )


def _are_side_by_side(first: Word, second: Word, tree: Tree, phraser: Phraser) -> bool:
    """ "à Lille, à Arras", "en Asie, en Afrique": places behind the same preposition and a comma are a list; "au
    Burkina, à Ouagadougou" goes from the country to its town."""
    inner, outer = phraser.mention(first), phraser.mention(second)
    comma = next((w.i for w in tree.words[first.i : second.i] if w.text in {",", "("}), 0)
    start = first.i - (2 if first.i > 1 and tree.words[first.i - 1].pos == "DET" else 1)
    if inner is None or outer is None or start < 0 or tree.words[comma].text != ",":
        return False
    if inner.type == "Country" and outer.type != "Country":
        return True
    before, after = tree.words[start].text.lower(), tree.words[comma + 1].text.lower()
    if before != after or inner.type == "Facility" and outer.type == "Place":
        return False
    return before == "à" or before == "en" and (outer.type != "Country" or inner.type == "Country")


def _location_behind(word: Word, tree: Tree, phraser: Phraser, table: dict[str, Any], bare: bool) -> Word | None:
    """The place that the words right behind a place put it in: behind a comma, in brackets, or (``bare``) at once."""
    rest = tree.words[word.i + 1 : word.i + 9]
    if not rest or word.i + 1 in tree.breaks:
        return None
    if rest[0].text == "(":
        place = phraser.mention(rest[1]) if len(rest) > 2 else None
        closes = place is not None and any(w.text == ")" and w.start >= place.span.end_char for w in rest[2:5])
        return rest[1] if closes and place is not None and place.type in {"Place", "Country"} else None
    if rest[0].text == ",":
        rest = rest[1:]
    elif not bare:
        return None
    while rest and rest[0].pos == "ADV" and rest[0].text.lower() not in {"près", "non"}:
        rest = rest[1:]
    text = " ".join(w.text.lower() for w in rest[:5])
    opener = next(
        (o for o in table["openers"] if text.startswith(o + " ") or text.startswith(o) and o.endswith("'")), None
    )
    if opener is None:
        return None
    rest = rest[len(opener.replace("'", "' ").split()) :]
    if not rest:
        return None
    if rest[0].text.lower() in table["directions"] and (
        rest[0].text[0].isupper() or len(rest) > 1 and rest[1].text.lower() in {"de", "du", "des", "d'"}
    ):
        return rest[0]
    place = phraser.mention(rest[0])
    if place is not None and place.type in _PLACES:
        return rest[0]
    return next(
        (
            w
            for w in rest[2:4]
            if rest[0].lemma in table["nouns"]
            and rest[1].text.lower() in {"de", "du", "d'"}
            and (m := phraser.mention(w)) is not None
            and m.type in _PLACES
        ),
        None,
    )


def _appositions(tree: Tree, phraser: Phraser, lang: str) -> Iterator[Draft]:
    """ "Oceana, une organisation de défense de la nature": what a name is."""
    labels = labels_of(lang)
    for word in tree.words:
        if word.dep not in labels.apposition or word.pos != "NOUN" or is_function(word, lang):
            continue
        name, indefinite = (
            phraser.mention(word.head),
            any(d.morph.get("Definite") == "Ind" for d in word.kids(labels.determiner)),
        )
        if (
            name is not None
            and indefinite
            and word.i > word.head.i
            and phraser.separated(word.head, word)
            and not any(w.text == ":" for w in tree.words[word.head.i : word.i])
            and phraser.mention(word) is None
        ):
            yield Draft(
                "Be",
                "être",
                word,
                "static",
                "apposition",
                agents=[word.head],
                patients=[word],
                evidence=[word.head, word],
            )
