"""Small mends of systematic parser errors, each named and tested; which fired is kept in ``Tree.repairs``."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.repair.circumstances import coordinated_circumstance
from kg.extract.repair.clauses import (
    agreeing_antecedent,
    compared,
    finite_beside_finite,
    main_verb_behind_participle,
    relative_object,
    subject_behind_and,
    verb_behind_insertion,
)
from kg.extract.repair.counted import counted_noun, inverted_subject
from kg.extract.repair.forms import finite_not_participle, participle_with_be, participle_with_have
from kg.extract.repair.participants import (
    agreeing_subject,
    apposed_conjunct,
    apposed_subject,
    apposition_on_verb,
    bare_times,
    compound_preposition,
    floating_quantifier,
    join_cut_subject,
    like_prepositions,
    names_with_names,
    noun_behind_name,
    nouns_under_adjectives,
    single_subject,
    stressed_pronoun,
    twin_objects,
    twin_subjects,
)
from kg.extract.repair.speech import content_of_saying, invert_tag
from kg.extract.repair.verbs import (
    compound_markers,
    infinitive_with_infinitive,
    invert_pronoun,
    personal_subject,
    plural_subject,
    share_auxiliary,
    split_auxiliary,
    unpassive,
)
from kg.extract.tree import Tree

Repair = Callable[[Tree, str], None]

REPAIRS: tuple[Repair, ...] = (
    participle_with_be,
    participle_with_have,
    finite_not_participle,
    compound_preposition,
    compared,
    counted_noun,
    split_auxiliary,
    share_auxiliary,
    invert_pronoun,
    compound_markers,
    infinitive_with_infinitive,
    finite_beside_finite,
    main_verb_behind_participle,
    verb_behind_insertion,
    subject_behind_and,
    plural_subject,
    personal_subject,
    join_cut_subject,
    unpassive,
    relative_object,
    invert_tag,
    content_of_saying,
    nouns_under_adjectives,
    names_with_names,
    noun_behind_name,
    twin_objects,
    twin_subjects,
    apposition_on_verb,
    single_subject,
    apposed_subject,
    agreeing_antecedent,
    apposed_conjunct,
    like_prepositions,
    stressed_pronoun,
    agreeing_subject,
    bare_times,
    floating_quantifier,
    inverted_subject,
    coordinated_circumstance,
)


def mend(tree: Tree, lang: str) -> None:
    """Apply every repair in order."""
    for repair in REPAIRS:
        repair(tree, lang)
