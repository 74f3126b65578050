"""The house: what stands at the top, what may load what, and what the project keeps out of itself."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))
VAGUE = {"utils", "util", "common", "core", "helpers", "misc", "model"}
ACROSS = {"test_house", "test_sample"}
TOP = {
    ".ci", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile",
    "README.md", "docs", "kg", "notebooks", "ontologies", "output", "pyproject.toml", "requirements.lock", "tests",
}  # fmt: skip


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return listing.stdout.splitlines()


def loaded_by(code: str) -> set[str]:
    """Top-level modules in memory after a fresh Python has run ``code``."""
    script = f"{code}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


def test_nothing_stray_at_the_top() -> None:
    assert {path.split("/")[0] for path in tracked()} <= TOP


def test_output_is_empty_in_a_checkout() -> None:
    assert [path for path in tracked() if path.startswith("output/")] == ["output/.gitkeep"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_and_named(path: Path) -> None:
    assert path.stem not in VAGUE
    source = path.read_text("utf-8")
    assert len(source.splitlines()) < 400
    assert ast.get_docstring(ast.parse(source)), "a module says what it is"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_catches_everything(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    caught = [
        ast.unparse(node.type or ast.Name("BaseException")) for node in nodes if isinstance(node, ast.ExceptHandler)
    ]
    broad = [names for names in caught if "Exception" in names.replace("(", " ").replace(",", " ").split()]
    assert len(broad) + caught.count("BaseException") == (path == ROOT / "kg" / "cli" / "__init__.py")


def test_tests_mirror_the_package() -> None:
    """tests/rdf/test_quads.py tests kg/rdf/quads.py; a folder may also hold tests of what its modules do together."""
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests")
        home = ROOT / "kg" / folder
        assert home.is_dir() or folder.parts[0] == "benchmarks", f"{path} mirrors no folder of kg"
        if home == ROOT / "kg" and path.stem not in ACROSS:
            name = path.stem.removeprefix("test_")
            assert (home / f"{name}.py").exists() or (home / name).is_dir(), f"{path} mirrors no module of kg"


@pytest.mark.parametrize(
    "code",
    [
        "import kg",
        "import kg.cli",
        "from kg.cli import run; run(['--help'])",
        "from kg.cli import run; run(['build', '--help'])",
        "from kg.cli import run; run(['explain', 'x', '--in', 'absent.trig'])",
        "from kg.cli import run; assert run(['query', '--list']) == 0",
        "from kg.cli import run; assert run(['query', 'denials', '--in', 'tests/data/sample.trig']) == 0",
        "from kg.cli import run; assert run(['stats', 'tests/data/sample.trig']) == 0",
        "import kg.server.nursery",
        "import tempfile; from kg.cli import run; assert run(['ontology', '-o', tempfile.mkdtemp()]) == 0",
        "import kg; kg.make_document('a', 'Le ministre part.')",
    ],
)
def test_what_needs_no_parser_loads_none(code: str) -> None:
    assert not loaded_by(code) & {"spacy", "thinc", "torch"}


def test_import_is_free() -> None:
    assert not loaded_by("import kg") & {"numpy", "pandas", "rdflib", "pyoxigraph", "networkx", "rich"}


def test_public_names_exist() -> None:
    assert dir(kg) == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name).__doc__, f"kg.{name} says what it is"
    with pytest.raises(AttributeError, match="no attribute 'absent'"):
        _ = kg.absent


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == kg.__version__


def test_lock_holds_every_requirement_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    names = [requirement.split(">")[0].split("=")[0] for requirement in wanted]
    assert [name for name in names if f"\n{name}==" not in lock] == []
    pinned = [block for block in lock.split("\n") if "==" in block and not block.startswith((" ", "#"))]
    assert lock.count("--hash=sha256:") > len(pinned)
