"""The completion that ``campaign completion`` prints: on a line that is still being typed nothing is wrong yet, and what cannot
be completed is answered with silence."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperOption
from typer.testing import CliRunner

from campaign.cli.commands import COMMANDS, DERIVED
from campaign.cli.help import built
from campaign.cli.run import run
from tests.cli.conftest import Cli, Said

SHELLS = ("bash", "zsh", "fish")


def asked(shell: str, words: list[str]) -> dict[str, str]:
    """How the printed script of a shell calls the program; the last word is the one at the cursor."""
    if shell == "bash":
        return {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    return {"_TYPER_COMPLETE_ARGS": " ".join(words), "_TYPER_COMPLETE_FISH_ACTION": "get-args"}


def complete(shell: str, *words: str, env: dict[str, str]) -> Said:
    told = {"_CAMPAIGN_COMPLETE": f"complete_{shell}", **asked(shell, ["campaign", *words]), **env}
    with CliRunner().isolation(env=told) as (out, err, _):
        try:
            code = run([])
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
        return Said(code, out.getvalue().decode(), err.getvalue().decode())


def lines() -> list[tuple[str, ...]]:
    """Every command with nothing, with too much, with too little, and at every option that takes a value."""
    told: list[tuple[str, ...]] = [("",), ("--db", ""), ("--lang", ""), ("--request", ""), ("--frob", ""), ("frob", ""),
                                   ("frob", "-x", ""), ("member", "frob", ""), ("'", ""), ("--db", "x", "claim", "-l", "")]
    for name in (*(name for name in COMMANDS if name not in DERIVED), "export projects", "export all"):
        command, words = built(name), name.split()
        assert command is not None
        arguments = ["x" for param in command.params if isinstance(param, TyperArgument)]
        told += [(*words, ""), (*words, *arguments, ""), (*words, *arguments, "too", "many", ""), (*words, "--frob", ""),
                 (*words, "-5", "")]
        for param in command.params:
            if isinstance(param, TyperOption) and not param.is_flag:
                for option in param.opts:
                    told += [(*words, option, ""), (*words, *arguments, option, ""), (*words, *arguments, option, "王"),
                             (*words, *arguments, option, option, "")]
    return told


@pytest.mark.parametrize("shell", SHELLS)
def test_no_line_is_answered_with_an_error(shell: str, tmp_path: Path) -> None:
    env = {"CAMPAIGN_DB": str(tmp_path / "none.db")}
    for words in lines():
        said = complete(shell, *words, env=env)
        assert said.err == "", words
        if len(words) > 2 and words[-2].startswith("-") and words[-2] not in ("--frob", "-x", "-5"):
            assert said.out.strip() in ("", "_files"), words  # zsh offers files then


def broken(path: Path) -> dict[str, dict[str, str]]:
    """What may be wrong around the program while somebody types."""
    garbage, config = path / "garbage.db", path / "config.toml"
    garbage.write_bytes(b"\xff" * 5_000)
    config.write_bytes(b"db = [\xff")
    return {"no database": {"CAMPAIGN_DB": str(path / "none.db")}, "garbage": {"CAMPAIGN_DB": str(garbage)},
            "a folder": {"CAMPAIGN_DB": str(path)}, "configuration": {"CAMPAIGN_CONFIG": str(config)},
            "language": {"CAMPAIGN_LANG": "xx"}, "clock": {"CAMPAIGN_NOW": "never"}}


def test_in_a_real_bash(program: Cli, environment: dict[str, str], tmp_path: Path) -> None:
    """The printed script in an interactive bash: what is offered, and nothing beside it on the prompt."""
    script = tmp_path / "completion"
    script.write_text(program("completion", "bash").out)
    typed = {"claim P0042 -l ": "", "claim P0042 --lea": "--leader", "cla": "claim", "note B0107 x y z ": "", "frob ": "",
             "member key 王 - --remove ": "", "projects --county '": ""}
    body = [f"campaign() {{ {shlex.quote(sys.executable)} -m campaign \"$@\"; }}; export -f campaign", f". {script}",
            'env() { while [[ $1 == *=* ]]; do local -x "$1"; shift; done; "$@"; }']
    for line in typed:
        *words, last = ["campaign", *line.split(" ")]
        quoted = " ".join(map(shlex.quote, [*words, last]))
        body += [f"COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; _campaign_completion campaign", 'echo "[${COMPREPLY[*]}]"']
    root = str(Path(__file__).parents[2])
    plain = {"PATH": "/usr/bin:/bin", "PYTHONPATH": root, "LANG": "C.UTF-8"}
    for why, env in broken(tmp_path).items():
        done = subprocess.run(["bash", "--norc", "--noprofile", "-c", "\n".join(body)], capture_output=True, text=True,
                              timeout=120, cwd=tmp_path, env={**plain, **environment, **env})
        assert (done.stderr, done.stdout.splitlines()) == ("", [f"[{offered}]" for offered in typed.values()]), why
