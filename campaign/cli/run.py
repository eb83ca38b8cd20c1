"""Run one command line in this process: every way it can end, as an exit code and at most one line on stderr."""

import os
from contextlib import suppress

from campaign.cli import output
from campaign.cli.state import Entrance, State, begin, current
from campaign.core.errors import CampaignError, NotFound, Refused
from campaign.store.queries import names as names_queries
from campaign.words import error_text

INTERRUPTED = 130
COMPLETE = "_CAMPAIGN_COMPLETE"
"""Set by the completion scripts."""


def run(args: list[str], entrance: Entrance | None = None) -> int:
    """The exit code of ``args`` (without the program's name), or of what a member asked for who came in through the gate."""
    args = [_readable(arg) for arg in args]
    state = begin(args, entrance)
    output.prepare()
    try:
        return _run(state, args)
    except KeyboardInterrupt:
        return INTERRUPTED
    except output.NobodyReads:
        output.silence()
        return 0
    finally:
        state.close()


def _readable(arg: str) -> str:
    """An argument in Chinese that a locale of plain ASCII could not decode."""
    if arg.isascii() or arg.isprintable():
        return arg
    try:
        return os.fsencode(arg).decode("utf-8")
    except UnicodeError:
        return arg


def _run(state: State, args: list[str]) -> int:
    from typer import Abort
    from typer._click.exceptions import ClickException, UsageError

    from campaign.cli.app import command
    from campaign.cli.help import explained

    if args:
        os.environ.pop(COMPLETE, None)  # the scripts call the program alone; anyone else would only lead it astray
    elif COMPLETE in os.environ and state.entrance is None:
        return _complete()
    try:
        try:
            if state.entrance is not None:
                from campaign.cli import entrance as entrance_cli

                args = entrance_cli.words(state)
            result = command().main(args=args, prog_name="campaign", standalone_mode=False)
            output.flush()
            return result if isinstance(result, int) else 0
        except UsageError as error:
            raise explained(error) from None
        except OSError as error:  # help is written by typer itself
            key = "output_failed" if error.filename is None else "db_unreadable"
            raise Refused(key, path=str(error.filename), why=error.strerror or str(error)) from None
    except CampaignError as error:
        state.speak()
        error = _with_help(state, error)
        if state.entrance is not None:
            from campaign.cli import entrance as entrance_cli

            error = entrance_cli.explained(state, args, error)
        output.talk(error_text(error))
        if error.key == "output_failed":
            output.silence()
        return error.exit_code
    except ClickException as error:
        output.talk(error.format_message())
        return error.exit_code
    except Abort:
        return INTERRUPTED


def nested(typed: list[str]) -> None:
    """Another command within this run, by the words that one would type."""
    from campaign.cli.help import built

    name, *words = typed
    current().admit(name, words)
    command = built(name)
    assert command is not None
    command.main(args=words, prog_name=f"campaign {name}", standalone_mode=False)


def _complete() -> int:
    """Offer what may follow on a line that is still being typed. Whatever is wrong with it, nothing is printed on the prompt."""
    from typer._completion_classes import completion_init

    from campaign.cli.app import command

    completion_init()
    with suppress(Exception):
        command().main(args=[], prog_name="campaign")
    return 1  # the way out with something to offer is SystemExit


def _with_help(state: State, error: CampaignError) -> CampaignError:
    """An unknown name is answered with the names that look like it."""
    if error.key != "unknown_name":
        return error
    from campaign.core.names import suggest

    kind, text = str(error.params["kind"]), str(error.params["text"])
    try:
        named = {name: code for code, name, key in names_queries.named(state.session().store, kind)}
    except CampaignError:
        return error
    near = suggest(text[:40], named)
    if not near:
        return error
    return NotFound("unknown_name_near", kind=kind, text=text, near=", ".join(f"{named[name]} {name}" for name in near))
