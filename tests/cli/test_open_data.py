"""What is given out for others' programs: OC4IDS, and a Frictionless data package; each is checked by who knows the standard."""

import json
import os
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from campaign.service.exports import exported
from tests.cli.conftest import Cli, one_line
from tests.oc4ids import PACKAGE, STATUS

SCHEMAS = Path(os.environ.get("OC4IDS_SCHEMAS") or Path(__file__).parents[3] / "shared" / "data" / "oc4ids")
"""Folder with ``project-package-schema.json`` and ``project-schema.json`` of OC4IDS 0.9.5."""
WRITES = (
    ("edit", "P0001", "--content", "建筑面积 3.2 万平方米", "--place", "碧湖县东湖路"), ("add-project", "只有名称"),
    ("add-project", "=2+5", "--national-code", "2610-1"), ("edit", "P0002", "--withdrawn", "调出", "--why", "试"),
    ("edit", "P0003", "--suspended", "缺资金", "--review", "D+60", "--why", "试"))


@pytest.fixture
def sample(cli: Cli, city: Path, db: Path) -> Cli:
    shutil.copy(city, db)
    for words in WRITES:
        assert cli(*words).code == 0, words
    return cli


# OC4IDS -------------------------------------------------------------------------------------------------------------------


def package(cli: Cli, *words: str) -> Any:
    said = cli("export", "projects", *words, "--format", "oc4ids", "-o", "-")
    assert (said.code, said.err) == (0, "")
    return said.json()


def test_every_project_is_one_of_the_package(sample: Cli) -> None:
    found = package(sample)
    assert set(found) == {"uri", "publishedDate", "version", "publisher", "projects"}
    assert found["version"] == "0.9" and found["publisher"] == {"name": "安澜市百日攻坚"}
    assert datetime.fromisoformat(found["publishedDate"]).utcoffset() is not None
    assert found["uri"].startswith(f"urn:campaign:{sample('log', '--json', '-n', '1').json()[0]['hash']}:")
    told = {row["code"]: row for row in sample("projects", "--json").json()}
    assert [project["id"] for project in found["projects"]] == list(told) and len(told) > 100
    for project in found["projects"]:
        row = told[project["id"]]
        assert project["title"] == row["name"] and project["status"] in STATUS
        assert project.get("budget") == (None if row["total"] is None else
                                         {"amount": {"amount": row["total"] * 10_000, "currency": "CNY"}})
        assert all(datetime.fromisoformat(at).utcoffset() is not None for at in project.get("period", {}).values())
        assert (project["status"] == "cancelled") is (row["withdrawn"] is not None)
        assert all(value not in (None, "", [], {}) for value in project.values()), project
        ids = {party["id"] for party in project.get("parties", [])}
        assert "publicAuthority" not in project or project["publicAuthority"]["id"] in ids


def test_what_is_filled_from_which_field(sample: Cli) -> None:
    found = {project["id"]: project for project in package(sample)["projects"]}
    first, bare = found["P0001"], next(project for project in found.values() if project["title"] == "只有名称")
    assert first["description"] == "建筑面积 3.2 万平方米"
    assert first["locations"] == [{"id": "C09", "description": "碧湖县东湖路",
                                   "address": {"countryName": "中国", "locality": "碧湖县"}}]
    assert [party["roles"] for party in first["parties"]] == [["publicAuthority"], ["procuringEntity"]]
    assert set(bare) == {"id", "updated", "language", "title", "status"}
    (coded,) = (one for one in found.values() if one["title"] == "=2+5")
    assert coded["identifiers"] == [{"id": "2610-1", "scheme": "项目代码"}]
    assert {one["sector"][0] for one in found.values() if "sector" in one} == {"economy", "energy", "transport"}


def test_filters_and_what_is_no_project(sample: Cli, tmp_path: Path) -> None:
    red = package(sample, "--light", "red")["projects"]
    assert 0 < len(red) < 100
    said = sample("export", "blockers", "--format", "oc4ids", "-o", str(tmp_path / "x"))
    assert said.code == 2 and "projects" in one_line(said.err) and not (tmp_path / "x").exists()
    assert len(sample("export", "all", "--format", "oc4ids", "-o", "-").json()["projects"]) > 100


