"""Blockers."""

from campaign.cli import views
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.store.queries.blockers import blocker as one_blocker
from campaign.store.queries.blockers import events as events_of
from campaign.tables import blocker_record
from campaign.tables.values import Row


def blocker(session: Session, situation: Situation, code: str) -> Row:
    events = events_of(session.store, code)
    return {**blocker_record.record(blocker_record.Blockers(situation, {}, {code: events}), one_blocker(session.store, code)),
            "events": [views.event(row) for row in events]}
