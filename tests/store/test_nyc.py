"""A list that is not ours: New York's capital projects, through the converter of ``docs/examples``."""

import csv
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.core.model.light import Light
from campaign.service import Session, create
from campaign.store.queries import projects as projects_queries
from tests.store.world import Clock, check_totals

REPO = Path(__file__).parents[2]
CONVERTER = REPO / "docs/examples/nyc_capital_projects.py"
LIST = REPO.parent / "shared/data/nyc-capital-projects.csv"
DISTINCT = 2_780


@pytest.mark.skipif(not LIST.is_file(), reason=f"the list is not beside this checkout ({LIST.name})")
def test_the_whole_list_becomes_a_campaign(tmp_path: Path, clock: Clock) -> None:
    assert importlib.util.find_spec("campaign")
    done = subprocess.run([sys.executable, str(CONVERTER), str(LIST), str(tmp_path / "nyc")], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    create.seed(tmp_path / "nyc.db", tmp_path / "nyc", "hq", start="2026-10-01", clock=clock)
    session = Session(tmp_path / "nyc.db", "hq", clock=clock)
    situation = session.situation()
    projects = situation.snapshot.projects
    assert len(projects) == situation.total == DISTINCT
    assert situation.lights == {Light.NONE: DISTINCT}  # no rule has the facts it needs: never green
    with LIST.open(encoding="utf-8-sig", newline="") as file:
        wanted = {row["maprojid"].strip() for row in csv.DictReader(file)} - {""}
    details = {projects_queries.details(session.store, code).national_code for code in projects}
    names = {project.name for project in projects.values()}
    assert len(wanted) == DISTINCT
    assert details == {" ".join(code.split()) for code in wanted}
    assert all(name for name in names)
    assert all(project.total is None and project.leader is None for project in projects.values())
    said = done.stdout + done.stderr
    assert "2,898" in said or "2898" in said  # nothing is lost silently: rows read, merged and refused are told
    check_totals(session)
    session.close()
