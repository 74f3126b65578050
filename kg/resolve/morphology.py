"""What the forms of words tell of gender, number and reference."""

from __future__ import annotations

from spacy.tokens import Token


def noun_features(token: Token, children: list[Token]) -> tuple[str, str]:
    """Gender and number of a noun, as its form, its determiner and its number tell."""
    gender = {"Masc": "m", "Fem": "f"}.get(next(iter(token.morph.get("Gender", [])), ""), "")
    number = {"Sing": "s", "Plur": "p"}.get(next(iter(token.morph.get("Number", [])), ""), "")
    for child in children:
        if child.dep_ == "det":
            gender = gender or {"Masc": "m", "Fem": "f"}.get(next(iter(child.morph.get("Gender", [])), ""), "")
            form = child.text.lower()
            if form in {"la", "une", "cette", "sa"}:
                gender, number = "f", "s"
            elif form in {"le", "un", "ce", "cet"}:
                gender, number = "m", "s"
            elif form in {"les", "des", "ces", "ses", "leurs", "plusieurs", "quelques"}:
                number = "p"
    if any(c.dep_ == "nummod" and c.text.lower() not in {"un", "une", "1"} for c in children):
        number = "p"
    return gender, number


def clitic_gender(clitic: Token) -> str:
    """Gender of an object that the participle behind it agrees with: "il l'a ouverte"."""
    verb = clitic.head
    if clitic.dep_ != "obj" or clitic.i > verb.i or not any(c.dep_ == "aux:tense" for c in verb.children):
        return ""
    return "f" if "Part" in verb.morph.get("VerbForm", []) and verb.text.lower().endswith(("e", "es")) else ""


def is_impersonal(head: Token) -> bool:
    """Whether the parser missed that "il y a" has no subject."""
    after = [t.lower_ for t in head.doc[head.i + 1 : head.i + 3]]
    return head.lower_ == "il" and "y" in after and (head.head.lemma_ == "avoir" or head.head.i == head.i)
