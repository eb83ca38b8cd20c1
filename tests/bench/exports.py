"""10,000 projects with all their fields given out in each format: ``python -m tests.bench.exports DATABASE``."""

import subprocess
import sys
import tempfile
from pathlib import Path

from campaign.tables.exports.formats import FILES

GIVE = r"""
import re, sys, time
from pathlib import Path
from campaign.cli.run import run
before = time.process_time()
assert run(["--db", sys.argv[1], "--readonly", "export", sys.argv[2], "--format", sys.argv[3], "-o", sys.argv[4]]) == 0
most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
print(f"{time.process_time() - before:.2f} s of CPU, {int(most[1]) / 1024:.0f} MB")
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for what, form in (*(("projects", form) for form in FILES), ("all", "xlsx")):
            file = Path(folder, f"{what}.{form}")
            asked = [sys.executable, "-c", GIVE, sys.argv[1], what, form, str(file)]
            done = subprocess.run(asked, capture_output=True, text=True, check=True)
            print(f"{what}.{form}: {done.stdout.strip()} ({file.stat().st_size / 1e6:.1f} MB)", flush=True)


if __name__ == "__main__":
    main()
