"""Small mends of systematic parser errors, each named and tested; which fired is kept in ``Tree.repairs``."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.repair.circumstances import agent_below_complement, complement_below_time, coordinated_circumstance
from kg.extract.repair.clauses import (
    agreeing_antecedent,
    compared,
    finite_beside_finite,
    infinitive_of_noun,
    main_verb_behind_participle,
    participle_with_having,
    relative_behind_amount,
    relative_object,
    subject_behind_and,
    subject_relative,
    verb_behind_insertion,
)
from kg.extract.repair.coordination import coordinated_subject, one_person
from kg.extract.repair.counted import counted_noun, inverted_subject, range_of_amounts
from kg.extract.repair.forms import (
    adjective_with_be,
    counted_adjective,
    finite_not_participle,
    infinitive_not_noun,
    participle_with_be,
    participle_with_have,
)
from kg.extract.repair.idioms import noun_in_preposition, object_below_idiom
from kg.extract.repair.objects import circumstance_as_object, object_as_circumstance
from kg.extract.repair.openings import (
    fronted_participle,
    function_behind_verb,
    main_verb_as_participle,
    subject_behind_apposition,
    subject_behind_mark,
)
from kg.extract.repair.participants import (
    apposed_conjunct,
    apposition_on_verb,
    bare_conjunct,
    bare_times,
    compound_preposition,
    conjunct_without_de,
    join_cut_subject,
    like_prepositions,
    names_with_names,
    noun_behind_name,
    nouns_under_adjectives,
    stressed_pronoun,
    twin_objects,
)
from kg.extract.repair.parts import part_as_subject
from kg.extract.repair.quantifiers import floating_quantifier, quantifier_in_verb
from kg.extract.repair.relatives import relative_of_place
from kg.extract.repair.speech import content_of_saying, invert_tag, subject_behind_addressee
from kg.extract.repair.subjects import agreeing_subject, apposed_subject, single_subject, twin_subjects
from kg.extract.repair.verbs import (
    absolute_participle,
    causative_verb,
    children_of_auxiliary,
    clitic_subject,
    compound_markers,
    foreign_reflexive,
    infinitive_with_infinitive,
    invert_pronoun,
    opening_participle,
    passive_auxiliary_as_subject,
    personal_subject,
    plural_subject,
    reflexive_participle,
    share_auxiliary,
    split_auxiliary,
    unpassive,
)
from kg.extract.tree import Tree

Repair = Callable[[Tree, str], None]

REPAIRS: tuple[Repair, ...] = (
    causative_verb,
    reflexive_participle,
    passive_auxiliary_as_subject,
    opening_participle,
    clitic_subject,
    quantifier_in_verb,
    participle_with_be,
    participle_with_have,
    adjective_with_be,
    finite_not_participle,
    counted_adjective,
    infinitive_not_noun,
    part_as_subject,
    children_of_auxiliary,
    foreign_reflexive,
    noun_in_preposition,
    object_below_idiom,
    compound_preposition,
    compared,
    counted_noun,
    range_of_amounts,
    complement_below_time,
    split_auxiliary,
    share_auxiliary,
    invert_pronoun,
    compound_markers,
    infinitive_with_infinitive,
    finite_beside_finite,
    main_verb_behind_participle,
    participle_with_having,
    main_verb_as_participle,
    fronted_participle,
    absolute_participle,
    verb_behind_insertion,
    subject_behind_and,
    plural_subject,
    personal_subject,
    join_cut_subject,
    unpassive,
    relative_behind_amount,
    relative_of_place,
    relative_object,
    subject_relative,
    infinitive_of_noun,
    subject_behind_addressee,
    invert_tag,
    content_of_saying,
    nouns_under_adjectives,
    conjunct_without_de,
    bare_conjunct,
    names_with_names,
    noun_behind_name,
    twin_objects,
    twin_subjects,
    one_person,
    coordinated_subject,
    apposition_on_verb,
    subject_behind_apposition,
    subject_behind_mark,
    function_behind_verb,
    single_subject,
    apposed_subject,
    agreeing_antecedent,
    apposed_conjunct,
    like_prepositions,
    stressed_pronoun,
    agreeing_subject,
    agent_below_complement,
    bare_times,
    circumstance_as_object,
    object_as_circumstance,
    floating_quantifier,
    inverted_subject,
    coordinated_circumstance,
)


def mend(tree: Tree, lang: str) -> None:
    """Apply every repair in order."""
    for repair in REPAIRS:
        repair(tree, lang)
