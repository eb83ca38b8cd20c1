"""``campaign bulletin``: the campaign of one day as a paper, for reading, printing or editing."""

import sys
from typing import TYPE_CHECKING, Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.text import N_

if TYPE_CHECKING:
    from campaign.core.bulletin import BulletinKind, Figures
    from campaign.service.session import Session

FORMATS = {"md": "bulletin_md", "html": "bulletin_html", "docx": "bulletin_docx"}
"""Format → module of ``campaign.cli`` whose ``made(document, day)`` gives the bytes of the file."""

PICTURED = ("html", "docx")
"""Formats that can hold pictures."""


def bulletin(
    daily: Annotated[bool, Option("--daily", help=N_("compared with yesterday; what you get if no kind is given"))] = False,
    weekly: Annotated[bool, Option("--weekly", help=N_("compared with seven days before"))] = False,
    special: Annotated[bool, Option("--special", help=N_("compared with day 1, or the day of --since"))] = False,
    at: Annotated[str | None, Option("--date", metavar="DATE", help=N_("a day that is over; today if left out"))] = None,
    since: Annotated[str | None, Option("--since", metavar="DATE", help=N_("day with which it is compared"))] = None,
    number: Annotated[str | None, Option("--number", metavar="N", help=N_("number of the issue, if not that of the day"))] = None,
    form: Annotated[str | None, Option("--format", metavar="WORD", help=N_("md, html or docx; else as FILE ends, else md"))]
    = None,
    to: Annotated[str | None, Option("--output", "-o", metavar="FILE", help=N_("write it there; - is stdout"))] = None,
    yes: Annotated[bool, Option("--yes", "-y", help=N_("do not ask before FILE is overwritten"))] = False,
    as_json: opt.Json = False,
) -> None:
    from campaign.cli import exports, output, to_file
    from campaign.cli.state import current
    from campaign.core.errors import BadInput
    from campaign.service import bulletin as service

    kind = _kind(daily, weekly, special)
    if as_json and (form is not None or to is not None):
        raise BadInput("twice", text=f"--json {'-o' if form is None else '--format'}")
    form = _format(form, to)
    if form == "docx" and to in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise BadInput("bulletin_terminal")
    to_file.place("bulletin", to, yes)
    beside = exports.annex_of(to) if form == "docx" and to is not None and to != "-" and at is None else None
    to_file.place("bulletin", beside, yes)
    session = current().session()
    figures = service.told(session, kind, on=at, since=since, number=number)
    if as_json:
        from campaign.cli.bulletin_rows import row

        output.json_object(row(figures))
        return
    to_file.write(to, _made(session, figures, form))
    if beside is not None:
        exports.annex(beside)


def _kind(daily: bool, weekly: bool, special: bool) -> "BulletinKind":
    from campaign.core.bulletin import BulletinKind
    from campaign.core.errors import BadInput

    asked = [kind for kind, on in zip(BulletinKind, (daily, weekly, special), strict=True) if on]
    if len(asked) > 1:
        raise BadInput("twice", text=" ".join(f"--{kind}" for kind in asked))
    return asked[0] if asked else BulletinKind.DAILY


def _format(form: str | None, to: str | None) -> str:
    from campaign.core.errors import BadInput

    if form is None:
        end = (to or "").lower().rpartition(".")[2]
        return end if end in FORMATS else "html" if end == "htm" else "md"
    if form.lower() not in FORMATS:
        raise BadInput("bulletin_format", text=form, formats=", ".join(FORMATS))
    return form.lower()


def _made(session: "Session", figures: "Figures", form: str) -> bytes:
    from importlib import import_module

    from campaign.core.document import illustrated
    from campaign.words.bulletin import document

    paper = document(figures)
    if form in PICTURED:
        from campaign.tables.bulletin_charts import pictures

        paper = illustrated(paper, pictures(session, figures))
    made: bytes = import_module(f"campaign.cli.{FORMATS[form]}").made(paper, figures.on)
    return made
