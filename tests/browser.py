"""A page as the browser prints it, where there is one."""

import shutil
import subprocess
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not here")


def printed(page: Path, folder: Path) -> Path:
    """The PDF that it makes of a file; ``folder`` takes what it writes besides."""
    assert CHROMIUM is not None
    made = folder / f"{page.stem}.pdf"
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={made}",
         page.as_uri()], capture_output=True, timeout=60)
    assert done.returncode == 0 and made.is_file(), done.stderr[-2000:]
    return made
