"""Before anything else is imported for the gate: a process that is deaf to its environment, and an environment with little in it.

A variable that the server let through by mistake must not choose what is run: PYTHONINSPECT alone would turn the first error
into a prompt. Only what an interpreter does before its first line (PYTHONPATH, LD_PRELOAD) has to be kept out by sshd and by
the ``-I`` of what it runs.
"""

import os
import re
import sys
from collections.abc import Mapping
from typing import NoReturn

ASKED = "SSH_ORIGINAL_COMMAND"
DATABASE = "CAMPAIGN_DB"
KEPT = re.compile("TERM|COLORTERM|LANG|LC_[A-Z]{1,20}")
"""Variables that a terminal brings along; all others are dropped."""
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9@+.,:_-]{0,62}")
"""What their values may be: no path, no option, nothing that acts."""
FIXED = {
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "PYTHONUTF8": "1", "EDITOR": "/bin/false",
    "BROWSER": "/bin/false", "PAGER": "/bin/cat",
    "ESCDELAY": "400", "TEXTUAL_SMOOTH_SCROLL": "0",  # over SSH, which is no longer to be seen: see tui/launch.py
}
_WITH_VALUE = ("--db", "--lang", "--request")


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What is left of ``given``: the terminal and its language, if they look like that; the rest is fixed."""
    kept = {name: value for name, value in given.items() if KEPT.fullmatch(name) and PLAIN.fullmatch(value)}
    return {**kept, **FIXED}


def is_gate(args: list[str]) -> bool:
    """Whether ``gate`` is the command."""
    at = 0
    while at < len(args) and args[at].startswith("-"):
        at += 2 if args[at] in _WITH_VALUE else 1
    return args[at:at + 1] == ["gate"]


def is_alone() -> bool:
    return bool(sys.flags.isolated and sys.flags.utf8_mode)


def withdraw(args: list[str]) -> None:
    """Drop the environment but for what the gate reads itself; start anew with ``args`` if Python has listened to it already."""
    kept = environment(os.environ) | {name: os.environ[name] for name in (ASKED, DATABASE) if name in os.environ}
    if not is_alone():
        _again(args, kept)
    os.environ.clear()
    os.environ.update(kept)


def _again(args: list[str], kept: dict[str, str]) -> NoReturn:
    os.execve(sys.executable, [sys.executable, "-I", "-X", "utf8", "-m", "campaign", *args], kept)
