"""Who earns praise this week, and who must explain: one object, or a page with a table for each part."""

from collections.abc import Sequence

from campaign import words
from campaign.cli import output
from campaign.cli.answers import leaderboards
from campaign.cli.output import Column, style
from campaign.cli.state import current
from campaign.core import league_lists
from campaign.core.leagues import LeagueStanding
from campaign.core.money import format_percent
from campaign.core.situation import Situation
from campaign.service import honours as honours_service
from campaign.service.honours import TOP, Honours
from campaign.tables.honours import named_lists, record
from campaign.tables.leaderboards import LISTS as NAMES
from campaign.text import _
from campaign.words import merits as say
from campaign.words.labels import NOTHING
from campaign.words.leaderboards import basis_text, figure_text
from campaign.words.league import unlisted_text, why_text

WHY = ("barred", "exempt")
"""Lists that are told with a reason, where anybody is on them."""


def honours(as_json: bool, plain: bool, number: int | None) -> None:
    how, session = style(as_json, False, plain), current().session()
    situation = session.situation()
    found = honours_service.answer(session, situation, number or TOP)
    lists = named_lists(found.lists)
    if how.json:
        output.json_object(record(situation, found))
    elif how.plain:
        output.blocks(_facts(situation, found, lists))
    else:
        _page(situation, found, lists)


# For people -------------------------------------------------------------------------------------------------------------


def _facts(situation: Situation, found: Honours, lists: dict[str, Sequence[LeagueStanding]]) -> list[list[tuple[str, str]]]:
    """A fact a line, a block for each part; of a part without anybody a dash."""
    def place(key: str, row: LeagueStanding) -> str:
        return f"{row.rank_all} {_called(situation, row.county)}  {why_text(row) if key in WHY else _score(row)}"

    blocks = [[(words.field(key), place(key, row)) for row in rows] or [(words.field(key), _nobody(situation, found, key))]
              for key, rows in lists.items()]
    for board, entries in found.boards.items():
        blocks.append([(words.label(board), f"{row.rank} {_called(situation, row.code)}  {figure_text(row)}  {basis_text(row)}")
                       for row in entries] or [(words.label(board), NOTHING)])
    blocks.append([(words.field("praise"), f"{row.merit.code} {_called(situation, row.subject)}  {row.merit.text}")
                   for row in found.praise] or [(words.field("praise"), NOTHING)])
    blocks.append([(words.field("explain"), f"{_called(situation, row.subject)}  {say.grounds_text(row.grounds)}")
                   for row in found.explain] or [(words.field("explain"), NOTHING)])
    return blocks


def _nobody(situation: Situation, found: Honours, key: str) -> str:
    """A dash, or why there is no such list."""
    if found.lists.unlisted is None or key in WHY:
        return NOTHING
    return unlisted_text(found.lists.unlisted, situation.snapshot.campaign.settings)


def _page(situation: Situation, found: Honours, lists: dict[str, Sequence[LeagueStanding]]) -> None:
    for key, rows in lists.items():
        if rows or key not in WHY:
            _section(words.field(key) if key not in WHY else _(NAMES[key]), len(rows), [
                Column(_("Standing"), [str(row.rank_all) for row in rows], right=True),
                Column(words.field("county"), [_called(situation, row.county) for row in rows]),
                Column(words.field("score"), [_score(row) for row in rows], right=True),
                Column(_("Invested"), [format_percent(row.completion.pct) for row in rows], right=True),
                Column(_("Missed by"), [_missed(situation, row) for row in rows], right=True),
                *([Column(_("Why"), [why_text(row) for row in rows], flexible=True)] if key in WHY else []),
            ])
    if found.lists.unlisted is not None:
        output.data(unlisted_text(found.lists.unlisted, situation.snapshot.campaign.settings) + "\n")
    leaderboards.tables(situation, found.boards)
    output.data("")
    _section(_("Praise and rewards of the week"), len(found.praise), [
        Column(words.field("code"), [row.merit.code for row in found.praise]),
        Column(words.field("on"), [row.merit.on.isoformat() for row in found.praise]),
        Column(words.field("kind"), [words.label(row.merit.kind) for row in found.praise]),
        Column(words.field("subject"), [_called(situation, row.subject) for row in found.praise], flexible=True),
        Column(words.field("text"), [row.merit.text for row in found.praise], flexible=True),
    ])
    _section(words.field("explain"), len(found.explain), [
        Column(words.field("subject"), [_called(situation, row.subject) for row in found.explain], flexible=True),
        Column(_("Why"), [say.grounds_text(row.grounds) for row in found.explain], flexible=True),
        Column(_("Last step"), [words.label(row.last.kind) if row.last else NOTHING for row in found.explain]),
        Column(_("Next"), [words.label(row.following) for row in found.explain]),
    ], last=True)


def _section(title: str, number: int, columns: Sequence[Column], *, last: bool = False) -> None:
    output.data(f"{title} ({number})")
    if number:
        output.table(columns, indent="  ")
    if not last:
        output.data("")


def _called(situation: Situation, code: str) -> str:
    return f"{code} {situation.name_of(code) or ''}".rstrip()


def _score(row: LeagueStanding) -> str:
    return f"{row.score // 10}.{row.score % 10}"


def _missed(situation: Situation, row: LeagueStanding) -> str:
    missed = league_lists.missed_by(row, situation.snapshot.campaign, situation.today)
    return NOTHING if missed is None else _("{n} pp").format(n=f"{missed // 10}.{missed % 10}" if missed else "<0.1")
