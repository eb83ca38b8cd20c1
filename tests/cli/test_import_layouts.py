"""``campaign import``: the layouts in which cities publish their lists, each as a workbook and in one more form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.layouts import LAYOUTS, Layout
from tests.cli.test_import import ALL, db, empty, projects  # noqa: F401
from tests.sheets.writers import Drawn, as_csv, as_html, as_ods, as_xls, as_xlsx, drawn

pytest.importorskip("python_calamine")
FORMS: dict[str, Callable[[dict[str, Drawn]], bytes]] = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods, "html": as_html}
TEXTS = (("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-16-be", "\t"), ("gb18030", ","), ("gb18030", ";"))


def forms(layout: Layout, turn: int) -> dict[str, bytes]:
    """As a workbook and as one of the others, each in turn; as a list of commas too where nothing is merged."""
    sheets = {name: drawn(text) for name, text in layout.sheets.items()}
    other = [*FORMS][1 + turn % 3]
    made = {form: FORMS[form](sheets) for form in ("xlsx", other)}
    if len(sheets) == 1 and not any(sheet.merged for sheet in sheets.values()):
        encoding, delimiter = TEXTS[turn % len(TEXTS)]
        made[f"{encoding} {delimiter!r}"] = as_csv(*sheets.values(), encoding, delimiter)
    return made


def told(found: dict[str, Any], facts: str) -> str:
    """The same facts as they are stored."""
    names = [fact.partition("=")[0] for fact in facts.split()]
    return " ".join(f"{name}={'-' if found[name] is None else str(found[name]).replace(' ', '_')}" for name in names)


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_a_layout_gives(empty: Cli, tmp_path: Path, name: str) -> None:  # noqa: F811
    layout = LAYOUTS[name]
    for turn, (form, raw) in enumerate(forms(layout, [*LAYOUTS].index(name)).items()):
        (path := tmp_path / f"表.{form[:3]}").write_bytes(raw)
        said = empty("import", str(path), *ALL, *layout.args, "--json")
        assert said.out, (form, said.err)
        report = said.json()
        assert tuple(report[what] for what in ("data", "new", "merged", "refused")) == layout.counts, (form, report)
        found = projects(empty)
        for project, facts in layout.projects.items():
            assert told(found[project], facts) == facts, form
        for word in layout.said:
            assert any(word in line for line in report["said"]), (form, word, report["said"])
        assert not [line for line in report["said"] if "各行为" in line], (form, report["said"])
        assert empty("undo").code == 0, turn
