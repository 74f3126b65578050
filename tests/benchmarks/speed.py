"""How fast kg is beside the bare parser: tokens per second of both, in one process, on the same articles.

    python -m tests.benchmarks.speed [FOLDER] [--rounds N] [--copies N] [--model NAME]

FOLDER holds one article a ``.txt`` file; by default the sample article. "nlp.pipe" is the pipeline alone, as spaCy sets
it up, on the same paragraphs that kg parses; "tuned nlp.pipe" is the same as kg sets it up; "facts" is everything of kg
from the file to resolved facts; "N-Quads" adds the RDF; "checked" adds the validation against the SHACL shapes. Figures
are medians over the rounds, which take turns.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from threadpoolctl import threadpool_limits

import kg
from kg.analysis import analyze
from kg.assembly import assemble_pipeline
from kg.document import read_document

SAMPLE = Path(__file__).parent.parent / "data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--copies", type=int, default=3, help="how many times each article is read in a round")
    parser.add_argument("--model", default=None)
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.txt"))
    if not paths:
        parser.error(f"{arguments.folder}: holds no .txt file; name a folder of articles")
    with tempfile.TemporaryDirectory() as scratch:
        measure(copy_articles(paths, Path(scratch), arguments.copies), Path(scratch), arguments)


def copy_articles(paths: list[Path], scratch: Path, copies: int) -> list[Path]:
    """Copies under names of their own, sidecars included: one call takes each name once."""
    made = []
    for number in range(copies):
        for path in paths:
            for source in (path, path.with_name(f"{path.stem}.meta.toml")):
                if source.exists():
                    (scratch / f"{number}-{source.name}").write_bytes(source.read_bytes())
            made.append(scratch / f"{number}-{path.name}")
    return made


def measure(articles: list[Path], scratch: Path, arguments: argparse.Namespace) -> None:
    model = {} if arguments.model is None else {"model": arguments.model}
    plain, nlp = assemble_pipeline(**model), kg.load_pipeline(**model)
    documents = [read_document(article) for article in articles]
    texts = [parsed.doc.text for analysis in analyze(documents, nlp) for parsed in analysis.paragraphs]
    tokens = sum(len(doc) for doc in nlp.pipe(texts))

    def pipe(pipeline: Language) -> None:
        for _ in pipeline.pipe(texts):
            pass

    def tuned() -> None:
        with threadpool_limits(1, "blas"):
            pipe(nlp)

    candidates: dict[str, Callable[[], object]] = {
        "nlp.pipe": lambda: pipe(plain),
        "tuned nlp.pipe": tuned,
        "facts": lambda: kg.build(*articles, **model),
        "N-Quads": lambda: kg.build(*articles, **model).to_nquads(),
        "checked": lambda: kg.build(*articles, output=scratch / "out", formats=("nq",), **model),
    }
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(arguments.rounds):
        for name, run in candidates.items():
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    print(f"{len(articles)} articles, {tokens} tokens, {nlp.meta['lang']}_{nlp.meta['name']}\n")
    print("| | tokens/s | of nlp.pipe |\n|---|---:|---:|")
    bare = statistics.median(seconds["nlp.pipe"])
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"| {name} | {tokens / median:,.0f} | {bare / median:.2f} |")


if __name__ == "__main__":
    main()
