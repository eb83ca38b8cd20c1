"""The dashboard, and the demonstration: the only place that knows of ``campaign.tui``, and only when it is asked for."""

import os
import sys
from typing import TYPE_CHECKING, Annotated

from typer import Exit, Option

from campaign.cli import output
from campaign.cli.params import missing
from campaign.cli.state import State, current
from campaign.service.session import Session
from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.tui.ready import ReadyApp

Ascii = Annotated[bool, Option("--ascii", help=N_("signs of plain ASCII only"))]
ReadOnly = Annotated[bool, Option("--readonly", help=N_("refuse every write"))]
Wallboard = Annotated[bool, Option("--wallboard", help=N_("for a wall: pages that turn by themselves, until a key is pressed"))]
Every = Annotated[int | None, Option("--every", metavar="N", min=3, max=3600, help=N_(
    "with --wallboard: seconds that a page stays, 20 if not given"))]
NoMouse = Annotated[bool, Option("--no-mouse", help=N_("leave the mouse to the terminal"))]

EVERY = 20
"""Seconds that a page of the wallboard stays."""
REFUSALS = {
    "no_terminal": N_("Not a terminal: this is the plain board. In a terminal the same command opens the dashboard."),
    "dumb": N_("TERM says that this terminal cannot draw: this is the plain board. Set TERM to what it really is."),
    "encoding": N_("This terminal does not speak UTF-8: this is the plain board. Set LC_ALL=C.UTF-8 and its own encoding."),
}


def tui(plain_signs: Ascii = False, no_mouse: NoMouse = False, readonly: ReadOnly = False, wallboard: Wallboard = False,
        every: Every = None) -> None:
    state = current()
    if every is not None and not wallboard:
        raise missing("--wallboard", "tui")
    if readonly:
        state.read_only()
    _open(state, plain_signs, not no_mouse, wallboard=(every or EVERY) if wallboard else None)


def demo(
    day: Annotated[str | None, Option("--day", metavar="N", help=N_("pretend that today is day N"))] = None,
    plain_signs: Ascii = False, no_mouse: NoMouse = False,
) -> None:
    import tempfile
    from pathlib import Path

    from campaign.cli.create import day_number, sample
    from campaign.service import create, leftovers

    state = current()
    folder = Path(tempfile.mkdtemp(prefix="campaign-demo-"))
    try:
        path = folder / "demo.db"
        create.seed(path, sample(), state.config.actor, day=day_number(day), clock=state.clock)
        state.use_database(path)
        _open(state, plain_signs, not no_mouse, keeps=False)
    finally:
        state.close()
        leftovers.clear(folder)


def _open(state: State, plain_signs: bool, mouse: bool, *, keeps: bool = True, wallboard: int | None = None) -> None:
    """``wallboard``: seconds that its pages stay."""
    from campaign.tui.launch import prepare

    session = state.session()
    # Textual draws on the original stderr, whatever that has become since.
    encoding = getattr(sys.__stderr__, "encoding", None)
    refusal = prepare(os.environ, _is_terminal(sys.stdin), _is_terminal(sys.stdout), _is_terminal(sys.stderr), encoding)
    if refusal is not None:
        from campaign.cli import plain_dashboard

        output.talk(_(REFUSALS[refusal.value]))
        plain_dashboard.show(session)
        return
    from campaign.service import looks
    from campaign.tui import keys

    own = state.config
    keys.rebind(own.keymap)
    from campaign.tui.run import run  # what it brings along binds the keys

    look = looks.look(session, own.theme, own.signs, os.environ)
    if plain_signs:
        look = look._replace(signs="ascii", asks=False)
    code, told = run(session, look, mouse=mouse, keeps=keeps, wallboard=wallboard)
    if told:  # goes nowhere when the terminal is gone
        output.talk(told)
    if code:
        output.silence(talk=True)  # the terminal is gone: a last flush to it would hide the code
        raise Exit(code)


def make_ready(session: Session) -> "ReadyApp":
    """The dashboard of whoever comes first to a fork of this process, over SSH and with colours; see ``cli.warm``."""
    from campaign.tui.launch import prepare

    os.environ["TERM"] = "xterm-256color"
    prepare(os.environ, True, True, True, "utf-8")
    from campaign.tui import run
    from campaign.tui.ready import ReadyApp

    run.ready = ReadyApp(session)
    return run.ready


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty is not None and isatty())
