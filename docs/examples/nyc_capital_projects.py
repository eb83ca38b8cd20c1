"""Turn a list that is not ours into a seed folder: the capital projects of New York City, as an example to copy from.

    python docs/examples/nyc_capital_projects.py dcp_cpdb_agencyverified.csv nyc/
    campaign seed nyc/

The list is public open data (NYCPlanning/db-cpdb, data/dcp_cpdb_agencyverified.csv) and as messy as real lists are: padded
cells, line breaks inside names, a code on several rows, rows without a code, no money. The rules of this conversion:

- A project is a distinct ``maprojid`` (trimmed), which becomes ``national_code``; its first row counts, later rows of the same
  code are merged into it. A row without a code cannot be told from others: it is refused.
- The name is ``description`` with blanks, line breaks and no-break spaces collapsed. When the first row has none, the first
  name among the merged rows is taken; a project without any is named by its code.
- County, total, leader and unit stay empty: the boroughs contradict each other and the agencies are mere initials. Such
  projects show up as orphans, which is what they are until somebody takes them on.
- The stage stays empty, which is ``planning``.

Nothing is lost silently: every row refused or merged, every name that contradicts another, every borough conflict is listed
by line number in ``report.txt`` beside the seed files, and counted on stderr. Standard library only.
"""

import csv
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

TOML = """\
# Made from a list of capital projects; see report.txt for what was merged and refused.
name = "New York City capital projects"
day = 1
length = 100
language = "en"
"""


class Row(NamedTuple):
    line: int
    """Line of the file on which the row begins, from 1 (the header)."""
    code: str
    name: str
    borough: str


class Conversion(NamedTuple):
    rows: int
    refused: list[Row]
    """Rows without a code."""
    projects: dict[str, list[Row]]
    """Rows by code, in the order of the file; the first one is kept."""

    @property
    def merged(self) -> list[Row]:
        return [row for rows in self.projects.values() for row in rows[1:]]


def clean(text: str) -> str:
    """One line without control or invisible characters, blanks collapsed: what a seed file may hold as a name."""
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    return " ".join("".join(char for char in kept if unicodedata.category(char)[0] != "C").split())


def read(path: Path) -> Conversion:
    """Raises SystemExit with one line of advice when a column is missing."""
    projects: dict[str, list[Row]] = {}
    refused = []
    rows, line = 0, 1
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"maprojid", "description", "borough"} - set(reader.fieldnames or ())
        if missing:
            raise SystemExit(f"{path} has no column {', '.join(sorted(missing))}: is it dcp_cpdb_agencyverified.csv?")
        line = reader.line_num + 1
        for cells in reader:
            # A cell may hold line breaks, so a row begins after the end of the one before.
            row = Row(line, clean(cells["maprojid"] or ""), clean(cells["description"] or ""), clean(cells["borough"] or ""))
            rows, line = rows + 1, reader.line_num + 1
            if row.code:
                projects.setdefault(row.code, []).append(row)
            else:
                refused.append(row)
    return Conversion(rows, refused, projects)


def name_of(code: str, rows: list[Row]) -> str:
    return next((row.name for row in rows if row.name), code)


def report(found: Conversion) -> tuple[list[str], list[str]]:
    """The counts, one a line, and the lists behind them."""
    several = {code: rows for code, rows in found.projects.items() if len({row.name for row in rows}) > 1}
    boroughs = [code for code, rows in found.projects.items() if len({row.borough.casefold() for row in rows}) > 1]
    unnamed = [code for code, rows in found.projects.items() if not any(row.name for row in rows)]
    counts = [
        f"rows read: {found.rows}",
        f"projects written: {len(found.projects)}",
        f"rows merged into an earlier row of the same code: {len(found.merged)}",
        f"rows refused, without a code: {len(found.refused)}",
        f"codes with several names (the first one is kept): {len(several)}",
        f"codes with several boroughs, refused rows aside (no county is written anyway): {len(boroughs)}",
        f"projects without any name (named by their code): {len(unnamed)}",
    ]
    lists = ["", "Refused, without a code:"]
    lists += [f"  line {row.line}: {row.name or '(no name)'}, {row.borough or '(no borough)'}" for row in found.refused]
    lists += ["", "Merged into an earlier row:"]
    lists += [f"  line {row.line}: {code} into line {rows[0].line}" for code, rows in found.projects.items() for row in rows[1:]]
    lists += ["", "Several names:"]
    for code, rows in several.items():
        lists.append(f"  {code} is named: {name_of(code, rows)}")
        lists += [f"    line {row.line}: {row.name or '(none)'}" for row in rows]
    lists += ["", "Several boroughs:"]
    for code in boroughs:
        lists.append(f"  {code}")
        lists += [f"    line {row.line}: {row.borough or '(none)'}" for row in found.projects[code]]
    lists += ["", "Named by their code:"]
    lists += [f"  line {found.projects[code][0].line}: {code}" for code in unnamed]
    return counts, lists


def write(found: Conversion, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "campaign.toml").write_text(TOML, encoding="utf-8")
    with (folder / "projects.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(["national_code", "name"])
        table.writerows([code, name_of(code, rows)] for code, rows in found.projects.items())
    counts, lists = report(found)
    (folder / "report.txt").write_text("\n".join(counts + lists) + "\n", encoding="utf-8")
    print("\n".join(counts), file=sys.stderr)
    print(f"written to {folder}; every line concerned is listed in {folder / 'report.txt'}", file=sys.stderr)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: nyc_capital_projects.py LIST.csv FOLDER", file=sys.stderr)
        return 2
    source = Path(arguments[0])
    if not source.is_file():
        print(f"no file {source}: give the downloaded list", file=sys.stderr)
        return 1
    write(read(source), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
