"""Commands about lists saved under a name: save, list, remove, and print one; the questions have names of their own."""

from shlex import quote
from typing import Annotated, NamedTuple

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.state import current
from campaign.text import N_, _

Name = Annotated[str, Argument(metavar="NAME", help=N_("name of the list"))]
KEYS = ("code", "screen", "words", "sort", "grouping", "built_in", "text", "command")


class Asked(NamedTuple):
    """A question that is built in."""

    name: str
    """``q4``; the second answer to a question ends in b."""
    key: str
    """Its other name."""
    text: str
    """In English, marked with ``N_``: as the dashboard asks it (``tui.dialogs.questions``)."""
    command: str
    """What answers it; options may follow."""


BUILT_IN = (
    Asked("q1", "day", N_("Which day is it, how much is left?"), "status"),
    Asked("q2", "unclaimed", N_("Who has claimed no major project?"), "leaders --unclaimed"),
    Asked("q2b", "orphan", N_("Which project lacks a leader, unit or manager?"), "projects --orphan"),
    Asked("q3", "calling", N_("Which projects are red or yellow, and why?"), "projects --light red,yellow"),
    Asked("q4", "overdue", N_("Which blockers are overdue, in whose hands?"), "blockers --overdue"),
    Asked("q5", "freezing", N_("Which blocker freezes the most?"), "blast"),
    Asked("q6", "today", N_("Where to go today, and why there?"), "today"),
    Asked("q7", "nobody_today", N_("Whose site had nobody on it today?"), "presence --absent"),
    Asked("q8", "counties", N_("Which county falls behind?"), "counties"),
    Asked("q9", "unregistered", N_("What has started but is not registered?"), "projects --unregistered"),
    Asked("q10", "reserve", N_("Which reserve projects make next year's lists?"), "gaps"),
    Asked("q11", "buck_passing", N_("Which blocker is being passed around?"), "blockers --flag buck_passing"),
    Asked("q11b", "slow", N_("Which blocker moves slowly?"), "blockers --flag slow"),
    Asked("q12", "too_late", N_("What is too late by the statutory clocks?"), "too-late"),
    Asked("q12b", "at_risk", N_("What is at risk by the statutory clocks?"), "too-late --risk"),
    Asked("q13", "changed", N_("What has changed, and who changed it?"), "news"),
    Asked("q14", "honours", N_("Who earns praise, who must explain?"), "honours"),
    Asked("q14b", "explain", N_("Who must explain, and why?"), "explain"),
)


def built_in() -> list[Asked]:
    """Those whose command there is."""
    from campaign.cli.commands import COMMANDS

    return [asked for asked in BUILT_IN if asked.command.split()[0] in COMMANDS]


def view(name: Name, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import saved_lists
    from campaign.cli.output import style
    from campaign.cli.run import nested

    how = style(as_json, as_csv, plain)
    wanted = name.strip().lower()
    asked = next((asked for asked in built_in() if wanted in (asked.name, asked.key)), None)
    if asked is None:
        saved_lists.show(name, how)
    else:
        formats = [option for option, on in (("--json", as_json), ("--csv", as_csv), ("--plain", plain)) if on]
        nested([*asked.command.split(), *formats])


def view_save(
    name: Name,
    which: Annotated[str, Option("--filter", metavar="WORDS",
                                 help=N_("words of a filter, names, or what the row's own name has in it"))],
    screen: Annotated[str, Option("--screen", metavar="WORD", help=N_(
        "whose list: projects, blockers, land, leaders, reserve, presence, counties, promotion, honours, forces, "
        "requests"))] = "projects",
) -> None:
    from campaign.cli import output, saved_filter
    from campaign.core.saved import packed
    from campaign.service import saved_lists as saved_lists_service

    state = current()
    session = state.session()
    where = saved_filter.screen_of(screen)
    words = saved_filter.understood(session, where, which)
    done = saved_lists_service.save(session, name, where, words, request=state.request)
    output.talk(_("{name}: saved as {words}; campaign view {quoted} shows it").format(
        name=done.subject, words=f"{where} {packed(words)}", quoted=quote(done.subject)))


def view_list(as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import formatting
    from campaign.cli.output import Column, style
    from campaign.service import saved_lists as saved_lists_service
    from campaign.tables.values import Row

    how, session = style(as_json, as_csv, plain), current().session()
    rows: list[Row] = [
        {"code": row.name, "screen": row.screen, "words": row.words, "sort": row.sort, "grouping": row.grouping,
         "built_in": False, "text": None, "command": f"view {quote(row.name)}"} for row in saved_lists_service.mine(session)]
    rows += [{"code": asked.name, "screen": None, "words": None, "sort": None, "grouping": None, "built_in": True,
              "text": _(asked.text), "command": asked.command} for asked in built_in()]

    def columns(rows: list[Row]) -> list[Column]:
        return [Column(_("name"), [str(row["code"]) for row in rows]),
                Column(_("what"), [row["text"] or f"{row['screen']} {row['words']}" for row in rows], flexible=True),
                Column(_("command"), [f"campaign {row['command']}" for row in rows])]

    formatting.listing(rows, how, KEYS, columns, empty="")


def view_remove(name: Name) -> None:
    from campaign.cli import output
    from campaign.service import saved_lists as saved_lists_service

    state = current()
    session = state.session()
    done = saved_lists_service.remove(session, name, request=state.request)
    told = _("{name}: removed; campaign undo brings it back") if session.refusal("undo") is None else _("{name} is removed")
    output.talk(told.format(name=done.subject))
