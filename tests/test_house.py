"""The house keeps its order: who may import whom, what quick commands may not load, and a README that matches the code."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import house_figures, readme

ROOT = Path(__file__).parents[1]
CODE = ROOT / "campaign"
IMPURE = frozenset({"io", "os", "pathlib", "random", "shutil", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading",
                    "time", "asyncio", "urllib", "http", "zipfile", "logging"})
"""Parts of the standard library that reach outside: the core is handed what it needs."""
HEAVY = ("textual", "sqlite_utils", "pypinyin")


def imports(file: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, inside functions too; not those for type checkers only."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    guarded = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
               for statement in node.body for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if id(node) in guarded:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ("campaign", *file.relative_to(CODE).parts[:-1])
            base = package[:len(package) - node.level + 1] if node.level else ()
            yield ".".join([*base, *filter(None, [node.module])])


def files(where: str = "") -> list[Path]:
    return sorted((CODE / where).rglob("*.py"))


def importers(*packages: str) -> set[str]:
    return {file.relative_to(CODE).as_posix() for file in files() for name in imports(file) if name.split(".")[0] in packages}


def test_import_contracts() -> None:
    done = subprocess.run([sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()",
                           "--no-cache"], cwd=ROOT, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_core_imports_itself_and_the_pure_part_of_the_standard_library() -> None:
    for file in files("core"):
        for name in imports(file):
            top = name.split(".")[0]
            assert name.startswith("campaign.core") or (top in sys.stdlib_module_names and top not in IMPURE), (file, name)


def test_the_core_never_asks_for_the_time() -> None:
    for file in files("core"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("date", "datetime"):
                assert node.attr not in ("today", "now", "utcnow"), file


def test_one_driver_and_one_user_of_sqlite_utils() -> None:
    assert importers("sqlite3", "pysqlite3") == {"store/engine/connection.py"}
    assert importers("sqlite_utils") == {"store/schema.py"}
    assert importers("pypinyin") == {"data/make_pinyin.py"}
    assert importers("python_calamine") == {"sheets/excel.py"}


def test_pragmas_and_replace_stay_in_their_places() -> None:
    """What only SQLite knows is in ``connection.py`` and ``opening.py``; a migration reads and sets its own version."""
    for file in files():
        where, code = file.relative_to(CODE).as_posix(), file.read_text(encoding="utf-8")
        if where not in ("store/engine/connection.py", "store/opening.py", "store/schema.py"):
            assert "PRAGMA " not in code, where
        assert "INSERT OR " not in code and "REPLACE INTO" not in code, where


def test_statements_stand_in_the_store_alone() -> None:
    statement = re.compile(r"\b(SELECT .+ FROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET) ", re.DOTALL)
    for file in files():
        if file.relative_to(CODE).parts[0] != "store":
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not statement.search(node.value), (file, node.value)


def test_what_a_code_names_is_asked_of_its_kind() -> None:
    """``codes.kind_of``, ``codes.is_a`` and ``kinds.registry.of``: nobody else knows the letters."""
    assert house_figures.letters_tested(house_figures.modules()) == []


def loaded(*arguments: str, db: Path) -> set[str]:
    """Modules that one command has loaded when it is done."""
    script = ("import json, sys\nfrom campaign.cli import main\nsys.argv[0] = 'campaign'\n"
              "try:\n    main()\nexcept SystemExit as left:\n    code = left.code\n"
              "print(json.dumps([code or 0, sorted(sys.modules)]), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT), "CAMPAIGN_DB": str(db), "CAMPAIGN_LANG": "en"})
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from campaign.service import create

    path = tmp_path_factory.mktemp("house") / "campaign.db"
    create.init(path, "house", "2026-10-01", "test")
    return path


@pytest.mark.parametrize("arguments", [("--help",), ("add-project", "滨海新材料二期"), ("status", "--json"), ("projects",),
                                       ("add-project", "--help"), ("log",)])
def test_quick_commands_load_nothing_heavy(arguments: tuple[str, ...], db: Path) -> None:
    modules = loaded(*arguments, db=db)
    assert not {name for name in modules if name.split(".")[0] in HEAVY}
    assert not {name for name in modules if name.startswith("campaign.tui")}


def test_no_room_is_too_large() -> None:
    """A file that grows, or asks very many others, has more than one purpose. The list of migrations is one list."""
    known = house_figures.modules()
    assert [name for others, name in house_figures.imports_counted(known) if others > 18] == []
    assert [name for lines, name in house_figures.lines_counted(known) if lines > 320] == ["campaign.store.schema"]


def test_the_guides_match_the_code() -> None:
    """``python -m tests.readme`` brings them up to date."""
    told = {guide: guide.read_text(encoding="utf-8") for guide in [*readme.GUIDES, *readme.TWINS.values()]}
    assert not [guide for guide, text in told.items() if readme.filled(text) != text]
    for name in readme.PARTS:
        assert any(f"<!-- {name} -->" in text for text in told.values())


def test_the_readme_can_be_read_in_one_sitting() -> None:
    for page in (readme.README, readme.TWINS[readme.README]):
        assert len(page.read_text(encoding="utf-8").splitlines()) <= 200
