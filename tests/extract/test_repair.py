"""Every repair on a wrong tree made by hand, and on a right one that it must leave alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from kg.extract.repair import REPAIRS, Repair, mend
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
from tests.extract.trees import PARTICIPLE, grow


def shape(tree: Tree) -> list[str]:
    """Every word as ``form label<head``, a root with itself as head."""
    return [f"{w.text} {w.dep}<{w.head.text}" for w in tree.words]


@dataclass(frozen=True, slots=True)
class Case:
    repair: Repair
    wrong: str
    mended: tuple[str, ...]
    name: str
    right: str


CASES = (
    Case(
        subject_behind_mark,
        "Pour/pour/ADP/3/case le/le/DET/3/det maire/maire/NOUN/9/obl:mod ,/,/PUNCT/5/punct Roux/Roux/PROPN/9/nsubj "
        "«/«/PUNCT/8/punct la/le/DET/8/det ville/ville/NOUN/5/appos attend/attendre/VERB/0/ROOT/VerbForm=Fin",
        ("ville nsubj<attend", "Roux appos<maire"),
        "subject behind a mark",
        "Roux/Roux/PROPN/5/nsubj ,/,/PUNCT/4/punct le/le/DET/4/det maire/maire/NOUN/1/appos "
        "attend/attendre/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        object_as_circumstance,
        "touche/toucher/VERB/0/ROOT/VerbForm=Fin vite/vite/ADV/1/advmod le/le/DET/4/det secteur/secteur/NOUN/1/obl:mod",
        ("secteur obj<touche",),
        "object as a circumstance",
        "attaque/attaquer/VERB/0/ROOT/VerbForm=Fin la/le/DET/3/det nuit/nuit/NOUN/1/obl:mod à/à/ADP/6/case "
        "la/le/DET/6/det ville/ville/NOUN/1/obl:mod",
    ),
    Case(
        one_person,
        "Le/le/DET/2/det/Number=Sing manager/manager/NOUN/7/nsubj et/et/CCONJ/4/cc auteur/auteur/NOUN/2/conj "
        f"Paul/Paul/PROPN/2/appos est/être/AUX/7/aux:tense/VerbForm=Fin mort/mourir/VERB/0/ROOT/{PARTICIPLE}",
        ("auteur appos<manager",),
        "one person",
        "Le/le/DET/2/det/Number=Sing juge/juge/NOUN/6/nsubj et/et/CCONJ/5/cc la/le/DET/5/det "
        "greffière/greffière/NOUN/2/conj "
        "dînent/dîner/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        coordinated_subject,
        "Le/le/DET/2/det/Number=Sing Belge/belge/NOUN/7/nsubj/Number=Sing Ott/Ott/PROPN/2/appos et/et/CCONJ/6/cc "
        "le/le/DET/6/det Danois/danois/NOUN/3/conj chutent/chuter/VERB/0/ROOT/VerbForm=Fin|Number=Plur",
        ("Danois conj<Belge",),
        "coordinated subject",
        "Le/le/DET/2/det/Number=Sing chef/chef/NOUN/7/nsubj/Number=Sing de/de/ADP/4/case Lens/Lens/PROPN/2/nmod "
        "et/et/CCONJ/6/cc Metz/Metz/PROPN/4/conj chute/chuter/VERB/0/ROOT/VerbForm=Fin|Number=Sing",
    ),
    Case(
        subject_relative,
        "a/avoir/AUX/2/aux:tense/VerbForm=Fin débouté/débouter/VERB/0/ROOT Metz/Metz/PROPN/2/obj en/en/ADP/5/case "
        "mai/mai/NOUN/2/obl:mod ,/,/PUNCT/8/punct qui/qui/PRON/8/nsubj "
        "plaide/plaider/VERB/2/conj/VerbForm=Fin|Number=Sing",
        ("plaide acl:relcl<Metz",),
        "subject relative",
        "voit/voir/VERB/0/ROOT/VerbForm=Fin le/le/DET/3/det siège/siège/NOUN/1/obj/Number=Sing de/de/ADP/5/case "
        "Kiev/Kiev/PROPN/3/nmod ,/,/PUNCT/8/punct qui/qui/PRON/8/nsubj dure/durer/VERB/1/conj/VerbForm=Fin|Number=Sing",
    ),
    Case(
        infinitive_of_noun,
        "décision/décision/NOUN/0/ROOT du/de/ADP/3/case roi/roi/NOUN/1/nmod Karl/Karl/PROPN/3/appos de/de/ADP/6/mark "
        "partir/partir/VERB/4/acl/VerbForm=Inf",
        ("partir acl<décision",),
        "infinitive of the noun",
        "fils/fils/NOUN/0/ROOT du/de/ADP/3/case roi/roi/NOUN/1/nmod chargé/charger/VERB/3/acl de/de/ADP/6/mark "
        "partir/partir/VERB/4/acl/VerbForm=Inf",
    ),
    Case(
        children_of_auxiliary,
        "Il/il/PRON/2/nsubj avait/avoir/AUX/4/aux:tense/VerbForm=Fin déjà/déjà/ADV/4/advmod "
        f"nié/nier/VERB/0/ROOT/{PARTICIPLE}",
        ("Il nsubj<nié",),
        "below an auxiliary",
        f"Il/il/PRON/3/nsubj avait/avoir/AUX/3/aux:tense/VerbForm=Fin nié/nier/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        circumstance_as_object,
        "Il/il/PRON/2/nsubj dit/dire/VERB/0/ROOT/VerbForm=Fin avant/avant/ADP/5/case les/le/DET/5/det "
        "faits/fait/NOUN/2/obj",
        ("faits obl:mod<dit",),
        "circumstance as an object",
        "Il/il/PRON/2/nsubj dit/dire/VERB/0/ROOT/VerbForm=Fin les/le/DET/4/det faits/fait/NOUN/2/obj",
    ),
    Case(
        part_as_subject,
        "vingt/vingt/NUM/2/nummod civils/civil/NOUN/8/nsubj ,/,/PUNCT/6/punct dont/dont/PRON/6/nmod "
        "sept/sept/NUM/6/nummod femmes/femme/NOUN/2/conj ,/,/PUNCT/6/punct meurent/mourir/VERB/0/ROOT/VerbForm=Fin",
        ("femmes nmod<civils",),
        "part as conjunct",
        "vingt/vingt/NUM/2/nummod civils/civil/NOUN/6/nsubj et/et/CCONJ/5/cc sept/sept/NUM/5/nummod "
        "femmes/femme/NOUN/2/conj meurent/mourir/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        relative_of_place,
        "À/à/ADP/2/case Lyon/Lyon/PROPN/7/obl:mod ,/,/PUNCT/7/punct où/où/PRON/7/obl:mod "
        "des/un/DET/6/det voisins/voisin/NOUN/7/nsubj craignent/craindre/VERB/0/ROOT/VerbForm=Fin|Number=Plur "
        "pire/pire/NOUN/7/obj ,/,/PUNCT/7/punct le/le/DET/11/det maire/maire/NOUN/12/nsubj "
        "part/partir/VERB/7/parataxis/VerbForm=Fin|Number=Sing",
        ("craignent acl:relcl<Lyon", "Lyon obl:mod<part", "part ROOT<part"),
        "main verb behind a relative clause of place",
        "À/à/ADP/2/case Lyon/Lyon/PROPN/12/obl:mod ,/,/PUNCT/7/punct où/où/PRON/7/obl:mod "
        "des/un/DET/6/det voisins/voisin/NOUN/7/nsubj craignent/craindre/VERB/2/acl:relcl/VerbForm=Fin|Number=Plur "
        "pire/pire/NOUN/7/obj ,/,/PUNCT/7/punct le/le/DET/11/det maire/maire/NOUN/12/nsubj "
        "part/partir/VERB/0/ROOT/VerbForm=Fin|Number=Sing",
    ),
    Case(
        relative_of_place,
        "Il/il/PRON/2/nsubj vit/vivre/VERB/0/ROOT/VerbForm=Fin à/à/ADP/4/case Lyon/Lyon/PROPN/2/obl:mod "
        ",/,/PUNCT/8/punct où/où/PRON/8/obl:mod elle/elle/PRON/8/nsubj part/partir/VERB/2/advcl/VerbForm=Fin",
        ("part acl:relcl<Lyon",),
        "relative clause of place",
        "Il/il/PRON/2/nsubj dit/dire/VERB/0/ROOT/VerbForm=Fin à/à/ADP/4/case Lyon/Lyon/PROPN/2/obl:mod "
        "où/où/PRON/7/obl:mod elle/elle/PRON/7/nsubj part/partir/VERB/2/ccomp/VerbForm=Fin",
    ),
    Case(
        relative_behind_amount,
        "Achat/achat/NOUN/0/ROOT pour/pour/ADP/3/case deux/deux/NUM/4/nummod milliards/milliard/NOUN/1/nmod "
        "de/de/ADP/6/case "
        "Kessler/Kessler/PROPN/4/conj ,/,/PUNCT/11/punct que/que/PRON/11/obj/PronType=Rel le/le/DET/10/det "
        "fonds/fonds/NOUN/11/nsubj vend/vendre/VERB/4/acl:relcl/VerbForm=Fin",
        ("vend acl:relcl<Kessler",),
        "relative behind an amount",
        "Achat/achat/NOUN/0/ROOT pour/pour/ADP/4/case deux/deux/NUM/4/nummod milliards/milliard/NOUN/1/nmod "
        "que/que/PRON/8/obj/PronType=Rel le/le/DET/7/det fonds/fonds/NOUN/8/nsubj "
        "prête/prêter/VERB/4/acl:relcl/VerbForm=Fin",
    ),
    Case(
        function_behind_verb,
        "Ment/mentir/VERB/0/ROOT/VerbForm=Fin la/le/DET/3/det ministre/ministre/NOUN/1/nsubj ,/,/PUNCT/5/punct "
        "Ana/Ana/PROPN/1/obl:mod ,/,/PUNCT/1/punct",
        ("Ana appos<ministre",),
        "name behind its function",
        "Ment/mentir/VERB/0/ROOT/VerbForm=Fin la/le/DET/3/det ministre/ministre/NOUN/1/nsubj à/à/ADP/5/case "
        "Ana/Ana/PROPN/1/obl:arg",
    ),
    Case(
        fronted_participle,
        f"Reconnu/reconnaître/VERB/0/ROOT/{PARTICIPLE} coupable/coupable/ADJ/1/xcomp ,/,/PUNCT/1/punct "
        f"Noé/Noé/PROPN/7/nsubj:pass a/avoir/AUX/7/aux:tense/VerbForm=Fin été/être/AUX/7/aux:pass/{PARTICIPLE} "
        f"condamné/condamner/VERB/1/advcl/{PARTICIPLE}",
        ("condamné ROOT<condamné", "Reconnu advcl<condamné"),
        "fronted participle",
        f"Noé/Noé/PROPN/3/nsubj ,/,/PUNCT/3/punct reconnu/reconnaître/VERB/1/acl/{PARTICIPLE} ,/,/PUNCT/3/punct "
        "part/partir/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        main_verb_as_participle,
        "La/le/DET/2/det cheffe/cheffe/NOUN/0/ROOT ,/,/PUNCT/4/punct Ana/Ana/PROPN/2/appos ,/,/PUNCT/7/punct "
        f"a/avoir/AUX/7/aux:tense/VerbForm=Fin menti/mentir/VERB/2/acl/{PARTICIPLE}",
        ("cheffe nsubj<menti", "menti ROOT<menti"),
        "main verb of the noun that opens",
        "La/le/DET/2/det cheffe/cheffe/NOUN/0/ROOT ,/,/PUNCT/6/punct qui/qui/PRON/6/nsubj/PronType=Rel "
        f"a/avoir/AUX/6/aux:tense/VerbForm=Fin menti/mentir/VERB/2/acl/{PARTICIPLE}",
    ),
    Case(
        subject_behind_apposition,
        "Selon/selon/ADP/2/case Léa/Léa/PROPN/9/obl:mod ,/,/PUNCT/5/punct une/un/DET/5/det "
        "voisine/voisin/NOUN/9/nsubj "
        ",/,/PUNCT/7/punct Noé/Noé/PROPN/5/appos a/avoir/AUX/9/aux:tense/VerbForm=Fin "
        f"fui/fuir/VERB/0/ROOT/{PARTICIPLE}",
        ("Noé nsubj<fui", "voisine appos<Léa"),
        "subject behind an apposition",
        "Une/un/DET/2/det voisine/voisin/NOUN/7/nsubj ,/,/PUNCT/4/punct Léa/Léa/PROPN/2/appos ,/,/PUNCT/4/punct "
        f"a/avoir/AUX/7/aux:tense/VerbForm=Fin fui/fuir/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        foreign_reflexive,
        "La/le/DET/2/det loi/loi/NOUN/4/nsubj nous/nous/PRON/4/expl:comp "
        "rendra/rendre/VERB/0/ROOT/VerbForm=Fin|Person=3 espoir/espoir/NOUN/4/obj",
        ("nous iobj<rendra",),
        "pronoun of another person",
        "Nous/nous/PRON/3/nsubj nous/nous/PRON/3/expl:comp taisons/taire/VERB/0/ROOT/VerbForm=Fin|Person=1",
    ),
    Case(
        absolute_participle,
        "La/le/DET/2/det ville/ville/NOUN/3/nsubj dort/dormir/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/8/punct "
        "les/le/DET/6/det "
        "routes/route/NOUN/8/nsubj:pass étant/être/AUX/8/aux:pass/VerbForm=Part|Tense=Pres "
        f"coupées/couper/VERB/3/conj/{PARTICIPLE}",
        ("coupées advcl<dort",),
        "absolute participle",
        "La/le/DET/2/det ville/ville/NOUN/3/nsubj dort/dormir/VERB/0/ROOT/VerbForm=Fin et/et/CCONJ/8/cc "
        "les/le/DET/6/det "
        "routes/route/NOUN/8/nsubj:pass sont/être/AUX/8/aux:pass/VerbForm=Fin "
        f"coupées/couper/VERB/3/conj/{PARTICIPLE}",
    ),
    Case(
        infinitive_not_noun,
        "Le/le/DET/2/det Sénat/sénat/NOUN/3/nsubj pourrait/pouvoir/VERB/0/ROOT/VerbForm=Fin "
        "amender/amender/NOUN/3/xcomp "
        "la/le/DET/6/det loi/loi/NOUN/3/obj",
        ("loi obj<amender",),
        "infinitive, not noun",
        "Le/le/DET/2/det Sénat/sénat/NOUN/3/nsubj veut/vouloir/VERB/0/ROOT/VerbForm=Fin un/un/DET/5/det "
        "dîner/dîner/NOUN/3/obj",
    ),
    Case(
        range_of_amounts,
        "Ramener/ramener/VERB/0/ROOT/VerbForm=Inf de/de/ADP/3/case 26/26/NUM/6/nummod à/à/ADP/5/case "
        "15/15/NUM/3/nmod "
        "millions/million/NOUN/1/obj les/le/DET/8/det quotas/quota/NOUN/1/obj",
        ("millions obl:mod<Ramener", "de case<millions"),
        "range of amounts",
        "Ramener/ramener/VERB/0/ROOT/VerbForm=Inf les/le/DET/3/det quotas/quota/NOUN/1/obj à/à/ADP/5/case "
        "15/15/NUM/1/obl:arg",
    ),
    Case(
        complement_below_time,
        "Il/il/PRON/2/nsubj enquête/enquêter/VERB/0/ROOT/VerbForm=Fin depuis/depuis/ADP/4/case "
        "mai/mai/NOUN/2/obl:mod "
        "sur/sur/ADP/7/case les/le/DET/7/det aides/aide/NOUN/4/nmod",
        ("aides obl:arg<enquête",),
        "complement behind a date",
        "Il/il/PRON/2/nsubj enquête/enquêter/VERB/0/ROOT/VerbForm=Fin depuis/depuis/ADP/4/case "
        "mai/mai/NOUN/2/obl:mod "
        "de/de/ADP/6/case 2019/2019/NUM/4/nmod",
    ),
    Case(
        conjunct_without_de,
        "La/le/DET/2/det hausse/hausse/NOUN/8/nsubj des/de/ADP/4/case prix/prix/NOUN/2/nmod et/et/CCONJ/7/cc "
        "la/le/DET/7/det "
        "concurrence/concurrence/NOUN/4/conj pèsent/peser/VERB/0/ROOT/VerbForm=Fin",
        ("concurrence conj<hausse",),
        "conjunct without de",
        "La/le/DET/2/det hausse/hausse/NOUN/7/nsubj des/de/ADP/4/case prix/prix/NOUN/2/nmod et/et/CCONJ/6/cc "
        "loyers/loyer/NOUN/4/conj pèse/peser/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        bare_conjunct,
        "Malte/Malte/PROPN/6/nsubj et/et/CCONJ/3/cc Chypre/Chypre/PROPN/1/conj ,/,/PUNCT/5/punct "
        "membres/membre/NOUN/1/conj "
        "votent/voter/VERB/0/ROOT/VerbForm=Fin",
        ("membres appos<Malte",),
        "bare conjunct",
        "Malte/Malte/PROPN/6/nsubj ,/,/PUNCT/3/punct Chypre/Chypre/PROPN/1/conj et/et/CCONJ/5/cc "
        "amis/ami/NOUN/1/conj votent/voter/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        subject_behind_addressee,
        "Tout/tout/PRON/2/nsubj brûle/brûler/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/5/punct "
        "ont/avoir/AUX/5/aux:tense/VerbForm=Fin "
        f"affirmé/affirmer/VERB/2/conj/{PARTICIPLE} à/à/ADP/8/case l'/le/DET/8/det AFP/AFP/PROPN/5/obl:mod "
        "des/de/ADP/10/case témoins/témoin/NOUN/8/nmod",
        ("témoins nsubj<affirmé", "des det<témoins"),
        "subject behind the addressee",
        "Tout/tout/PRON/2/nsubj brûle/brûler/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/5/punct "
        "a/avoir/AUX/5/aux:tense/VerbForm=Fin "
        f"affirmé/affirmer/VERB/2/parataxis/{PARTICIPLE} Léa/Léa/PROPN/5/nsubj à/à/ADP/9/case l'/le/DET/9/det "
        "AFP/AFP/PROPN/5/obl:mod",
    ),
    Case(
        counted_noun,
        "Plus/plus/ADV/5/nsubj de/de/ADP/4/case dix/dix/NUM/4/nummod civils/civil/NOUN/1/obl:arg "
        "fuient/fuir/VERB/0/ROOT/VerbForm=Fin",
        ("civils nsubj<fuient", "Plus advmod<civils", "de advmod<civils"),
        "counted noun",
        "Près/près/ADV/5/nsubj de/de/ADP/4/case la/le/DET/4/det gare/gare/NOUN/1/obl:arg "
        "coule/couler/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        inverted_subject,
        "Mardi/mardi/NOUN/2/obl:mod débutent/débuter/VERB/0/ROOT/VerbForm=Fin|Number=Plur les/le/DET/4/det "
        "pourparlers/pourparler/NOUN/2/obj/Number=Plur",
        ("pourparlers nsubj<débutent",),
        "subject behind the verb",
        "Mardi/mardi/NOUN/2/obl:mod débute/débuter/VERB/0/ROOT/VerbForm=Fin|Number=Sing les/le/DET/4/det "
        "pourparlers/pourparler/NOUN/2/obj/Number=Plur",
    ),
    Case(
        split_auxiliary,
        "Les/le/DET/2/det ventes/vente/NOUN/3/nsubj ont/avoir/AUX/0/ROOT/VerbForm=Fin "
        f"hier/hier/ADV/3/advmod rebondi/rebondir/NOUN/3/obj/{PARTICIPLE}",
        ("ventes nsubj<rebondi", "ont aux:tense<rebondi", "rebondi ROOT<rebondi"),
        "auxiliary behind adverbs",
        "Les/le/DET/2/det villes/ville/NOUN/3/nsubj ont/avoir/VERB/0/ROOT/VerbForm=Fin "
        f"un/un/DET/5/det élu/élu/NOUN/3/obj/{PARTICIPLE}",
    ),
    Case(
        share_auxiliary,
        f"Elle/elle/PRON/3/nsubj a/avoir/AUX/3/aux:tense fixé/fixer/VERB/0/ROOT/{PARTICIPLE} des/un/DET/5/det "
        f"limites/limite/NOUN/3/obj ,/,/PUNCT/7/punct augmenté/augmenter/VERB/5/acl/{PARTICIPLE} la/le/DET/9/det "
        "taille/taille/NOUN/7/obj",
        ("augmenté conj<fixé",),
        "shared auxiliary",
        f"Elle/elle/PRON/3/nsubj a/avoir/AUX/3/aux:tense lu/lire/VERB/0/ROOT/{PARTICIPLE} des/un/DET/5/det "
        f"lettres/lettre/NOUN/3/obj ,/,/PUNCT/7/punct signées/signer/VERB/5/acl/{PARTICIPLE} par/par/ADP/9/case "
        "Popov/Popov/PROPN/7/obl:agent",
    ),
    Case(
        invert_pronoun,
        "Le/le/DET/2/det pont/pont/NOUN/3/nsubj tient/tenir/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/5/punct "
        "dit/dire/VERB/3/parataxis/VerbForm=Fin -il/il/PRON/5/obj",
        ("-il nsubj<dit",),
        "inverted pronoun",
        "Popov/Popov/PROPN/3/nsubj le/le/PRON/3/obj dit/dire/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        compound_markers,
        "Il/il/PRON/2/nsubj part/partir/VERB/0/ROOT/VerbForm=Fin afin/afin/ADV/2/advmod de/de/ADP/5/mark "
        "voter/voter/VERB/3/xcomp/VerbForm=Inf",
        ("voter advcl<part", "afin mark<voter"),
        "compound marker",
        "Il/il/PRON/2/nsubj promet/promettre/VERB/0/ROOT/VerbForm=Fin de/de/ADP/4/mark "
        "voter/voter/VERB/2/xcomp/VerbForm=Inf",
    ),
    Case(
        infinitive_with_infinitive,
        "Elle/elle/PRON/2/nsubj vient/venir/VERB/0/ROOT/VerbForm=Fin pour/pour/ADP/4/mark "
        "saluer/saluer/VERB/2/advcl/VerbForm=Inf les/le/DET/6/det morts/mort/NOUN/4/obj et/et/CCONJ/8/cc "
        "apporter/apporter/VERB/2/conj/VerbForm=Inf",
        ("apporter conj<saluer",),
        "infinitive beside infinitive",
        "Elle/elle/PRON/2/nsubj veut/vouloir/VERB/0/ROOT/VerbForm=Fin saluer/saluer/VERB/2/xcomp/VerbForm=Inf "
        "et/et/CCONJ/5/cc parler/parler/VERB/3/conj/VerbForm=Inf",
    ),
    Case(
        plural_subject,
        "Les/le/DET/2/det missiles/missile/NOUN/0/ROOT/Number=Plur "
        f"fournis/fournir/VERB/2/acl/{PARTICIPLE} par/par/ADP/5/case Londres/Londres/PROPN/3/obl:agent "
        "et/et/CCONJ/10/cc Paris/Paris/PROPN/10/nsubj:pass/Number=Sing "
        "ont/avoir/AUX/10/aux:tense/VerbForm=Fin|Number=Plur été/être/AUX/10/aux:pass "
        f"utilisés/utiliser/VERB/0/ROOT/{PARTICIPLE}",
        ("missiles nsubj:pass<utilisés", "Paris conj<Londres", "et cc<Paris"),
        "plural subject",
        "Londres/Londres/PROPN/5/nsubj:pass/Number=Sing et/et/CCONJ/3/cc Paris/Paris/PROPN/1/conj "
        f"sont/être/AUX/5/aux:pass/VerbForm=Fin|Number=Plur visés/viser/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        join_cut_subject,
        f"Popov/Popov/PROPN/0/ROOT a/avoir/AUX/3/aux:tense/VerbForm=Fin parlé/parler/VERB/0/ROOT/{PARTICIPLE}",
        ("Popov nsubj<parlé",),
        "cut subject",
        "Kiev/Kiev/PROPN/0/ROOT ././PUNCT/1/punct il/il/PRON/5/nsubj a/avoir/AUX/5/aux:tense/VerbForm=Fin "
        f"parlé/parler/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        unpassive,
        f"Il/il/PRON/3/nsubj:pass a/avoir/AUX/3/aux:tense/VerbForm=Fin rappelé/rappeler/VERB/0/ROOT/{PARTICIPLE}",
        ("Il nsubj<rappelé",),
        "active with avoir",
        f"Il/il/PRON/3/nsubj:pass est/être/AUX/3/aux:pass/VerbForm=Fin rappelé/rappeler/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        invert_tag,
        "Le/le/DET/2/det pont/pont/NOUN/3/nsubj tient/tenir/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/6/punct "
        f"a/avoir/AUX/6/aux:tense/VerbForm=Fin déclaré/déclarer/VERB/3/parataxis/{PARTICIPLE} "
        "Popov/Popov/PROPN/6/obj",
        ("Popov nsubj<déclaré",),
        "inverted subject",
        "Popov/Popov/PROPN/6/nsubj ,/,/PUNCT/3/punct lui/lui/PRON/6/advmod ,/,/PUNCT/3/punct "
        f"a/avoir/AUX/6/aux:tense/VerbForm=Fin déclaré/déclarer/VERB/0/ROOT/{PARTICIPLE} la/le/DET/8/det "
        "guerre/guerre/NOUN/6/obj",
    ),
    Case(
        content_of_saying,
        f"Popov/Popov/PROPN/3/nsubj a/avoir/AUX/3/aux:tense/VerbForm=Fin déclaré/déclarer/VERB/0/ROOT/{PARTICIPLE} "
        ",/,/PUNCT/6/punct sans/sans/ADP/6/case preuves/preuve/NOUN/3/obl:mod ,/,/PUNCT/11/punct "
        "que/que/SCONJ/11/mark "
        "le/le/DET/10/det pont/pont/NOUN/11/nsubj tient/tenir/VERB/6/ccomp/VerbForm=Fin",
        ("tient ccomp<déclaré",),
        "content of the verb of saying",
        f"Popov/Popov/PROPN/3/nsubj a/avoir/AUX/3/aux:tense/VerbForm=Fin montré/déclarer/VERB/0/ROOT/{PARTICIPLE} "
        "le/le/DET/5/det pont/pont/NOUN/3/obj que/que/PRON/8/obj Kiev/Kiev/PROPN/8/nsubj "
        "bâtit/bâtir/VERB/5/acl:relcl/VerbForm=Fin",
    ),
    Case(
        nouns_under_adjectives,
        "les/le/DET/2/det centrales/centrale/NOUN/0/ROOT russes/russe/ADJ/2/amod et/et/CCONJ/5/cc "
        "routes/route/NOUN/3/conj",
        ("routes conj<centrales",),
        "noun beside noun",
        "les/le/DET/2/det centrales/centrale/NOUN/0/ROOT russes/russe/ADJ/2/amod et/et/CCONJ/5/cc "
        "polonaises/polonais/ADJ/3/conj",
    ),
    Case(
        names_with_names,
        f"fourni/fournir/VERB/0/ROOT/{PARTICIPLE} par/par/ADP/3/case Londres/Londres/PROPN/1/obl:agent "
        "et/et/CCONJ/6/cc la/le/DET/6/det France/France/PROPN/1/conj",
        ("France conj<Londres",),
        "name beside name",
        f"fourni/fournir/VERB/0/ROOT/{PARTICIPLE} par/par/ADP/3/case navire/navire/NOUN/1/obl:agent "
        "et/et/CCONJ/6/cc la/le/DET/6/det France/France/PROPN/3/conj",
    ),
    Case(
        noun_behind_name,
        "indique/indiquer/VERB/0/ROOT/VerbForm=Fin Popov/Popov/PROPN/1/nsubj ,/,/PUNCT/5/punct le/le/DET/5/det "
        "directeur/directeur/NOUN/1/dep",
        ("directeur appos<Popov",),
        "noun behind its name",
        "indique/indiquer/VERB/0/ROOT/VerbForm=Fin Popov/Popov/PROPN/1/nsubj ,/,/PUNCT/6/punct pour/pour/ADP/6/case "
        "le/le/DET/6/det directeur/directeur/NOUN/1/dep",
    ),
    Case(
        twin_objects,
        "Kiev/Kiev/PROPN/2/nsubj accuse/accuser/VERB/0/ROOT/VerbForm=Fin le/le/DET/4/det "
        "commandant/commandant/NOUN/2/obj ,/,/PUNCT/7/punct l'/le/DET/7/det amiral/amiral/NOUN/2/obj",
        ("amiral appos<commandant",),
        "second object as apposition",
        "Kiev/Kiev/PROPN/2/nsubj accuse/accuser/VERB/0/ROOT/VerbForm=Fin le/le/DET/4/det "
        "commandant/commandant/NOUN/2/obj et/et/CCONJ/7/cc l'/le/DET/7/det amiral/amiral/NOUN/2/obj",
    ),
    Case(
        twin_subjects,
        "Le/le/DET/2/det boxeur/boxeur/NOUN/4/nsubj Joshua/Joshua/PROPN/4/nsubj gagne/gagner/VERB/0/ROOT/VerbForm=Fin",
        ("Joshua appos<boxeur",),
        "name behind its noun",
        "Hier/hier/NOUN/4/nsubj ,/,/PUNCT/3/punct Joshua/Joshua/PROPN/4/nsubj gagne/gagner/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        bare_times,
        f"Il/il/PRON/3/nsubj a/avoir/AUX/3/aux:tense confirmé/confirmer/VERB/0/ROOT/{PARTICIPLE} "
        "lundi/lundi/NOUN/3/obj",
        ("lundi obl:mod<confirmé",),
        "bare time",
        f"Il/il/PRON/3/nsubj a/avoir/AUX/3/aux:tense choisi/choisir/VERB/0/ROOT/{PARTICIPLE} le/le/DET/5/det "
        "lundi/lundi/NOUN/3/obj",
    ),
    Case(
        floating_quantifier,
        "Nous/nous/PRON/2/nsubj dépendons/dépendre/VERB/0/ROOT/VerbForm=Fin tous/tout/PRON/2/obj de/de/ADP/5/case "
        "merlu/merlu/NOUN/3/nmod",
        ("tous advmod<dépendons", "merlu obl:arg<dépendons"),
        "floating quantifier",
        "Nous/nous/PRON/2/nsubj dépendons/dépendre/VERB/0/ROOT/VerbForm=Fin beaucoup/beaucoup/PRON/2/obj "
        "de/de/ADP/5/case merlu/merlu/NOUN/3/nmod",
    ),
    Case(
        quantifier_in_verb,
        "Les/le/DET/2/det suspects/suspect/NOUN/6/nsubj:pass ont/avoir/AUX/6/aux:tense tous/tout/ADJ/6/nsubj:pass "
        "été/être/AUX/6/aux:pass arrêtés/arrêter/VERB/0/ROOT/VerbForm=Part|Tense=Past",
        ("tous advmod<arrêtés",),
        "floating quantifier",
        "Les/le/DET/2/det suspects/suspect/NOUN/4/nsubj ont/avoir/AUX/4/aux:tense quitté/quitter/VERB/0/ROOT/"
        "VerbForm=Part|Tense=Past tous/tout/ADJ/7/amod les/le/DET/7/det camps/camp/NOUN/4/obj",
    ),
    Case(
        apposed_conjunct,
        "Popov/Popov/PROPN/5/nsubj ,/,/PUNCT/4/punct le/le/DET/4/det/Definite=Def directeur/directeur/NOUN/1/conj "
        "parle/parler/VERB/0/ROOT/VerbForm=Fin",
        ("directeur appos<Popov",),
        "apposition, not conjunct",
        "Popov/Popov/PROPN/5/nsubj et/et/CCONJ/4/cc le/le/DET/4/det/Definite=Def directeur/directeur/NOUN/1/conj "
        "parlent/parler/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        like_prepositions,
        "besoin/besoin/NOUN/0/ROOT d'/de/ADP/4/case une/un/DET/4/det pression/pression/NOUN/1/nmod "
        "sur/sur/ADP/6/case "
        "Moscou/Moscou/PROPN/4/nmod et/et/CCONJ/10/cc d'/de/ADP/10/case un/un/DET/10/det renfort/renfort/NOUN/6/conj",
        ("renfort conj<pression",),
        "same preposition",
        "besoin/besoin/NOUN/0/ROOT d'/de/ADP/4/case une/un/DET/4/det pression/pression/NOUN/1/nmod "
        "sur/sur/ADP/6/case "
        "Moscou/Moscou/PROPN/4/nmod et/et/CCONJ/9/cc sur/sur/ADP/9/case Minsk/Minsk/PROPN/6/conj",
    ),
    Case(
        stressed_pronoun,
        "Popov/Popov/PROPN/5/nsubj ,/,/PUNCT/3/punct lui/lui/PRON/5/iobj ,/,/PUNCT/3/punct "
        "viendra/venir/VERB/0/ROOT/VerbForm=Fin",
        ("lui advmod<viendra",),
        "stressed pronoun",
        "Popov/Popov/PROPN/3/nsubj lui/lui/PRON/3/iobj parle/parler/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        agreeing_subject,
        "une/un/DET/2/det statue/statue/NOUN/8/obl:mod/Gender=Fem de/de/ADP/5/case l'/le/DET/5/det "
        "explorateur/explorateur/NOUN/8/nsubj:pass/Gender=Masc a/avoir/AUX/8/aux:tense été/être/AUX/8/aux:pass "
        f"décapitée/décapiter/VERB/0/ROOT/{PARTICIPLE}|Gender=Fem",
        ("statue nsubj:pass<décapitée", "explorateur nmod<statue"),
        "agreeing subject",
        "une/un/DET/2/det statue/statue/NOUN/8/nsubj:pass/Gender=Fem de/de/ADP/5/case l'/le/DET/5/det "
        "explorateur/explorateur/NOUN/2/nmod/Gender=Masc a/avoir/AUX/8/aux:tense été/être/AUX/8/aux:pass "
        f"décapitée/décapiter/VERB/0/ROOT/{PARTICIPLE}|Gender=Fem",
    ),
    Case(
        single_subject,
        "Les/le/DET/2/det ventes/vente/NOUN/7/nsubj ,/,/PUNCT/7/punct hier/hier/ADV/7/advmod la/le/DET/6/det "
        "banque/banque/NOUN/7/nsubj gagne/gagner/VERB/0/ROOT/VerbForm=Fin",
        ("ventes dep<gagne",),
        "single subject",
        "Paris/Paris/PROPN/4/nsubj et/et/CCONJ/3/cc Rome/Rome/PROPN/4/nsubj gagnent/gagner/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        apposition_on_verb,
        "Kiev/Kiev/PROPN/2/nsubj accuse/accuser/VERB/0/ROOT/VerbForm=Fin le/le/DET/4/det "
        "commandant/commandant/NOUN/2/obj ,/,/PUNCT/7/punct l'/le/DET/7/det amiral/amiral/NOUN/2/appos",
        ("amiral appos<commandant",),
        "apposition of the noun before it",
        "Kiev/Kiev/PROPN/2/nsubj parle/parler/VERB/0/ROOT/VerbForm=Fin ,/,/PUNCT/5/punct l'/le/DET/5/det "
        "amiral/amiral/NOUN/2/appos",
    ),
    Case(
        personal_subject,
        "Il/il/PRON/2/expl:subj affirme/affirmer/VERB/0/ROOT/VerbForm=Fin",
        ("Il nsubj<affirme",),
        "personal subject",
        "Il/il/PRON/2/expl:subj pleut/pleuvoir/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        coordinated_circumstance,
        "Kiev/Kiev/PROPN/2/nsubj insiste/insister/VERB/0/ROOT/VerbForm=Fin mais/mais/CCONJ/5/cc au/à/ADP/5/case "
        "sommet/sommet/NOUN/2/obl:mod Paris/Paris/PROPN/7/nsubj hésite/hésiter/VERB/2/conj/VerbForm=Fin",
        ("mais cc<hésite", "sommet obl:mod<hésite"),
        "coordinated circumstance",
        "Kiev/Kiev/PROPN/2/nsubj insiste/insister/VERB/0/ROOT/VerbForm=Fin au/à/ADP/4/case "
        "sommet/sommet/NOUN/2/obl:mod et/et/CCONJ/6/cc hésite/hésiter/VERB/2/conj/VerbForm=Fin",
    ),
    Case(
        participle_with_be,
        f"Elles/elle/PRON/3/nsubj sont/être/AUX/3/cop/VerbForm=Fin venues/venir/VERB/0/ROOT/{PARTICIPLE}",
        ("sont aux:tense<venues",),
        "participle with être",
        "Elle/elle/PRON/3/nsubj est/être/AUX/3/cop/VerbForm=Fin contente/content/ADJ/0/ROOT",
    ),
    Case(
        part_as_subject,
        "Dix/dix/NUM/2/nummod otages/otage/NOUN/9/obl:mod ,/,/PUNCT/6/punct dont/dont/PRON/6/nmod "
        "deux/deux/NUM/6/nummod Belges/Belge/NOUN/9/nsubj ,/,/PUNCT/6/punct ont/avoir/AUX/9/aux:tense/VerbForm=Fin "
        f"fui/fuir/VERB/0/ROOT/{PARTICIPLE}",
        ("otages nsubj<fui", "Belges nmod<otages"),
        "part as subject",
        "Anne/Anne/PROPN/6/nsubj ,/,/PUNCT/6/punct dont/dont/PRON/5/nmod le/le/DET/5/det/Definite=Def "
        "fils/fils/NOUN/6/nsubj dort/dormir/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        adjective_with_be,
        "Elle/elle/PRON/3/nsubj:pass est/être/AUX/3/aux:pass/VerbForm=Fin confiante/confiant/ADJ/0/ROOT",
        ("est cop<confiante", "Elle nsubj<confiante"),
        "adjective with être",
        f"Elle/elle/PRON/3/nsubj:pass est/être/AUX/3/aux:pass/VerbForm=Fin suivie/suivre/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        finite_not_participle,
        "Elle/elle/PRON/2/nsubj croit/croire/VERB/0/ROOT/VerbForm=Fin qu'/que/SCONJ/5/mark un/un/DET/5/det "
        f"général/général/NOUN/2/ccomp assassine/assassiner/VERB/5/acl/{PARTICIPLE} le/le/DET/8/det "
        "roi/roi/NOUN/6/obj",
        ("qu' mark<assassine", "général nsubj<assassine", "assassine ccomp<croit"),
        "finite verb",
        "Elle/elle/PRON/2/nsubj voit/voir/VERB/0/ROOT/VerbForm=Fin un/un/DET/4/det général/général/NOUN/2/obj "
        f"assassiné/assassiner/VERB/4/acl/{PARTICIPLE}",
    ),
    Case(
        finite_beside_finite,
        "Ils/il/PRON/2/nsubj promettent/promettre/VERB/0/ROOT/VerbForm=Fin d'/de/ADP/4/mark "
        "aider/aider/VERB/2/xcomp/VerbForm=Inf mais/mais/CCONJ/6/cc hésitent/hésiter/VERB/4/conj/VerbForm=Fin",
        ("hésitent conj<promettent",),
        "finite verb beside finite verb",
        "Ils/il/PRON/2/nsubj promettent/promettre/VERB/0/ROOT/VerbForm=Fin d'/de/ADP/4/mark "
        "aider/aider/VERB/2/xcomp/VerbForm=Inf et/et/CCONJ/6/cc payer/payer/VERB/4/conj/VerbForm=Inf",
    ),
    Case(
        main_verb_behind_participle,
        "Un/un/DET/2/det convoi/convoi/NOUN/3/nsubj/Number=Sing transportant/transporter/VERB/0/ROOT/VerbForm=Part "
        "des/un/DET/5/det vivres/vivre/NOUN/3/obj brûle/brûler/VERB/3/advcl/VerbForm=Fin|Number=Sing",
        ("convoi nsubj<brûle", "transportant acl<convoi", "brûle ROOT<brûle"),
        "main verb behind a participle",
        "Le/le/DET/2/det juge/juge/NOUN/3/nsubj/Number=Sing part/partir/VERB/0/ROOT/VerbForm=Fin|Number=Sing "
        "laissant/laisser/VERB/3/advcl/VerbForm=Part son/son/DET/6/det adjoint/adjoint/NOUN/4/obj",
    ),
    Case(
        participle_with_having,
        "Un/un/DET/2/det duel/duel/NOUN/4/nsubj:pass est/être/AUX/4/aux:pass/VerbForm=Fin "
        f"prévu/prévoir/VERB/0/ROOT/{PARTICIPLE} "
        "entre/entre/ADP/7/case les/le/DET/7/det candidats/candidat/NOUN/9/nsubj/Number=Plur "
        f"ayant/avoir/AUX/9/aux:tense/VerbForm=Part gagné/gagner/VERB/4/conj/{PARTICIPLE}",
        ("candidats obl:mod<prévu", "gagné acl<candidats"),
        "participle of the noun before it",
        "La/le/DET/2/det nuit/nuit/NOUN/4/nsubj/Number=Sing étant/être/AUX/4/aux:tense/VerbForm=Part "
        f"tombée/tomber/VERB/6/advcl/{PARTICIPLE} il/il/PRON/6/nsubj part/partir/VERB/0/ROOT/VerbForm=Fin",
    ),
    Case(
        verb_behind_insertion,
        "La/le/DET/2/det mère/mère/NOUN/0/ROOT/Number=Sing ,/,/PUNCT/6/punct qui/qui/PRON/6/nsubj "
        f"avait/avoir/AUX/6/aux:tense/VerbForm=Fin sauté/sauter/VERB/2/acl:relcl/{PARTICIPLE} ,/,/PUNCT/6/punct "
        f"est/être/AUX/9/aux:tense/VerbForm=Fin|Number=Sing morte/mourir/VERB/6/conj/{PARTICIPLE}",
        ("mère nsubj<morte", "morte ROOT<morte"),
        "verb behind an insertion",
        "La/le/DET/2/det mère/mère/NOUN/9/nsubj/Number=Sing ,/,/PUNCT/6/punct qui/qui/PRON/6/nsubj "
        f"avait/avoir/AUX/6/aux:tense/VerbForm=Fin sauté/sauter/VERB/2/acl:relcl/{PARTICIPLE} ,/,/PUNCT/6/punct "
        f"est/être/AUX/9/aux:tense/VerbForm=Fin|Number=Sing morte/mourir/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        agreeing_antecedent,
        "les/le/DET/2/det forces/force/NOUN/0/ROOT/Number=Plur de/de/ADP/5/case l'/le/DET/5/det/Number=Sing "
        "ordre/ordre/NOUN/2/nmod/Number=Sing qui/qui/PRON/7/nsubj "
        "tirent/tirer/VERB/5/acl:relcl/VerbForm=Fin|Number=Plur",
        ("tirent acl:relcl<forces",),
        "agreeing antecedent",
        "les/le/DET/2/det forces/force/NOUN/0/ROOT/Number=Plur de/de/ADP/5/case l'/le/DET/5/det/Number=Sing "
        "ordre/ordre/NOUN/2/nmod/Number=Sing qui/qui/PRON/7/nsubj "
        "règne/régner/VERB/5/acl:relcl/VerbForm=Fin|Number=Sing",
    ),
    Case(
        relative_object,
        "les/le/DET/2/det lois/loi/NOUN/0/ROOT que/que/SCONJ/6/mark le/le/DET/5/det Sénat/Sénat/PROPN/6/nsubj "
        "adopte/adopter/VERB/2/acl:relcl/VerbForm=Fin",
        ("que obj<adopte",),
        "relative object",
        "le/le/DET/2/det fait/fait/NOUN/0/ROOT que/que/SCONJ/6/mark le/le/DET/5/det Sénat/Sénat/PROPN/6/nsubj "
        "vote/voter/VERB/2/acl:relcl/VerbForm=Fin",
    ),
    Case(
        compared,
        "Elle/elle/PRON/2/nsubj gagne/gagner/VERB/0/ROOT/VerbForm=Fin autant/autant/ADV/2/advmod "
        "que/que/SCONJ/5/case "
        "Lyon/Lyon/PROPN/2/obj",
        ("Lyon dep<gagne",),
        "compared",
        "Elle/elle/PRON/3/nsubj ne/ne/ADV/3/advmod joue/jouer/VERB/0/ROOT/VerbForm=Fin plus/plus/ADV/3/advmod "
        "que/que/ADV/6/advmod Chopin/Chopin/PROPN/3/obj",
    ),
    Case(
        subject_behind_and,
        "La/le/DET/2/det foudre/foudre/NOUN/3/nsubj frappe/frapper/VERB/0/ROOT/VerbForm=Fin le/le/DET/5/det "
        "toit/toit/NOUN/3/obj et/et/CCONJ/8/cc le/le/DET/8/det feu/feu/NOUN/5/conj/Number=Sing "
        "prend/prendre/VERB/3/parataxis/VerbForm=Fin|Number=Sing",
        ("feu nsubj<prend", "prend conj<frappe", "et cc<prend"),
        "subject behind et",
        "La/le/DET/2/det foudre/foudre/NOUN/3/nsubj frappe/frapper/VERB/0/ROOT/VerbForm=Fin le/le/DET/5/det "
        "toit/toit/NOUN/3/obj et/et/CCONJ/8/cc le/le/DET/8/det mur/mur/NOUN/5/conj/Number=Sing",
    ),
    Case(
        apposed_subject,
        "Ali/Ali/PROPN/6/nsubj ,/,/PUNCT/3/punct agent/agent/NOUN/1/conj ,/,/PUNCT/3/punct "
        f"a/avoir/AUX/6/aux:tense/VerbForm=Fin|Number=Sing péri/périr/VERB/0/ROOT/{PARTICIPLE}",
        ("agent appos<Ali",),
        "apposition of the subject",
        "Ali/Ali/PROPN/5/nsubj et/et/CCONJ/3/cc Léa/Léa/PROPN/1/conj "
        f"ont/avoir/AUX/5/aux:tense/VerbForm=Fin|Number=Plur péri/périr/VERB/0/ROOT/{PARTICIPLE}",
    ),
    Case(
        noun_in_preposition,
        "Elle/elle/PRON/2/nsubj met/mettre/VERB/0/ROOT/VerbForm=Fin en/en/ADP/6/case cause/cause/NOUN/3/fixed "
        "le/le/DET/6/det plan/plan/NOUN/2/obl:arg",
        ("cause obl:arg<met", "en case<cause", "plan obj<met"),
        "noun in preposition",
        "Elle/elle/PRON/2/nsubj rentre/rentrer/VERB/0/ROOT/VerbForm=Fin à/à/ADP/6/case cause/cause/NOUN/3/fixed "
        "du/de/ADP/3/fixed froid/froid/NOUN/2/obl:mod",
    ),
    Case(
        object_below_idiom,
        "Ils/il/PRON/2/nsubj prennent/prendre/VERB/0/ROOT/VerbForm=Fin d'/de/ADP/4/case assaut/assaut/NOUN/2/obl:arg "
        "la/le/DET/6/det gare/gare/NOUN/4/nmod",
        ("gare obj<prennent",),
        "object below idiom",
        "Ils/il/PRON/2/nsubj partent/partir/VERB/0/ROOT/VerbForm=Fin en/en/ADP/4/case tournée/tournée/NOUN/2/obl:arg "
        "la/le/DET/6/det semaine/semaine/NOUN/4/nmod",
    ),
    Case(
        compound_preposition,
        "Il/il/PRON/2/nsubj roule/rouler/VERB/0/ROOT/VerbForm=Fin à/à/ADP/4/case bord/bord/NOUN/2/obl:mod "
        "d'/de/ADP/7/case "
        "un/un/DET/7/det scooter/scooter/NOUN/4/nmod",
        ("à case<scooter", "bord fixed<à", "d' fixed<à", "scooter obl:mod<roule"),
        "compound preposition",
        "Il/il/PRON/2/nsubj roule/rouler/VERB/0/ROOT/VerbForm=Fin au/à/ADP/4/case bord/bord/NOUN/2/obl:mod",
    ),
    Case(
        agent_below_complement,
        f"Ali/Ali/PROPN/3/nsubj:pass est/être/AUX/3/aux:pass jugé/juger/VERB/0/ROOT/{PARTICIPLE} "
        "comme/comme/ADP/5/case traître/traître/NOUN/3/obl:mod par/par/ADP/8/case la/le/DET/8/det "
        "foule/foule/NOUN/5/nmod",
        ("foule obl:agent<jugé",),
        "agent below a complement",
        f"Ali/Ali/PROPN/3/nsubj:pass est/être/AUX/3/aux:pass blessé/blesser/VERB/0/ROOT/{PARTICIPLE} "
        "dans/dans/ADP/6/case une/un/DET/6/det attaque/attaque/NOUN/3/obl:mod "
        "par/par/ADP/9/case des/un/DET/9/det pirates/pirate/NOUN/6/nmod",
    ),
    Case(
        causative_verb,
        "Elle/elle/PRON/3/nsubj fait/faire/AUX/3/dep/VerbForm=Fin fuir/fuir/VERB/0/ROOT/VerbForm=Inf "
        "Ali/Ali/PROPN/3/obj",
        ("fait aux:tense<fuir",),
        "causative verb",
        "Elle/elle/PRON/2/nsubj fait/faire/VERB/0/ROOT/VerbForm=Fin tout/tout/PRON/2/obj pour/pour/ADP/5/mark "
        "fuir/fuir/VERB/2/advcl/VerbForm=Inf",
    ),
    Case(
        reflexive_participle,
        "Il/il/PRON/4/nsubj s'/s'/PRON/4/expl:pass est/être/AUX/4/cop/VerbForm=Fin élevé/élevé/ADJ/0/ROOT",
        ("est aux:tense<élevé", "s' expl:comp<élevé"),
        "reflexive participle",
        "Il/il/PRON/3/nsubj est/être/AUX/3/cop/VerbForm=Fin élevé/élevé/ADJ/0/ROOT",
    ),
    Case(
        passive_auxiliary_as_subject,
        "où/où/PRON/3/obl:mod seront/être/AUX/3/nsubj/VerbForm=Fin jugés/juger/VERB/0/ROOT/VerbForm=Fin "
        "les/le/DET/5/det pirates/pirate/NOUN/3/obj",
        ("seront aux:pass<jugés", "pirates nsubj:pass<jugés"),
        "passive with its subject behind it",
        "où/où/PRON/3/obl:mod ils/il/PRON/3/nsubj jugent/juger/VERB/0/ROOT/VerbForm=Fin les/le/DET/5/det "
        "pirates/pirate/NOUN/3/obj",
    ),
    Case(
        clitic_subject,
        "Ali/Ali/PROPN/4/nsubj nous/nous/PRON/4/nsubj a/avoir/AUX/4/aux:tense/VerbForm=Fin "
        f"quittés/quitter/VERB/0/ROOT/{PARTICIPLE}",
        ("nous obj<quittés",),
        "clitic object",
        "nous/nous/PRON/3/nsubj avons/avoir/AUX/3/aux:tense/VerbForm=Fin "
        f"quitté/quitter/VERB/0/ROOT/{PARTICIPLE} Ali/Ali/PROPN/3/obj",
    ),
)


FORMS = (
    (
        participle_with_have,
        "Ils/il/PRON/3/nsubj ont/avoir/AUX/3/aux:tense/VerbForm=Fin vacciné/vacciné/NOUN/0/ROOT/Number=Sing",
        "Ils/il/PRON/2/nsubj ont/avoir/VERB/0/ROOT/VerbForm=Fin un/un/DET/4/det blessé/blessé/NOUN/2/obj/Number=Sing",
        "participle with avoir",
    ),
    (
        opening_participle,
        "Vaccinée/vaccinée/NOUN/3/advcl ,/,/PUNCT/1/punct part/partir/VERB/0/ROOT/VerbForm=Fin",
        "Le/le/DET/2/det vacciné/vacciné/NOUN/3/advcl part/partir/VERB/0/ROOT/VerbForm=Fin",
        "opening participle",
    ),
)


def name_of(case: Case) -> str:
    return getattr(case.repair, "__name__", case.name)


def test_every_repair_has_a_case() -> None:
    assert {case.repair for case in CASES} | {repair for repair, *_ in FORMS} | {counted_adjective} == set(REPAIRS)


def test_a_counted_adjective_becomes_a_noun() -> None:
    counted = grow("Vingt/vingt/NUM/2/nummod civils/civil/ADJ/3/nsubj fuient/fuir/VERB/0/ROOT/VerbForm=Fin")
    kept = grow("Il/il/PRON/3/nsubj est/être/AUX/3/cop premier/premier/ADJ/0/ROOT")
    for tree in (counted, kept):
        counted_adjective(tree, "fr")
    assert counted.words[1].pos == "NOUN"
    assert counted.repairs == {counted.words[1]: "counted adjective"}
    assert kept.words[2].pos == "ADJ"
    assert not kept.repairs


@pytest.mark.parametrize(("repair", "wrong", "right", "name"), FORMS)
def test_a_word_taken_for_a_noun_becomes_a_verb(repair: Repair, wrong: str, right: str, name: str) -> None:
    mended, kept = grow(wrong), grow(right)
    repair(mended, "fr")
    repair(kept, "fr")
    word = next(w for w in mended.words if w.text.lower().startswith("vaccin"))
    assert (word.pos, word.lemma) == ("VERB", "vacciner")
    assert set(mended.repairs.values()) == {name}
    assert "NOUN" in {w.pos for w in kept.words}
    assert not kept.repairs


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_wrong_tree_is_mended_and_the_repair_named(case: Case) -> None:
    tree = grow(case.wrong)
    before = shape(tree)
    assert not set(case.mended) & set(before)
    case.repair(tree, "fr")
    assert set(case.mended) <= set(shape(tree))
    others = [word for word in shape(tree) if word.split()[0] not in {m.split()[0] for m in case.mended}]
    moved = {word for word in others if word not in before}
    assert all(word.split("<")[1] in {m.split()[0] for m in case.mended} for word in moved), "nothing else moves"
    assert set(tree.repairs.values()) == {case.name}


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_right_tree_is_left_alone(case: Case) -> None:
    tree = grow(case.right)
    before = shape(tree)
    case.repair(tree, "fr")
    assert shape(tree) == before
    assert not tree.repairs


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_tree_stays_a_tree_when_all_repairs_run(case: Case) -> None:
    tree = grow(case.wrong)
    mend(tree, "fr")
    assert case.name in tree.repairs.values()
    for word in tree.words:
        assert word in tree.root_of(word).subtree()
        assert word.is_root or word in word.head.children
