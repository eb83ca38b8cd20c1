"""Commands about the campaign itself: status, show, undo, settings."""

from typing import Annotated

from typer import Argument, Exit, Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core.errors import BadInput, CampaignError
from campaign.text import N_, _

RED, YELLOW = 20, 10
"""Exit codes of ``status --exit-code`` alone."""


def status(
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
    motd: Annotated[bool, Option("--motd", help=N_("at most five lines of 80 columns, for whoever logs in"))] = False,
    exit_code: Annotated[bool, Option("--exit-code", help=N_(
        "for monitoring: exit 20 if a project is red, else 10 if one is yellow, else 0"))] = False,
) -> None:
    how = style(as_json, as_csv, plain)
    if motd and any(how):
        raise BadInput("twice", text=f"--motd --{next(name for name, on in how._asdict().items() if on)}")
    try:
        code = _status(how, motd)
    except CampaignError as error:
        if exit_code or not motd:
            raise
        if error.key != "db_missing":  # nobody's log-in is disturbed, least of all on a machine that has no campaign
            from campaign.words import error_text

            current().speak()
            output.talk(error_text(error))
        return
    if exit_code and code:
        raise Exit(code)


def _status(how: output.Style, motd: bool) -> int:
    """What ``--exit-code`` would tell."""
    from campaign.cli import plain_dashboard
    from campaign.core.model.light import Light
    from campaign.service import merits
    from campaign.tables import values

    session = current().session()
    situation = session.situation()
    own = merits.awaited(session, situation)
    row = plain_dashboard.status(situation, own)
    if motd:
        output.data("\n".join(plain_dashboard.at_login(situation, own)))
    elif how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], list(row), values.flat)
    elif how.plain:
        output.blocks([[*values.facts(row, ("findings",)),
                        *((values.human("level", finding["level"]), finding["text"]) for finding in row["findings"])]])
    else:
        output.data("\n".join(plain_dashboard.lines(situation, own)))
    output.flush()  # an answer that nobody got is none
    return RED if situation.lights.get(Light.RED) else YELLOW if situation.lights.get(Light.YELLOW) else 0


def show(code: opt.Code, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli.record import show

    show(code, style(as_json, as_csv, plain))


def undo() -> None:
    from campaign.cli.names import name_of
    from campaign.service import settings as settings_service
    from campaign.words import verb_text
    from campaign.words.sentences import taken_back

    state = current()
    entry = settings_service.undo(state.session(), request=state.request)
    output.talk(taken_back(entry, f"{verb_text(entry)} {name_of(entry.subject)}".rstrip()))


def settings(
    key: Annotated[str | None, Argument(metavar="[KEY]", help=N_("Setting"))] = None,
    value: Annotated[str | None, Argument(metavar="[VALUE]", help=N_("new value"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli.feedback import said
    from campaign.kinds.campaign import SETTINGS
    from campaign.service import settings as settings_service
    from campaign.words import field

    state = current()
    session = state.session()
    how = style(as_json, as_csv, plain)
    if key is not None and value is not None:
        done = settings_service.set_value(session, key, value, request=state.request)
        name = settings_service.known_key(key)
        said(done, "settings", settings_service.settings(session)[name])
        return
    known = settings_service.settings(session)
    if key is not None:
        name = settings_service.known_key(key)
        if not any(how):
            output.data(known[name])
            output.talk(f"{_(SETTINGS[name].label)}: {_(SETTINGS[name].about)}")
            return
        known = {name: known[name]}
    if how.json:
        output.json_object(known)
    elif how.csv:
        output.csv_rows([{"code": name, "value": told} for name, told in known.items()], ("code", "value"), str)
    elif how.plain:
        output.blocks([list(known.items())])
    else:
        output.table([
            output.Column(_("setting"), [_(SETTINGS[name].label) for name in known]),
            output.Column(field("value"), [*known.values()]),
            output.Column(_("What it is"), [_(SETTINGS[name].about) for name in known], flexible=True),
            output.Column(field("code"), [*known])])
