"""Which phrases of an article refer to the same thing: names, titles and appositions, descriptions, pronouns.

Sieves in the order of their certainty, after Raghunathan et al. (2010), "A Multi-Pass Sieve for Coreference
Resolution": each merges what it is sure of and leaves the rest. Phrases that no sieve settles stay by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from kg.gazetteer import Candidate, Gazetteer, country_of_adjective, fold
from kg.gazetteer.spelling import is_acronym_of
from kg.resolve.appositions import fit_as_title, join_appositions, lists_more
from kg.resolve.clusters import Clusters
from kg.resolve.names import candidate_of, is_same_person, is_short_form
from kg.resolve.participants import find_participant, is_of_another_kind, may_be_called
from kg.resolve.phrases import NAME_DEPS, Phrase, clauses_of
from kg.resolve.pronouns import resolve_pronouns
from kg.resolve.restatements import (
    COMMON,
    join_beginnings,
    join_counted,
    join_expansions,
    join_forces,
    join_headline,
    join_quantities,
    lengthened,
    restated,
)
from kg.resolve.words import ReferenceWords, reference_words

_SHORTENED = frozenset({"Organization", "Facility", "Place", "Product", "Event", "Work"})
_GENERIC_PLACES = frozenset(
    {
        "ville",
        "village",
        "commune",
        "localité",
        "capitale",
        "cité",
        "municipalité",
        "fleuve",
        "rivière",
        "volcan",
        "territoire",
    }
)


def cluster(phrases: Sequence[Phrase], gazetteer: Gazetteer, lang: str) -> Clusters:
    """Partition phrases in text order; see ``resolve_pronouns`` for those of kind "pronoun"."""
    clusters = Clusters(phrases)
    words = reference_words(lang)
    join_names(clusters, gazetteer)
    join_quantities(clusters, words)
    join_forces(clusters, words, lang)
    join_expansions(clusters)
    join_titles(clusters, words, lang)
    join_appositions(clusters)
    join_headline(clusters)
    join_counted(clusters, words)
    join_descriptions(clusters, gazetteer, words, lang)
    join_beginnings(clusters, lang)
    resolve_pronouns(clusters, words, lang)
    return clusters


def join_names(clusters: Clusters, gazetteer: Gazetteer) -> None:
    """The same name, a surname and its full name, an acronym and its expansion, two names of one known thing."""
    first: dict[tuple[str, str], int] = {}
    heads: dict[int, int] = {}
    for i, p in enumerate(clusters.phrases):
        if p.head in heads and p.kind != "pronoun":
            clusters.merge(heads[p.head], i)
        heads.setdefault(p.head, i)
        if p.kind == "name" or p.canonical:
            key = (fold(p.canonical or p.text), "Person" if p.type == "Person" else "")
            if key in first:
                clusters.merge(first[key], i)
            else:
                first[key] = i
    names = [(i, clusters.phrases[i]) for i in first.values() if clusters.phrases[i].kind == "name"]
    _join_people([(i, p) for i, p in names if p.type == "Person"], clusters)
    others = [(i, p) for i, p in names if p.type != "Person"]
    known: dict[str, int] = {}
    for i, p in others:
        if (candidate := candidate_of([p.canonical or p.text], p.type, gazetteer)) is not None:
            key2 = f"{candidate.source}:{candidate.name}:{candidate.country}"
            if key2 in known:
                clusters.merge(known[key2], i)
            known.setdefault(key2, i)
    for i, p in others:
        longer = [j for j, q in others if i != j and _is_short_name(p, q)]
        if len({clusters.find(j) for j in longer}) == 1:
            clusters.merge(longer[0], i)


def _is_short_name(p: Phrase, q: Phrase) -> bool:
    if is_acronym_of(p.text, q.text):
        return True
    if p.type != q.type or p.type not in _SHORTENED:
        return False
    return is_short_form(p.text, q.text) and not (p.type == "Place" and q.text.split()[0][0].isupper())


def _join_people(names: list[tuple[int, Phrase]], clusters: Clusters) -> None:
    names = sorted(names, key=lambda x: (-len(x[1].text.split()), x[0]))
    for k, (i, p) in enumerate(names):
        longer = {clusters.find(j): j for j, q in names[:k] if is_same_person(p.text, q.text)}
        if len(longer) > 1:
            last = p.text.split()[-1].casefold()
            longer = {
                r: j for r, j in longer.items() if clusters.phrases[j].text.split()[-1].casefold() == last
            } or longer
        if len(longer) == 1:
            clusters.merge(next(iter(longer.values())), i)


def join_titles(clusters: Clusters, words: ReferenceWords, lang: str) -> None:
    """ "le président Volodymyr Zelensky", "le ministre de la Défense, Sébastien Lecornu", "la ville de Pokrovsk"."""
    by_head = defaultdict(list)
    for i, p in enumerate(clusters.phrases):
        by_head[p.head].append(i)
    names = [(i, p) for i, p in enumerate(clusters.phrases) if p.kind == "name" and p.token is not None]
    ends = {p.span.end_char for _, p in names if p.type == "Person"}
    for i, name in names:
        token = name.token
        assert token is not None
        offset = name.head - token.idx
        if token.dep_ in {"appos", "nmod", "conj"} | NAME_DEPS and token.head != token:
            for j in by_head.get(offset + token.head.idx, ()):
                title = clusters.phrases[j]
                if _is_title_of(title, name, words) and not _is_of_another(title, name, ends):
                    clusters.merge(i, j)
        for child in token.children:
            if child.dep_ in {"appos"} | NAME_DEPS and child.i > token.i:
                for j in by_head.get(offset + child.idx, ()):
                    q = clusters.phrases[j]
                    if (
                        q.kind in COMMON
                        and fit_as_title(q, name, words.either)
                        and q.number != "p"
                        and not lists_more(q)
                    ):
                        clusters.merge(i, j)
    _join_adjacent(clusters, names, words)
    _join_ending(clusters, names, words, lang)
    _join_distant(clusters, names)


def _is_title_of(title: Phrase, name: Phrase, words: ReferenceWords) -> bool:
    """Whether a common-noun phrase above a name is its title: "ville de Pokrovsk" is, "port de Ravenne" is not."""
    token = name.token
    assert token is not None
    if title.kind not in COMMON or not fit_as_title(title, name, words.either):
        return False
    if title.number == "p" and not title.type == name.type == "Organization":
        return False
    case = [c.text.lower() for c in token.children if c.dep_ == "case"]
    if token.dep_ == "nmod" and case:
        bare = case[0] in {"de", "d'"} and not any(c.dep_ == "det" for c in token.children)
        if title.type == name.type == "Facility":
            return bare
        return bare and title.lemma in _GENERIC_PLACES and name.type == "Place"
    return token.dep_ != "conj"


def _is_of_another(title: Phrase, name: Phrase, ends: Container[int]) -> bool:
    """Whether a title before a comma belongs to the person in front of it ("X, un plombier, …") or only completes the
    title of the one behind ("la mère du défunt, Y")."""
    token = title.token
    if title.type != "Person" or token is None or name.span.start_char <= title.span.end_char + 1:
        return False
    first = next((c for c in token.lefts if c.dep_ == "det"), token)
    comma = first.idx - 2 + title.head - token.idx
    nested = token.dep_ == "nmod" and token.head.pos_ == "NOUN" and title.gender != name.gender != ""
    return nested or comma in ends


def _join_adjacent(clusters: Clusters, names: list[tuple[int, Phrase]], words: ReferenceWords) -> None:
    """A title of a person right before or, behind a comma, after the name, whatever the parser made of it."""
    starts = {p.span.start_char: i for i, p in names if p.type == "Person"}
    for j, title in enumerate(clusters.phrases):
        if title.lemma in words.honorifics and title.token is not None:
            named = starts.get(title.head + len(title.token) + 1)
            if named is not None and not _has_person_name(clusters, j):
                clusters.merge(named, j)
            continue
        if title.kind not in COMMON or title.type != "Person" or title.number == "p":
            continue
        for gap in (1, 2):
            i = starts.get(title.span.end_char + gap)
            if (
                i is not None
                and clusters.phrases[i].sentence == title.sentence
                and (gap == 1 or title.definite == "definite")
                and len(title.modifiers) >= gap - 1
            ):
                if not _has_person_name(clusters, j):
                    clusters.merge(i, j)


def _join_ending(clusters: Clusters, names: list[tuple[int, Phrase]], words: ReferenceWords, lang: str) -> None:
    """A singular phrase and the name it ends with or runs into without a preposition: "groupe belge Valmétal"."""
    ends = {p.span.end_char: i for i, p in names}
    starts = {p.span.start_char: i for i, p in names}
    for j, q in enumerate(clusters.phrases):
        if q.kind not in COMMON or q.number == "p" or q.token is None or q.canonical:
            continue
        i = starts.get(q.span.end_char + 1, ends.get(q.span.end_char))
        origin = q.definite == "definite" and country_of_adjective(q.token.text, lang) is not None
        if i is None or not (
            fit_as_title(q, clusters.phrases[i], words.either) or origin and clusters.phrases[i].type != "Country"
        ):
            continue
        token = clusters.phrases[i].token
        assert token is not None
        before = token.doc[token.left_edge.i] if token.left_edge.i < token.i else token
        gap = clusters.phrases[i].span.start_char - (q.head + len(q.token))
        if before.dep_ != "case" and gap > 0 and _runs_into(q, clusters.phrases[i]):
            clusters.merge(i, j)


def _runs_into(title: Phrase, name: Phrase) -> bool:
    """Whether the word right before a name is the noun of its title or an adjective or bare noun that completes it."""
    token = title.token
    assert token is not None
    start = name.span.start_char - (title.head - token.idx)
    before = next((t for t in reversed(token.doc[token.i :]) if t.idx + len(t) < start + 1 and t.idx < start), None)
    return before is not None and before.pos_ in {"NOUN", "ADJ"} and before.idx + len(before) + 1 == start


def _join_distant(clusters: Clusters, names: list[tuple[int, Phrase]]) -> None:
    """A title whose complements stand between it and the name: "l'ancien candidat à la primaire Alain Juppé"."""
    titles = [(j, q) for j, q in enumerate(clusters.phrases) if q.kind in COMMON and q.type == "Person" and q.token]
    for i, name in names:
        if name.type != "Person" or name.token is None or " " not in name.text:
            continue
        before = [x for x in titles if x[1].sentence == name.sentence and x[1].head < name.span.start_char]
        if not before:
            continue
        j, title = before[-1]
        doc, offset = name.token.doc, name.head - name.token.idx
        between = [t for t in doc if title.head < t.idx + offset < name.span.start_char]
        runs_on = between and between[-1].pos_ in {"NOUN", "ADJ", "PROPN"}
        broken = any(t.pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ", "PRON"} and t.text != "et" for t in between)
        if runs_on and not broken and title.definite == "definite" and title.number != "p":
            if title.role == "subject" and not _has_person_name(clusters, j) and name.role != "object":
                clusters.merge(i, j)


def _has_person_name(clusters: Clusters, j: int) -> bool:
    return any(p.kind == "name" and p.type == "Person" for p in clusters.of(j))


def join_descriptions(clusters: Clusters, gazetteer: Gazetteer, words: ReferenceWords, lang: str) -> None:
    """Common-noun phrases in text order: the same words, a shorter phrase for a longer one, "l'alliance", "le pays"."""
    by_lemma: dict[str, list[int]] = defaultdict(list)
    for i, p in enumerate(clusters.phrases):
        if p.kind not in COMMON:
            continue
        if not clusters.is_named(i) or p.lemma not in by_lemma:
            match = _same_words(i, by_lemma[p.lemma], clusters, lang) if not clusters.is_named(i) else None
            if match is None and not clusters.is_named(i):
                match = _described(i, clusters, gazetteer, words, lang)
            if match is None and not clusters.is_named(i):
                match = lengthened(i, by_lemma[p.lemma], clusters, lang)
            if match is None and not clusters.is_named(i):
                match = restated(i, clusters, words)
            if match is not None:
                clusters.merge(match, i)
        by_lemma[p.lemma].append(i)


def _same_words(i: int, earlier: list[int], clusters: Clusters, lang: str) -> int | None:
    p = clusters.phrases[i]
    if p.definite == "indefinite":
        return None
    found: dict[int, int] = {}
    for j in earlier:
        q = clusters.phrases[j]
        if q.number and p.number and q.number != p.number or q.type != p.type and not clusters.is_named(j):
            continue
        if fold(q.text) == fold(p.text) and (p.definite or q.definite != "indefinite"):
            found[clusters.find(j)] = j
        elif p.modifiers <= q.modifiers and p.definite in {"definite", "demonstrative"}:
            found[clusters.find(j)] = j
        elif (
            clusters.is_named(j)
            and clusters.type(j) == "Person"
            and p.definite == "definite"
            and not q.modifiers
            and all(country_of_adjective(m, lang) for m in p.modifiers)
        ):
            found[clusters.find(j)] = j
    if len(found) == 1:
        return next(iter(found.values()))
    exact = {
        r: j
        for r, j in found.items()
        if clusters.phrases[j].modifiers == p.modifiers or fold(clusters.phrases[j].text) == fold(p.text)
    }
    if len(exact) == 1:
        return next(iter(exact.values()))
    return None


def _described(i: int, clusters: Clusters, gazetteer: Gazetteer, words: ReferenceWords, lang: str) -> int | None:
    """The named thing that a bare description takes up: the last one that the noun fits."""
    p = clusters.phrases[i]
    if p.definite not in {"definite", "demonstrative"} or p.number == "p":
        return None
    types = ["Person"] if p.kind == "people" else [t for t, nouns in words.described.items() if p.lemma in nouns]
    origins = {country_of_adjective(m, lang) for m in p.modifiers - words.plain_adjectives - clauses_of(p)}
    plain = p.definite == "demonstrative" or None not in origins or p.kind == "people"
    if not types:
        return None
    if p.lemma in words.parts:
        return find_participant(i, clusters, words) if plain else None
    origins.discard(None)
    ranked: dict[int, tuple[float, int]] = {}
    for j in range(i - 1, -1, -1):
        q = clusters.phrases[j]
        if q.kind != "name" or q.type not in types or p.sentence - q.sentence > 6 or q.span.overlaps(p.span):
            continue
        root = clusters.find(j)
        if root in ranked:
            continue
        known = candidate_of([x.text for x in clusters.of(j) if x.kind == "name"], q.type, gazetteer)
        called = known is not None and known.type == "Organization" and p.lemma in known.nouns
        if q.type == "Place" and _is_called_otherwise(q, p.lemma, words):
            continue
        if known is not None and known.nouns and known.type == "Organization" and not called:
            continue
        if not plain and not (called and _only_adjectives(p)) or origins and not _comes_from(known, origins, gazetteer):
            continue
        if q.type == "Person" and p.kind != "people" and not may_be_called(p.lemma, root, clusters, words):
            continue
        if q.type != "Person" and not called and is_of_another_kind(p.lemma, root, clusters, words):
            continue
        if p.gender and q.gender and p.gender != q.gender and q.type == "Person":
            continue
        bonus = 3.0 if called else 0.0
        if p.sentence == q.sentence and q.verb == p.verb and q.role != "other":
            continue
        ranked[root] = (
            bonus
            + (1 if q.role == "subject" else 0)
            - 1.0 * (p.sentence - q.sentence)
            + 0.2 * min(len(clusters.of(j)), 5),
            j,
        )
    if not ranked:
        return None
    best, *rest = sorted(ranked.values(), reverse=True)
    if rest and best[0] - rest[0][0] < 1:
        return None
    if clusters.phrases[best[1]].type == "Person" and len(ranked) > 1 and p.kind != "people":
        return None
    return best[1]


def _is_called_otherwise(name: Phrase, noun: str, words: ReferenceWords) -> bool:
    """Whether a name of a place begins with another common noun: "oblast de Donetsk" is no town."""
    first = name.text.split()[0].lower()
    return first != noun and words.noun_types.get(first) in {"Place", "Facility"}


def _only_adjectives(p: Phrase) -> bool:
    """Whether nothing but adjectives completes the head."""
    return p.token is not None and not any(
        c.dep_ in {"nmod", "acl", "acl:relcl", "nummod"} | NAME_DEPS for c in p.token.children
    )


def _comes_from(known: Candidate | None, origins: set[str | None], gazetteer: Gazetteer) -> bool:
    """Whether the thing is of one of the countries named."""
    codes = {c.country for origin in origins for c in gazetteer.lookup(origin or "")[:1]}
    return known is not None and known.country is not None and known.country in codes
