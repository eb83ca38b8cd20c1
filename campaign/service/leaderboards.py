"""The four leaderboards, as of today, and the very rows that a place was made from."""

from datetime import date
from typing import NamedTuple

from campaign.core import leaderboards as rules
from campaign.core.codes import order
from campaign.core.leaderboards import STAGES, Entry, Parcel, Passed
from campaign.core.model.consent import What
from campaign.core.model.land import Approval, ApprovalState, LandTask
from campaign.core.model.leads import Lead
from campaign.core.model.merits import Board
from campaign.core.model.project import Project
from campaign.core.reserve import Maturity, maturity
from campaign.core.situation import Situation
from campaign.data.clocks import clocks, needs
from campaign.service.league import counted
from campaign.service.session import Session
from campaign.store.queries import approvals as approvals_queries
from campaign.store.queries import calendar as calendar_queries
from campaign.store.queries import leaderboards as leaderboards_queries
from campaign.store.queries.land import land_tasks
from campaign.store.queries.reserve import reserve_held
from campaign.store.records import LEADS


def boards(session: Session, situation: Situation) -> dict[Board, list[Entry]]:
    """All of them, best first, as of today; after the campaign as of its last day. At 10,000 projects it takes a while."""
    store, (first, day, last), known = session.store, _span(situation), counted(session, situation, situation.today)
    leaders, counties = leaderboards_queries.signings(store, first, day, known)
    changed, projects = known.changed, situation.snapshot.projects.values()
    there = (own for row in projects if (own := row if row.code not in changed else known.project(row)) is not None)
    return rules.boards(leaderboards_queries.parcels(store, first, day, last, known), there, reserve_held(store, known),
                        leaderboards_queries.passed(store, first, day, known), leaders, counties, needs=needs(),
                        clocks=clocks(), calendar=calendar_queries.calendar(store), today=situation.today)


def _span(situation: Situation) -> tuple[date, date, date]:
    """The first day of the campaign, the one as of which it is counted, the last one."""
    campaign = situation.snapshot.campaign
    return campaign.first_day, min(situation.today, campaign.last_day), campaign.last_day


class Basis(NamedTuple):
    """What a place on a board was made from; only what belongs to its board is there."""

    parcels: tuple[tuple[LandTask, Parcel], ...] = ()
    """By code; likewise the others."""
    projects: tuple[tuple[Project, Maturity], ...] = ()
    approvals: tuple[tuple[Approval, int, int], ...] = ()
    """With the days used, and those of the limit."""
    leads: tuple[Lead, ...] = ()


def basis(session: Session, situation: Situation, board: Board, code: str) -> Basis:
    """Of this county, body or leader on this board."""
    store, (first, day, last), known = session.store, _span(situation), counted(session, situation, situation.today)
    match board:
        case Board.EXPROPRIATION:
            parcels = [row for row in leaderboards_queries.parcels(store, first, day, last, known, code) if row.left > 0]
            tasks = land_tasks(store, [row.task for row in parcels])
            return Basis(parcels=tuple((tasks[row.task], row) for row in sorted(parcels, key=lambda row: order(row.task))))
        case Board.PREWORK:
            found = []
            for project in situation.projects_of_county(code):
                row = known.project(situation.snapshot.projects[project])
                if row is not None and row.withdrawn is None and row.stage in STAGES:
                    held = [one if known.counts(one.code, What.GRANT) else one._replace(state=ApprovalState.SUBMITTED)
                            for one in approvals_queries.approvals(store, project=project)]
                    depth = maturity(row.investor, held, needs(), situation.today)
                    if depth is not None and depth.required:
                        found.append((row, depth))
            return Basis(projects=tuple(sorted(found, key=lambda one: order(one[0].code))))
        case Board.APPROVALS:
            return Basis(approvals=_granted(session, leaderboards_queries.passed(store, first, day, known, code)))
    named = {"leader": code} if board is Board.SIGNINGS else {"county": code}
    return Basis(leads=tuple(row for row in LEADS.all(store, **named) if row.dropped is None
                             and (on := known.day(row.code, What.SIGNING, row.signed)) and first <= on <= day))


def _granted(session: Session, passed: list[Passed]) -> tuple[tuple[Approval, int, int], ...]:
    known, days = clocks(), rules.counter(calendar_queries.calendar(session.store))
    pairs = {row.code: pair for row in passed if (pair := rules.used(row, known, days)) is not None}
    return tuple((row, *pairs[row.code]) for row in approvals_queries.approvals(session.store, codes=list(pairs)))
