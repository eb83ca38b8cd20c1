"""Commands about requests (申请): what waits for headquarters, and their decision."""

from functools import partial
from typing import Annotated

from typer import Argument, Option

from campaign.cli import params as opt
from campaign.cli.feedback import others, said
from campaign.cli.params import some, words
from campaign.cli.state import current
from campaign.store.write import Done
from campaign.text import N_

Codes = Annotated[list[str], Argument(metavar="Q...|-", help=N_("codes, like Q0001; - reads lines that begin with one"))]


def requests(
    every: Annotated[bool, Option("--all", help=N_("decided and withdrawn ones too"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import formatting
    from campaign.cli.output import style
    from campaign.service.requests import names
    from campaign.store.queries.consent import requests as asked
    from campaign.tables.requests import REQUESTS, Requests
    from campaign.text import _

    session, how = current().session(), style(as_json, as_csv, plain)
    situation, found = session.situation(), asked(session.store, every=every)
    formatting.show(REQUESTS, Requests(situation, {row.code: row for row in found}, names(session, situation, found)), how,
                    empty=_("No request waits for headquarters."))


def approve(
    codes: Codes,
    note: Annotated[str | None, Option("--note", metavar="TEXT", help=N_("what is to be said about it"))] = None,
) -> None:
    """All of them or none: what was asked for is carried out, under the names of who asked and who agrees."""
    from campaign.service import requests as service

    state, asked = current(), listed_codes(codes)
    done = service.approve(state.session(), asked, some(note), state.request)
    said(done, "approve", _decided(done), others(asked))


def reject(codes: Codes, why: opt.Reason) -> None:
    """The value stays as it is."""
    from campaign.service import requests as service

    state, asked = current(), listed_codes(codes)
    done = service.reject(state.session(), asked, words(why), state.request)
    said(done, "reject", _decided(done), others(asked))


def _decided(done: Done) -> str:
    """What the first one asked for."""
    from campaign.cli.names import told_name
    from campaign.service.requests import request
    from campaign.words.targets import asked_text

    session = current().session()
    return asked_text(request(session, done.subject), partial(told_name, session))


def listed_codes(given: list[str]) -> list[str]:
    """What was typed; of ``-`` the first word of each line of stdin that is a code."""
    if given != ["-"]:
        return opt.several(given)
    return [line[0] for line in opt.coded_lines()]