@pytest.mark.parametrize("filters", [(), ("--light", "red")])
def test_valid_by_what_the_standard_demands(sample: Cli, filters: tuple[str, ...]) -> None:
    from jsonschema import Draft4Validator, FormatChecker

    found = package(sample, *filters)
    Draft4Validator.check_schema(PACKAGE)
    wrong = Draft4Validator(PACKAGE, format_checker=FormatChecker()).iter_errors(found)
    assert [(list(error.path), error.message) for error in wrong] == []
    found["projects"][0]["status"] = "built"
    assert list(Draft4Validator(PACKAGE).iter_errors(found)), "what is no code of the standard is seen"


@pytest.mark.skipif(not (SCHEMAS / "project-schema.json").exists(), reason=f"no schema of OC4IDS in {SCHEMAS}")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_valid_by_the_schema_of_the_standard(sample: Cli, language: str) -> None:
    from jsonschema import Draft4Validator, FormatChecker
    from referencing import Registry
    from referencing.jsonschema import DRAFT4

    schemas = [json.loads((SCHEMAS / f"{name}.json").read_text()) for name in ("project-package-schema", "project-schema")]
    known: Any = Registry().with_resources([(schema["id"], DRAFT4.create_resource(schema)) for schema in schemas])
    found = sample("--lang", language, "export", "projects", "--format", "oc4ids", "-o", "-").json()
    wrong = Draft4Validator(schemas[0], registry=known, format_checker=FormatChecker()).iter_errors(found)
    assert [(list(error.path), error.message) for error in wrong] == []


# Data package -------------------------------------------------------------------------------------------------------------


def checked(path: Path) -> None:
    import frictionless

    report = frictionless.validate(str(path))
    wrong = [(task.name, error.type, error.message) for task in report.tasks for error in task.errors]
    assert (wrong, report.errors, report.valid) == ([], [], True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_campaign_is_a_valid_package(sample: Cli, tmp_path: Path, language: str) -> None:
    folder = tmp_path / "given"
    assert sample("--lang", language, "export", "all", "--format", "datapackage", "-o", str(folder)).code == 0
    if language == "zh":  # three seconds
        checked(folder / "datapackage.json")
    told = json.loads((folder / "datapackage.json").read_text())
    resources = {resource["name"]: resource for resource in told["resources"]}
    projects = resources["projects"]
    assert projects["title"] == {"zh": "项目", "en": "Projects"}[language] and projects["encoding"] == "utf-8"
    schema = projects["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert (schema["primaryKey"], schema["missingValues"]) == (["code"], [""])
    assert {"fields": ["county"], "reference": {"resource": "counties", "fields": ["code"]}} in schema["foreignKeys"]
    assert {"fields": ["leader"], "reference": {"resource": "people", "fields": ["code"]}} in schema["foreignKeys"]
    assert (fields["total"]["type"], fields["total"]["unit"], fields["planned_start"]["type"]) == ("integer", "万元", "date")
    assert fields["name"]["title"] == {"zh": "名称", "en": "Name"}[language]
    assert "building" in fields["stage"]["constraints"]["enum"]
    coded = {name for name, resource in resources.items() if "primaryKey" in resource["schema"]}
    assert coded == {one.file.removesuffix(".csv") for one in exported().values() if one.kind is not None and one.kind.letter}
    files = {f"{name}.csv" for name in resources}
    assert {path.name for path in folder.iterdir()} == {"datapackage.json", "campaign.toml", *files}
    if language == "zh":
        assert sample("--db", str(tmp_path / "again.db"), "seed", str(folder), "--yes").code == 0


def test_one_list_as_a_zip(sample: Cli, tmp_path: Path) -> None:
    path = tmp_path / "红灯.zip"
    assert sample("export", "projects", "--light", "red", "--format", "datapackage", "-o", str(path)).code == 0
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == ["datapackage.json", "projects.csv"]
        archive.extractall(tmp_path / "out")
    checked(tmp_path / "out" / "datapackage.json")
    assert "foreignKeys" not in json.loads((tmp_path / "out" / "datapackage.json").read_text())["resources"][0]["schema"]


def test_a_folder_that_is_there_is_asked_about(sample: Cli, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine")
    asked = ("export", "units", "--format", "datapackage", "-o", str(tmp_path / "there"))
    assert sample(*asked).code == 1 and sorted(path.name for path in (tmp_path / "there").iterdir()) == ["mine.txt"]
    assert sample(*asked, "--yes").code == 0 and (tmp_path / "there" / "mine.txt").read_text() == "mine"
