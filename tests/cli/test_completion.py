"""The completion that ``campaign completion`` prints: on a line that is still being typed nothing is wrong yet, and what cannot
be completed is answered with silence."""

import re
import shlex
import sqlite3
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperOption
from typer.testing import CliRunner

from campaign.cli.commands import COMMANDS, DERIVED
from campaign.cli.completing import KINDS, MOST, PLAIN, SEVERAL, WORDS
from campaign.cli.help import built
from campaign.cli.run import run
from campaign.kinds import registry
from campaign.service import Session, records
from tests.cli.conftest import Cli, Said
from tests.store.world import Clock

SHELLS = ("bash", "zsh", "fish")
BUILT_IN = {word for known in PLAIN.values() for word in known}
"""Words that are offered without any database."""


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
            offered = set(re.findall(r"[\w-]+", said.out)) - {"_files", "_arguments"}  # zsh offers files where there is nothing
            assert offered <= BUILT_IN, words


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


# Values -------------------------------------------------------------------------------------------------------------------


def values(shell: str, environment: dict[str, str], *line: str) -> list[str]:
    """What is offered for the last word, in the shell's own protocol."""
    told = complete(shell, *line, env=environment)
    assert told.err == "" and told.code == 0, told
    return [one.partition("\t")[0] for one in told.out.splitlines() if one]


@pytest.mark.parametrize(("line", "wanted"), [
    (("claim", "P00"), ["P0001", "P0002", "P0003", "P0004", "P0005"]), (("claim", "p0001"), ["P0001"]),
    (("claim", "滨"), ["滨海新材料二期"]), (("claim", "P0001", "-l", "wang"), ["王某山"]),
    (("projects", "--county", ""), ["临江区", "望潮区"]), (("projects", "--county", "C0"), ["C01", "C02"]),
    (("projects", "--light", "re"), ["red"]), (("projects", "--light", "red,ye"), ["red,yellow"]),
    (("projects", "--light", "q"), []),
    (("add-unit", "x", "--authority", "p"), ["province"]), (("hold", "B0001", "--reason", "wea"), ["weather"]),
    (("settings", "stale_r"), ["stale_red"]), (("completion", "b"), ["bash"]), (("show", "B0001"), ["B0001"]),
    (("handover", "L0"), ["L01", "L02", "L03"]), (("projects", "--started", "n"), ["new"]), (("note", "B0001", ""), [])])
def test_a_value_is_offered(environment: dict[str, str], line: tuple[str, ...], wanted: list[str]) -> None:
    for shell in ("bash", "fish"):
        found = values(shell, environment, *line)
        assert [one for one in found if one in wanted] == wanted or not wanted, (shell, found)
        assert bool(found) == bool(wanted), (shell, found)


def test_labels_are_in_the_readers_language_and_say_what_a_code_is(environment: dict[str, str]) -> None:
    for language, label in (("zh", "红"), ("en", "red")):
        env = {**environment, "CAMPAIGN_LANG": language}
        assert complete("fish", "projects", "--light", "re", env=env).out == f"red\t{label}\n"
        assert f'"red":"{label}"' in complete("zsh", "projects", "--light", "re", env=env).out
    assert complete("fish", "projects", "--stage", "在", env={**environment, "CAMPAIGN_LANG": "zh"}).out == "在建\tbuilding\n"
    assert complete("fish", "claim", "P0001", env=environment).out.startswith("P0001\t")
    assert complete("fish", "--lang", "zh", "projects", "--light", "re", env=environment).out == "red\t红\n"


def test_every_word_and_kind_that_is_offered_is_there() -> None:
    for where in WORDS.values():
        module, _colon, enum = where.partition(":")
        assert len(getattr(import_module(f"campaign.core.model.{module}"), enum)) > 1
    for kind in (*KINDS.values(), *(one for several in SEVERAL.values() for one in several)):
        assert kind == "leader" or registry.kind(kind)
    for name in (*WORDS, *PLAIN):
        command, _blank, param = name.rpartition(" ")
        made = built(command) if command else None
        assert made is None or param in {each.name for each in made.params}, name


def test_no_more_than_fits(environment: dict[str, str]) -> None:
    session = Session(Path(environment["CAMPAIGN_DB"]), "hq", clock=Clock())
    for number in range(MOST + 5):
        records.add(session, "unit", {"name": f"单位{number}"})
    session.close()
    assert len(values("bash", environment, "projects", "--unit", "")) == MOST


def test_nothing_heavy_is_loaded_for_it(environment: dict[str, str]) -> None:
    script = ("import sys\ntry:\n    from campaign.cli.run import run\n    run([])\nexcept SystemExit:\n    pass\n"
              "print(sorted({name.split('.')[0] for name in sys.modules} & {'textual', 'sqlite_utils', 'pypinyin'}),"
              " 'campaign.tables' in sys.modules)")
    told = {"_CAMPAIGN_COMPLETE": "complete_bash", "COMP_WORDS": "campaign\nclaim\nP0", "COMP_CWORD": "2", **environment}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60,
                          cwd=Path(__file__).parents[2], env={"PATH": "/usr/bin:/bin", **told})
    assert done.stderr == "" and done.stdout.splitlines()[0] == "P0001" and done.stdout.splitlines()[-1] == "[] False"


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_wrong_around_it_offers_nothing_and_writes_nothing(
        shell: str, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    newer = tmp_path / "newer.db"
    newer.write_bytes(Path(environment["CAMPAIGN_DB"]).read_bytes())
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = newer.read_bytes()
    for env in (*broken(tmp_path / "x").values(), {"CAMPAIGN_DB": str(newer)}):
        for line in (("claim", ""), ("claim", "P"), ("projects", "--county", ""), ("projects", "--light", "r")):
            said = complete(shell, *line, env={**environment, **env})
            if "CAMPAIGN_LANG" not in env and "CAMPAIGN_NOW" not in env:
                assert (said.err, said.out.strip() in ("", "_files")) == ("", True), (env, line, said)
            assert said.err == ""
    assert newer.read_bytes() == before


def test_names_with_blanks_and_quotes_in_a_real_bash(program: Cli, cli: Cli, environment: dict[str, str], tmp_path: Path) -> None:
    """What bash puts on the line is read back as the one name."""
    names = ["东湖 一期", "东湖'二期", '东湖"三期', "东湖$四期(扩建)", "东湖\\五期;x"]
    for name in names:
        assert cli("add-project", name).code == 0, name
    script = tmp_path / "completion"
    script.write_text(program("completion", "bash").out)
    body = [f"campaign() {{ {shlex.quote(sys.executable)} -m campaign \"$@\"; }}; export -f campaign", f". {script}",
            'env() { while [[ $1 == *=* ]]; do local -x "$1"; shift; done; "$@"; }',
            "COMP_WORDS=(campaign claim 东湖); COMP_CWORD=2; _campaign_completion campaign",
            'for one in "${COMPREPLY[@]}"; do eval "word=($one)"; printf "%s|%s\\n" "${#word[@]}" "${word[0]}"; done']
    plain = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2]), "LANG": "C.UTF-8"}
    done = subprocess.run(["bash", "--norc", "--noprofile", "-c", "\n".join(body)], capture_output=True, text=True, timeout=60,
                          cwd=tmp_path, env={**plain, **environment})
    assert (done.stderr, sorted(done.stdout.splitlines())) == ("", sorted(f"1|{name}" for name in names))
