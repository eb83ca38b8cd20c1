"""四率 and what stands beside them: rows and table."""


from campaign import words
from campaign.cli import formatting, output
from campaign.cli.answers.parts import pct
from campaign.cli.formatting import column
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core.facts import share
from campaign.core.overview import Rates, days_to_filing
from campaign.core.situation import UNREGISTERED, Situation
from campaign.service import questions
from campaign.service.questions import By, Line
from campaign.tables.forecast import group_name
from campaign.tables.values import Row, percent
from campaign.text import _, ngettext
from campaign.words.labels import NOTHING, beside, message
from campaign.words.reading import word

RATES = ("code", "name", "projects", "start_pct", "start_met", "start_due", "investment_pct", "reported_done", "reported_plan",
         "funds_pct", "funds_in", "funds_plan", "finish_pct", "finish_met", "finish_due", "registration_pct",
         "registration_met", "registration_due", "registered_money", "private_plan_pct", "private_done_pct",
         "start_unconfirmed", "finish_unconfirmed",
         "registration_unconfirmed")
MONEY = ("reported_done", "reported_plan", "funds_in", "funds_plan", "registered_money")


def rates(as_json: bool, as_csv: bool, plain: bool, typed: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    by = None if typed is None else By(word(By, typed, message))
    situation = session.situation()
    rows = [_line(situation, by, line) for line in questions.lines(situation, by)]
    if how.plain:
        rows = [row | {key: words.money(row[key]) for key in MONEY} for row in rows]
    formatting.listing(rows, how, RATES, _rate_columns, empty=_("There is no county yet; campaign add-county adds one.") if
                    by is By.COUNTY else _("No leader matches; campaign add-leader adds one."))
    if how.json or how.csv or how.plain or not rows:
        return
    if by is None:
        output.data(_("Private share: {plan} of the plan, {done} of the money done").format(
            plan=pct(rows[0]["private_plan_pct"]), done=pct(rows[0]["private_done_pct"])))
    output.data(_filing(situation))


def _line(situation: Situation, by: By | None, line: Line) -> Row:
    found, sums, own = line.rates, line.rates.sums, line.private
    return {
        "code": line.code,
        "name": group_name(situation, by, None if by is None else line.code),
        "projects": sums.projects,
        "start_pct": percent(found.start),
        "start_met": sums.start_met,
        "start_due": sums.start_due,
        "investment_pct": percent(found.investment),
        "reported_done": found.done,
        "reported_plan": found.plan,
        "funds_pct": percent(found.funds),
        "funds_in": sums.funds,
        "funds_plan": sums.funds_plan,
        "finish_pct": percent(found.finish),
        "finish_met": sums.finish_met,
        "finish_due": sums.finish_due,
        "registration_pct": percent(found.registration),
        "registration_met": sums.registration_met,
        "registration_due": sums.registration_due,
        "registered_money": found.registered,
        "private_plan_pct": _part(own, found, "plan"),
        "private_done_pct": _part(own, found, "done"),
        "start_unconfirmed": line.unconfirmed.start,
        "finish_unconfirmed": line.unconfirmed.finish,
        "registration_unconfirmed": line.unconfirmed.registration,
    }


def _part(own: Rates, whole: Rates, field: str) -> float | None:
    return percent(share(getattr(own, field), getattr(whole, field)))


def _rate_columns(rows: list[Row]) -> list[Column]:
    """Each rate with what it was divided from; reported and registered money under headings of their own."""
    def rate(key: str, met: str, due: str) -> list[str]:
        waits = met.replace("_met", "_unconfirmed")
        return [f"{pct(row[key])} ({beside(f'{row[met]}/{row[due]}', row[waits])})" if row[due] else NOTHING for row in rows]

    return [
        Column(words.field("name"), [row["name"] or _("(not known)") for row in rows], flexible=True),
        column("projects", rows, right=True),
        Column(_("start rate"), rate("start_pct", "start_met", "start_due"), right=True),
        Column(_("investment rate"), [pct(row["investment_pct"]) for row in rows], right=True),
        Column(_("funds rate"), [pct(row["funds_pct"]) for row in rows], right=True),
        Column(_("completion rate"), rate("finish_pct", "finish_met", "finish_due"), right=True),
        Column(_("registration rate"), rate("registration_pct", "registration_met", "registration_due"), right=True),
        Column(_("reported: done / plan"),
               [f"{words.money(row['reported_done'])} / {words.money(row['reported_plan'])}" for row in rows], right=True),
        Column(_("registered money"), [words.money(row["registered_money"]) for row in rows], right=True),
    ]


def _filing(situation: Situation) -> str:
    """开工未纳统, and how long until statistics are filed."""
    n, days = situation.counts[UNREGISTERED], days_to_filing(situation.snapshot.campaign, situation.today)
    text = ngettext("{n} project has started but is not registered in statistics",
                    "{n} projects have started but are not registered in statistics", n).format(n=n)
    if days is not None:
        text = ngettext("{what}: filing in {n} day", "{what}: filing in {n} days", days).format(what=text, n=days) if days else \
            _("{what}, statistics are filed today").format(what=text)
    return f"{text} (campaign projects --unregistered)" if n else text
