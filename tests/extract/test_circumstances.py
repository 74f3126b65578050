"""When and where: which predicate of a sentence a time belongs to, and which it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kg.document import Metadata, make_document
from kg.facts import Argument, Quantity
from tests.extract.notation import Article, read_documents

ROLES: tuple[tuple[str, str, str, set[str]], ...] = (
    ("L'OTAN a signé des contrats pour 2,4 milliards d'euros (2,5 milliards de dollars).", "signer", "quantity",
     {"2400000000 EUR", "2500000000 USD"}),
    ("L'attaque a tué 34 officiers.", "tuer", "quantity", {"34 officiers"}),
    ("Plus de 500 personnes ont péri dans le séisme en Turquie.", "périr", "quantity", {"≥500 personnes"}),
    ("Le club a payé entre 10 et 20 millions d'euros au joueur.", "payer", "quantity", {"≥10000000≤20000000 EUR"}),
    ("Le groupe a acheté une vingtaine d'avions pour près de 3 milliards de dollars.", "acheter", "quantity",
     {"~20 avions", "~3000000000 USD"}),
    ("Le prix du blé a augmenté de 12 % en mai.", "augmenter", "quantity", {"12 %"}),
    ("La France a livré des obusiers de 155 mm à l'Ukraine.", "livrer", "quantity", set()),
    ("La France a livré des obusiers de 155 mm à l'Ukraine.", "livrer", "recipient", {"Ukraine"}),
    ("La commandante a acheté des doudous pour les enfants.", "acheter", "recipient", {"enfants"}),
    ("La France a fourni des chars à Kiev.", "fournir", "recipient", {"Kiev"}),
    ("Le ministre a déclaré dans une vidéo que la Russie reculait.", "déclarer", "instrument", {"vidéo"}),
    ("Les émeutiers ont détruit la statue à l'aide de cordes à Richmond.", "détruire", "instrument", {"cordes"}),
    ("Les émeutiers ont détruit la statue à l'aide de cordes à Richmond.", "détruire", "place", {"Richmond"}),
    ("Un incendie a détruit une usine à Kharkiv.", "détruire", "place", {"Kharkiv"}),
    ("Le maire a critiqué l'ambassadeur à Paris.", "critiquer", "place", set()),
    ("Deux enfants ont été blessés lundi dans des bombardements à Kherson.", "blesser", "place", {"Kherson"}),
    ("Dimanche, à Bristol, une statue a été renversée.", "renverser", "place", {"Bristol"}),
    ("Les dirigeants ont déclaré lors du sommet de l'OTAN que la guerre durerait.", "déclarer", "place",
     {"sommet de l'OTAN"}),
    ("Le conseil a mis en place une aide.", "mettre en place", "place", set()),
    ("La ministre s'est exprimée sur les ondes de France Inter.", "s'exprimer", "place", {"ondes de France Inter"}),
    ("Le maire s'est exprimé sur la réforme.", "s'exprimer", "topic", {"réforme"}),
    ("Le président a réagi sur Telegram.", "réagir", "instrument", {"Telegram"}),
    ("À la Bourse de Milan, l'action a reculé de 4 %.", "reculer", "place", {"Bourse de Milan"}),
    ("Les joueurs se sont retrouvés au siège de la fédération.", "se retrouver", "place", {"siège de la fédération"}),
    ("À Turin, où les ouvriers s'inquiètent d'un rachat, le titre a chuté.", "chuter", "place", {"Turin"}),
    ("La bombe a détruit une école où s'étaient réfugiées plusieurs familles.", "se réfugier", "place", {"école"}),
    ("Au Niger, où l'armée allemande est intervenue, six civils ont été tués.", "intervenir", "place", {"Niger"}),
    ("Des milliers de familles ont fui la guerre depuis mai dans le Darfour.", "fuir", "place", {"Darfour"}),
    ("Plus de 40 000 habitants ont fui la ville.", "fuir", "quantity", {"≥40000 habitants"}),
    ("Trois voleurs ont blessé deux vigiles.", "blesser", "quantity", {"2 vigiles"}),
    ("Le Sénat a rejeté la loi à trois reprises.", "rejeter", "quantity", {"3 fois"}),
    ("Le Sénat a rejeté la loi à trois reprises.", "rejeter", "topic", set()),
    ("Le loyer est deux fois plus élevé.", "être", "quantity", set()),
    ("Au moins vingt civils, dont sept femmes, ont été tués dans l'attaque d'un village.", "tuer", "quantity",
     {"≥20 civils"}),
    ("Le scrutin aura lieu en 2024.", "avoir lieu", "place", set()),
    ("Le scrutin aura lieu dans le gymnase.", "avoir lieu", "place", {"gymnase"}),
    ("Deux femmes ont été tuées à l'entrée d'un lycée.", "tuer", "place", {"entrée d'un lycée"}),
    ("Un pilote est mort dans un accident d'hélicoptère.", "mourir", "instrument", {"accident d'hélicoptère"}),
    ("Un pilote est mort lors d'une manifestation.", "mourir", "instrument", set()),
    ("Le suspect, arrêté chez sa sœur, a été écroué.", "arrêter", "place", {"sœur"}),
    ("La police a tiré à Tripoli.", "tirer", "place", {"Tripoli"}),
    ("La police a tiré à Tripoli.", "tirer", "instrument", set()),
    ("Le groupe a investi deux millions d'euros dans un atelier à Gand.", "investir", "place", {"Gand"}),
    ("Le parti a présenté son programme au Parlement.", "présenter", "recipient", {"Parlement"}),
)  # fmt: skip
PUBLISHED = date(2023, 9, 28)
TABLE = Path(__file__).parent / "circumstances.tsv"


def rows() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, expected = line.split("\t")
            yield sentence, expected


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Every sentence read as an article of the day."""
    metadata = Metadata(published=PUBLISHED)
    sentences = dict.fromkeys([*(sentence for sentence, _ in rows()), *(row[0] for row in ROLES)])
    documents = [make_document("test", sentence, metadata) for sentence in sentences]
    return {article.document.text: article for article in read_documents(documents)}


