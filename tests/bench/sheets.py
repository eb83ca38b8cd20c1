"""A list of 20,000 rows and 20 columns, read in each form and taken in: ``python -m tests.bench sheets``; CPU and most memory."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO

from tests.bench.measure import ROOT, Bench
from tests.sheets import writers

ROWS, COLUMNS = 20_000, 20
LEAST = 5
"""Columns of text that differs in each row; the others are figures, or words that come again."""
READ = r"""
import re, sys, time
from pathlib import Path
from campaign.sheets import read
before = time.process_time()
book = read(Path(sys.argv[1]).read_bytes(), name=sys.argv[1])
seconds = time.process_time() - before
assert len(book.sheets[0].rows) >= int(sys.argv[2]), len(book.sheets[0].rows)
most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
print(f"{seconds:.2f} {int(most[1]) / 1024:.0f}")
"""
TAKE = r"""
import re, sys, time
from pathlib import Path
from campaign.cli.run import run
run(["init", "--name", "x", "--start", "2026-11-22"])
code = run(["import", sys.argv[1], "--create", "counties,units,people"])
assert code == 0, code
most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
print(f"\n{time.process_time():.2f} {int(most[1]) / 1024:.0f}")
"""
HEADS = ("序号", "项目名称", "项目代码", "县区", "建设地点", "建设规模及内容", "建设性质", "建设年限", "总投资（万元）",
         "截至2025年底完成投资", "年度计划投资（万元）", "开工时间", "竣工时间",
         "责任单位", "包保领导", "建设单位", "责任人", "联系电话", "行业", "备注")
PICKED = (("临江区", "新建", "市工信局", "王某山", "工业"), ("鹭湾区", "续建", "市交通局", "李某川", "交通"),
          ("青岭县", "储备", "市水利局", "陈某垣", "水利"), ("石埠县", "前期", "市住建局", "何某屿", "民生"))
Value = str | int | float | tuple[int | float, int]


def line(row: int) -> list[Value]:
    texts: list[Value] = [f"第{row}个项目的第{column}项内容" for column in range(LEAST)]
    words = [("临江区", "鹭湾区", "望潮区")[(row + column) % 3] for column in range(LEAST)]
    figures = [(row * 1000 + column + 0.5, 1 + column % 2) for column in range(COLUMNS - 2 * LEAST)]
    return [*texts, *words, *figures]


def files() -> dict[str, bytes]:
    table = [line(row) for row in range(ROWS)]
    shown = [[str(value[0]) if isinstance(value, tuple) else str(value) for value in row] for row in table]
    said = StringIO()
    csv.writer(said).writerows(shown)
    empty = "".join(f'<row r="{row}" ht="15" customHeight="1"><c r="A{row}" s="1"/><c r="B{row}" s="1"/></row>'
                    for row in range(2, 1_048_577))
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return {"20,000 × 20.xlsx": writers.xlsx(writers.rows(table), (0, "#,##0.00", "0.00")),
            "20,000 × 20.csv": said.getvalue().encode("gb18030"),
            "20,000 × 20, HTML.xls": writers.html(shown).encode("gb18030"),
            "20,000 × 20.ods": writers.ods(writers.ods_table(shown)),
            "1,048,576 formatted and empty.xlsx": writers.xlsx(f"<sheetData>{first}{empty}</sheetData>", (0, 2))}


def project(row: int) -> list[Value]:
    """A line of a list of projects of which nearly all columns are taken."""
    county, stage, unit, leader, sector = PICKED[row % len(PICKED)]
    return [row + 1, f"第{row}个产业园基础设施", f"2026-350000-{row % 90 + 10}-01-{row:06d}", county, f"工业路{row}号",
            f"新建厂房{row * 7}平方米，配套道路{row}米", stage, "2025-2027", 1000 + row, 100, (200 + row % 77, 1),
            "2025.3", "2027年底", unit, leader, f"安澜市第{row % 1000}投资有限公司", f"张某{row % 300}", f"1390000{row:05d}",
            sector, "" if row % 3 else f"备注{row}"]


def figures(bench: Bench) -> Iterator[tuple[str, float, float, str, str]]:
    """Name, value, at most, unit, how: of ``Figure``."""
    folder = bench.folder
    for name, raw in files().items():
        (path := folder / name).write_bytes(raw)
        seconds, most = _measured(READ, path, str(1 if "empty" in name else ROWS))
        yield f"reading {name}", seconds, 10, "s", f"CPU, {most:.0f} MB, the file has {len(raw) / 1e6:.1f} MB"
    table = [list(HEADS), *map(project, range(ROWS))]
    (path := folder / "projects.xlsx").write_bytes(writers.xlsx(writers.rows(table), (0, "#,##0")))
    (folder / "sheets.db").unlink(missing_ok=True)
    seconds, most = _measured(TAKE, path, CAMPAIGN_DB=str(folder / "sheets.db"), CAMPAIGN_NOW="2026-11-29T10:00:00+08:00")
    yield "`import` of 20,000 rows × 20 columns", seconds, 10, "s", "CPU, all of them new"
    yield "`import` of 20,000 rows × 20 columns, memory", most, 150, "MB", "VmHWM"


def _measured(script: str, *arguments: object, **environment: str) -> tuple[float, float]:
    """Seconds of CPU and megabytes, as the script's last line says them."""
    done = subprocess.run([sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=True,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    seconds, most = done.stdout.split()[-2:]
    return float(seconds), float(most)
