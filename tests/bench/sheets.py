"""A list of 20,000 rows and 20 columns, read in each form: ``python -m tests.bench.sheets``; CPU and the most memory of each."""

import csv
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

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
print(f"{seconds:.2f} s of CPU, {int(most[1]) / 1024:.0f} MB")
"""


def line(row: int) -> list[str | int | float | tuple[int | float, int]]:
    texts: list[str | int | float | tuple[int | float, int]] = [f"第{row}个项目的第{column}项内容" for column in range(LEAST)]
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


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files().items():
            path = Path(folder, name)
            path.write_bytes(raw)
            least = 1 if "empty" in name else ROWS
            done = subprocess.run([sys.executable, "-c", READ, str(path), str(least)], capture_output=True, text=True, check=True)
            print(f"{name}: {done.stdout.strip()} ({len(raw) / 1e6:.1f} MB)", flush=True)


if __name__ == "__main__":
    main()