def dated(article: Article) -> set[str]:
    """predicate=value of every time of every fact."""
    return {
        f"{fact.predicate}={argument.value or '-'}"
        for fact in article.facts.facts
        for argument in fact.arguments
        if argument.role == "time"
    }


@pytest.mark.parametrize(("sentence", "expected"), list(rows()))
def test_times_date_what_they_belong_to(sentence: str, expected: str, articles: dict[str, Article]) -> None:
    wanted = set() if expected == "none" else set(expected.split("; "))
    assert dated(articles[sentence]) == wanted, articles[sentence].describe()


def filler(argument: Argument) -> str:
    """The words of a filler; of an amount its number and unit, with the bounds that the text gives."""
    amount = argument.value
    if not isinstance(amount, Quantity):
        return argument.node.text.replace("’", "'")
    if amount.minimum is None and amount.maximum is None:
        return f"{'~' * amount.approximate}{amount.number:.10g} {amount.unit}"
    low = "" if amount.minimum is None else f"≥{amount.minimum:.10g}"
    high = "" if amount.maximum is None else f"≤{amount.maximum:.10g}"
    return f"{low}{high} {amount.unit}"


@pytest.mark.parametrize(("sentence", "predicate", "role", "expected"), ROLES)
def test_other_roles(
    sentence: str, predicate: str, role: str, expected: set[str], articles: dict[str, Article]
) -> None:
    facts = [fact for fact in articles[sentence].facts.facts if fact.predicate == predicate]
    assert facts, articles[sentence].describe()
    found = {filler(argument) for fact in facts for argument in fact.arguments if argument.role == role}
    assert found == expected, articles[sentence].describe()


def test_nobody_is_arrested_by_whose_home_it_is() -> None:
    (article,) = read_documents([make_document("test", "Le suspect, arrêté chez sa sœur, a été écroué.")])
    assert [f.agents for f in article.facts.facts if f.predicate == "arrêter"] == [()]


def test_where_a_relative_of_place_stands_before_the_main_verb_nobody_says_it() -> None:
    text = "À Turin, où les ouvriers s'inquiètent d'un rachat, le titre a chuté."
    (article,) = read_documents([make_document("test", text)])
    assert [f.attributions for f in article.facts.facts if f.predicate == "chuter"] == [()]


def test_without_a_date_of_publication_relative_times_have_no_value() -> None:
    text = "Le ministre a rencontré ses homologues jeudi. Le 3 mars 2021, il avait démissionné."
    (article,) = read_documents([make_document("test", text)])
    assert dated(article) == {"rencontrer=-", "démissionner=2021-03-03"}


def test_how_a_time_was_told_is_kept() -> None:
    text = "Dimanche, la statue a été arrachée de son socle puis jetée dans le port."
    (article,) = read_documents([make_document("test", text, Metadata(published=PUBLISHED))])
    basis = {f.predicate: a.basis for f in article.facts.facts for a in f.arguments if a.role == "time"}
    assert basis == {"arracher": "", "jeter": "shared"}


def test_the_event_and_what_is_said_of_it_have_times_of_their_own() -> None:
    text = "Le maire a déclaré jeudi que la police avait arrêté un homme mardi."
    (article,) = read_documents([make_document("test", text, Metadata(published=PUBLISHED))])
    assert dated(article) == {"déclarer=2023-09-28", "arrêter=2023-09-26"}
