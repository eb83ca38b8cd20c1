"""The program: what stands before the command, and the tree of commands."""

from typing import Annotated

import typer
from typer._click.core import Command

from campaign import __version__
from campaign.cli import output, question
from campaign.cli.help import Root
from campaign.cli.state import current
from campaign.text import N_

app = typer.Typer(
    cls=Root, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, invoke_without_command=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    help=N_("Runs a city's hundred-day campaign for its investment projects."))


@app.callback()
def _main(
    ctx: typer.Context,
    db: Annotated[str | None, typer.Option("--db", metavar="FILE", help=N_("database (CAMPAIGN_DB)"))] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="zh|en", help=N_("language (CAMPAIGN_LANG)"))] = None,
    readonly: Annotated[bool, typer.Option("--readonly", help=N_("refuse every write"))] = False,
    request: Annotated[
        str | None, typer.Option("--request", metavar="ID", help=N_("repeat safely: the same id is carried out once"))] = None,
    version: Annotated[bool, typer.Option("--version", help=N_("print the version and exit"))] = False,
) -> None:
    state = current()
    if version:
        output.data(f"campaign {__version__}")
        raise typer.Exit
    state.take(db, lang, readonly, request)
    state.ask = question.is_so
    if ctx.invoked_subcommand is None:
        output.data(ctx.get_help())


def command() -> Command:
    """A fresh command tree: the language of help may have changed since the last one."""
    return typer.main.get_command(app)
