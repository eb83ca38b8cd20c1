"""Commands about results that somebody else confirms (核实): what waits for headquarters, and their decision."""

from functools import partial
from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import others, said
from campaign.cli.params import some, words
from campaign.cli.state import current
from campaign.store.write import Done
from campaign.text import N_

Codes = Annotated[list[str], Argument(metavar="CODE...|-", help=N_(
    "codes; - reads lines that begin with one, and what of it is meant may follow"))]
Of = Annotated[str | None, Option("--what", metavar="WHAT", help=N_("start, registration, finish, resolution, acceptance, ..."))]

Counted = Annotated[
    str | None, Option("--on", metavar="DATE", help=N_("the day that it counts for, if not that of its entry"))]


def unconfirmed(county: opt.County = None, as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False) -> None:
    from campaign.cli import formatting, output
    from campaign.cli.output import style
    from campaign.store.queries.results import unconfirmed as waiting
    from campaign.tables.results import UNCONFIRMED, Unconfirmed
    from campaign.text import _

    session, how = current().session(), style(as_json, as_csv, plain)
    where = session.code("county", county) if county else None
    told = Unconfirmed(session.situation(), {str(row.result.id): row for row in waiting(session.store, where)})
    if how.plain:  # a line each, as confirm reads them
        for row in UNCONFIRMED.records(told):
            output.data(" ".join(str(row[key] or "-") for key in UNCONFIRMED.keys[:5]))
        return
    formatting.show(UNCONFIRMED, told, how, empty=_("Nothing waits to be confirmed."))


def spot_check(
    week: Annotated[str | None, Option("--week", metavar="N", help=N_(
        "days 7N-6 to 7N; the last one that is over if left out"))] = None,
    share: Annotated[str | None, Option("--share", metavar="PERCENT", help=N_(
        "of the reports of each county; 10 if left out"))] = None,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    """Drawn by the log: whoever has it draws the same."""
    from campaign.cli import formatting, output
    from campaign.cli.output import style
    from campaign.service.spot_check import draw
    from campaign.tables.spot_check import SPOT_CHECK, Drawn
    from campaign.text import _

    session, how = current().session(), style(as_json, as_csv, plain)
    found = draw(session, some(week), some(share))
    told = Drawn(session.situation(), {row.number.text: row for row in found.reports})
    if not found.over:
        output.talk(_("Week {n} is not over; nothing is drawn yet.").format(n=found.week))
    elif found.head is None:
        output.talk(_("Nothing has been written since week {n}; until then nothing is drawn.").format(n=found.week))
    if how.plain:
        for row in SPOT_CHECK.records(told):
            output.data(" ".join(str(row[key] or "-") for key in SPOT_CHECK.keys[:6 + bool(row["state"])]))
        return
    formatting.show(SPOT_CHECK, told, how, empty=_("No report was drawn.") if found.head else "")
    if told.rows and not (how.json or how.csv):
        output.talk(_("Week {n}: {drawn} of {count}, by {head}").format(
            n=found.week, drawn=len(found.reports), count=found.entered, head=found.head))


def confirm(
    codes: Codes,
    what: Of = None,
    on: Counted = None,
) -> None:
    """All of them or none: from now on they count."""
    from campaign.service import results as service

    state, of = current(), some(what)
    wanted = _lines() if codes == ["-"] else [(code, None) for code in opt.several(codes)]
    done = service.confirm(state.session(), [(code, of or own) for code, own in wanted], on=some(on), request=state.request)
    said(done, "confirm", _decided(done), others(code for code, _own in wanted))


def return_(
    code: Annotated[str, Argument(metavar="CODE", help=N_("code of anything, or the name of a project"))],
    why: opt.Reason,
    what: Of = None,
) -> None:
    """What waits on it is as if it had not been entered; what stays as it is written counts for nothing."""
    from campaign.service import results as service

    state = current()
    done = service.send_back(state.session(), (code, some(what)), words(why), state.request)
    said(done, "return", _decided(done))


def _decided(done: Done) -> str:
    from campaign.cli.names import actor_name
    from campaign.service.decided import decided
    from campaign.words.decided import decided_text

    session = current().session()
    return decided_text(decided(session, done), partial(actor_name, session))


def _lines() -> list[tuple[str, str | None]]:
    """Of stdin the lines that begin with a code, with what follows it where that says what is meant."""
    from campaign.core.model.consent import What
    from campaign.core.spot_check import PREFIX, ReportKind, read_number
    from campaign.words.reading import written

    found = opt.coded_lines(PREFIX)
    for line in found:  # as spot-check prints them
        if len(line) > 2 and line[1] in set(ReportKind) and read_number(line[2]) is not None:
            line[:] = [PREFIX + line[2]]
    return [(line[0], written(What, line[1]) if len(line) > 1 else None) for line in found]
