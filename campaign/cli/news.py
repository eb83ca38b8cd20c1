"""``campaign news``: what has changed since the actor last looked, and from then on that is what was looked at."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

from typer import Option

from campaign.cli import params as opt
from campaign.text import N_

if TYPE_CHECKING:
    from datetime import tzinfo

    from campaign.core.news import Item
    from campaign.service import Session

KEYS = ("code", "n", "text", "total", "codes", "items", "since", "since_seq", "head", "looked")
OWN = "own"
"""Code of the row that counts the actor's own writes."""


def news(
    since: Annotated[
        str | None, Option("--since", metavar="WHEN", help=N_("a day, yesterday, or the number of a row of the log"))] = None,
    every: Annotated[bool, Option("--all", help=N_("each change below its group"))] = False,
    peek: Annotated[bool, Option("--peek", help=N_("look without its being remembered"))] = False,
    as_json: opt.Json = False, as_csv: opt.Csv = False, plain: opt.Plain = False,
) -> None:
    from campaign.cli import output
    from campaign.cli.state import current
    from campaign.core.dates import parse_instant, zone
    from campaign.service import news as service
    from campaign.tables import values
    from campaign.words import news as words

    how, session = output.style(as_json, as_csv, plain), current().session()
    start = service.since(session, since)
    situation = session.situation()
    told = service.told(session, situation, start)
    names = service.named(session, situation, told.groups)
    if not peek:
        service.remember(session, told.head)
    there = zone(session.campaign.time_zone)
    when = words.when_text(parse_instant(start.at).astimezone(there), session.today)
    facts = {"since": start.at, "since_seq": start.seq, "head": told.head, "looked": start.looked}
    rows = [{"code": group.topic.value, "n": len(group.codes), "text": words.group_text(group), "total": group.total,
             "codes": list(group.codes), "items": [_item(item, names) for item in group.items], **facts} for group in told.groups]
    if told.own:
        rows.append({"code": OWN, "n": told.own, "text": words.own_text(told.own), "total": None, "codes": [], "items": [],
                     **facts})
    if how.json:
        output.json_rows(rows)
    elif how.csv:
        output.csv_rows(rows, [key for key in KEYS if key != "items"], values.flat)
    elif how.plain:
        own = [[(OWN, words.own_text(told.own))]] if told.own else []
        output.blocks([*([(group.topic.value, words.group_text(group)),
                          *((words.called(item.code, names), words.change_text(item, names)) for item in group.items)]
                         for group in told.groups), *own])
    elif not told.groups:
        output.talk(words.nothing_text(start.looked, when) + (f"  {words.own_text(told.own)}" if told.own else ""))
    else:
        output.data(words.since_text(start.looked, when) + (f"  {words.own_text(told.own)}" if told.own else ""))
        for group, row in zip(told.groups, rows, strict=False):
            output.data(f"  {row['text']}  {words.some_text(group, names)}")
            if every:
                for item in group.items:
                    output.data("    " + _line(item, names, session, there))


def _line(item: "Item", names: Mapping[str, str], session: "Session", there: "tzinfo") -> str:
    """``11-21 18:20  王某山  B0107 用林报批  市林业局 -> 省林业局``"""
    from campaign.cli.names import actor_name
    from campaign.core.dates import parse_instant
    from campaign.words.news import called, change_text

    at = f"{parse_instant(item.at).astimezone(there):%m-%d %H:%M}" if item.at else ""
    who = actor_name(session, item.actor) if item.actor else ""
    return "  ".join(filter(None, (at, who, called(item.code, names), change_text(item, names))))


def _item(item: "Item", names: Mapping[str, str]) -> dict[str, object]:
    """One change: what it is about, who did it when, and in words what was done."""
    from campaign.words.news import change_text

    return {"code": item.code, "name": names.get(item.code), "seq": item.seq or None, "at": item.at or None,
            "actor": item.actor or None, "before": item.before, "after": item.after, "figure": item.figure, "note": item.text,
            "text": change_text(item, names)}
