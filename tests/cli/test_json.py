"""Whatever else is asked for beside ``--json``: what is printed is JSON, or one line says why there is none.

Each option is tried with each of its samples, and with each other one.
"""

import json
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from typer._click.core import Command, Context

from campaign.cli.app import command
from campaign.cli.commands import COMMANDS
from tests.cli.conftest import Cli, one_line

SAMPLES: dict[str, tuple[str, ...]] = {
    "COUNTY": ("临江", "C99"), "LEADER": ("王", "nobody"), "PERSON": ("赵某松",), "UNIT": ("市林业局",), "PROJECT": ("P0002",),
    "CODE": ("P0001", "B0001", "L01", "M001", "C01", "U01", "G0001", "A0001", "K0001", "T01", "R001", "E001", "D001", "H0001",
             "S001"), "CODE|NAME": ("C02",), "DATE": ("D+20", "1900-01-01", "2199-12-31"), "WHEN": ("D+20", "1900-01-01", "1"),
    "N": ("1", "0", "99999999999999999999"), "0-4": ("1", "9"), "TEXT": ("港",), "PERIOD": ("2026Q3", "2026Q9"),
    "LIST": ("special_bond",), "CHAIN": ("高端装备",), "BOARD": ("expropriation",), "KEY": ("stale_red", "no_such_key"),
    "PERCENT": ("10", "101")}
"""By the metavar of an option or argument. Of words the program itself says which there are."""
APART = frozenset({"FILE", "DIR", "URL", "[VALUE]", "NAME"})
"""Metavars of what would write, or looks at the machine."""
WRITES = frozenset({"calendar"})


def walk(name: str) -> Command:
    found: Any = command()
    context = Context(found)
    for part in name.split():
        one = found.get_command(context, part)
        assert one is not None, name
        found, context = one, Context(one, parent=context, info_name=part)
    return found  # type: ignore[no-any-return]


def options(one: Command) -> list[Any]:
    return [param for param in one.params if param.param_type_name == "option"]


def told(name: str) -> Command | None:
    """The command, if it looks and can print JSON: what only writes has no ``--plain``."""
    one = walk(name)
    known = {opt for option in options(one) for opt in option.opts}
    return one if "--json" in known and ("--plain" in known or name == "bulletin") else None


class Walked:
    def __init__(self, cli: Cli, name: str, one: Command) -> None:
        self._cli, self._name, self.one = cli, name, one

    def samples(self, option: Any) -> list[list[str]]:
        """What may be typed for one option, or for an argument."""
        flag = [option.opts[0]] if option.param_type_name == "option" else []
        if getattr(option, "is_flag", False):
            return [flag]
        metavar = (option.metavar or "").strip("[]")
        if metavar == "WORD":
            said = self("--json", *self.arguments(), *flag, "zzz").err
            words = said.rpartition("type one of ")[2].replace("，", ",").split(",")
            return [[*flag, words[0].strip(" .\n")], [*flag, "zzz"]]
        return [[*flag, text] for text in SAMPLES[metavar]]

    def arguments(self) -> list[str]:
        return [typed for param in self.one.params if param.param_type_name == "argument" and param.required
                for typed in self.samples(param)[0]]

    def __call__(self, *typed: str) -> Any:
        return self._cli(*self._name.split(), *typed)

    def calls(self) -> Iterator[list[str]]:
        base = self.arguments()
        yield base
        for param in self.one.params:
            if param.param_type_name == "argument" and param.required:
                yield from self.samples(param)
        optional = [param for param in self.one.params if not param.required and param.metavar not in APART
                    and not {"--json", "--help"} & set(param.opts)]
        every = {param.name: self.samples(param) for param in optional}
        for some in every.values():
            for typed in some:
                yield [*base, *typed]
        for one, other in combinations([some[0] for name, some in every.items() if some[0] not in (["--csv"], ["--plain"])], 2):
            yield [*base, *one, *other]


def check(said: Any, typed: list[str]) -> None:
    assert "Traceback" not in said.out + said.err, typed
    if said.code == 0 or said.out:
        try:
            json.loads(said.out)
        except ValueError:
            pytest.fail(f"no JSON: {typed}: {said.out[:200]!r} {said.err[:200]!r}")
    else:
        one_line(said.err)


LOOK = [name for name, entry in COMMANDS.items() if name not in WRITES and entry.module != "server"]


@pytest.mark.parametrize("module", sorted({COMMANDS[name].module for name in LOOK}))
def test_json_is_json_beside_any_other_option(module: str, cli: Cli) -> None:
    for name in LOOK:
        if COMMANDS[name].module == module and (one := told(name)) is not None:
            walked = Walked(cli, name, one)
            for typed in walked.calls():
                check(walked("--json", *typed), [name, "--json", *typed])


def test_every_command_that_looks_is_walked() -> None:
    walked = [name for name in LOOK if told(name) is not None]
    assert {"status", "projects", "news", "bulletin", "log", "show", "doctor", "view list", "merits"} <= set(walked)
    assert len(walked) >= 42
