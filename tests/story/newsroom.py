"""A few articles of several outlets on the same events: affirmed, denied, planned, with numbers that disagree,
copied."""

from __future__ import annotations

import json
from pathlib import Path

from kg.jobs import build_store

HOSTILE = "<script>alert(1)</script>"
WHO = "Jeanne Lemoine, maire de Nantes, a rencontré Paul Carpentier, préfet de Dijon, lundi à Lyon."
REST = """Les riverains attendent encore des explications après des mois de tension. De nombreux témoins espèrent une
réponse rapide, et les services de l’État suivent la situation avec attention depuis le début de la semaine.
Des associations locales demandent une enquête complète malgré les appels au calme."""
PAUL = "Paul Carpentier, préfet de Dijon,"
NEWS = (
    ("courrier", "Le Courrier", "2024-03-12", f"{WHO}\n\n{REST}"),
    ("gazette", "La Gazette", "2024-03-12", f"{WHO}\n\n{REST}\n\nPlus d’informations à venir dans la journée."),
    (
        *("eclair", "L’Éclair", "2024-03-13"),
        f"Jeanne Lemoine, maire de Nantes, n’a pas rencontré {PAUL} à Lyon lundi, a assuré Luc Barbier.",
    ),
    (
        *("messager", "Le Messager", "2024-03-09"),
        f"Jeanne Lemoine, maire de Nantes, doit rencontrer {PAUL} le 11 mars 2024 à Lyon.",
    ),
    (
        *("plus-tot", "Le Phare", "2024-02-03"),
        f"Jeanne Lemoine, maire de Nantes, a rencontré {PAUL} le 2 février 2024 à Lyon.",
    ),
    ("bilan", "Le Courrier", "2024-03-12", "Un attentat a tué 34 personnes lundi à Kaboul. La ville reste calme."),
    ("police", HOSTILE, "2024-03-13", "Un attentat a fait 33 morts à Kaboul lundi, selon la police."),
    ("fourchette", "L’Éclair", "2024-03-13", "Un attentat a tué au moins 30 personnes lundi à Kaboul."),
)


def write_news(path: Path, *names: str) -> Path:
    """The articles called so, or all, as JSON Lines."""
    rows = [
        {"name": name, "publisher": publisher, "published": day, "text": text}
        for name, publisher, day, text in NEWS
        if not names or name in names
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def make_store(folder: Path) -> Path:
    """The articles in a store on disk, not judged yet."""
    build_store(write_news(folder / "news.jsonl"), store=folder / "store", engine="serial")
    return folder / "store"
