"""Merits, model cases and requests."""

from campaign.cli import merit_lists
from campaign.core.situation import Situation
from campaign.service import Session, cases, merits, requests
from campaign.tables import merits as merits_table
from campaign.tables import requests as requests_table
from campaign.tables.cases import record
from campaign.tables.table import Listing
from campaign.tables.values import Row


def merit(session: Session, situation: Situation, code: str) -> Row:
    found = merits.merit(session, situation, code)
    return {**merits_table.record(merits_table.Merits(situation, {}), found), **merit_lists.parts(found)}


def case(session: Session, situation: Situation, code: str) -> Row:
    found = cases.case(session, code)
    return record(Listing(situation, {code: found}), found)


def request(session: Session, situation: Situation, code: str) -> Row:
    found = requests.request(session, code)
    return requests_table.record(requests_table.Requests(situation, {code: found}), found)
