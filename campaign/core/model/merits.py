"""Merits, cases and what leaderboards there are. They are read page by page and are no part of the snapshot."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class MeritKind(StrEnum):
    """表扬 · 奖励 · 提醒 → 督办 → 约谈 → 处理 · 不可抗力豁免"""

    PRAISE = "praise"
    REWARD = "reward"
    REMINDER = "reminder"
    SUPERVISION = "supervision"
    INTERVIEW = "interview"
    SANCTION = "sanction"
    EXEMPTION = "exemption"


class Merit(NamedTuple):
    """Something good or slow that a person, unit or county is named for. Exactly one of the three is given."""

    code: str
    kind: MeritKind
    on: date
    text: str
    person: str | None = None
    unit: str | None = None
    county: str | None = None
    project: str | None = None
    """What it is about, if it is about one project."""
    points: int | None = None
    promised: int | None = None
    """Reward, 万元."""
    paid: date | None = None
    """Day on which the reward was paid."""
    until: date | None = None
    """EXEMPTION: last day of it."""
    actor: str = ""
    version: int = 1


class MeritEvidence(NamedTuple):
    """What a step of supervision rests on, with its figures as they were on that day."""

    merit: str
    code: str
    """A blocker, land task, approval or project."""
    days: int | None = None
    """Of a blocker in the same hands, else overdue."""
    moves: int | None = None
    text: str | None = None


class MeritAnswer(NamedTuple):
    """What the one named says to it, in the record."""

    merit: str
    on: date
    at: str
    actor: str
    text: str


class CaseKind(StrEnum):
    """典型案例 · 现场观摩"""

    MODEL = "model"
    VISIT = "visit"


class Case(NamedTuple):
    """A model case, or a study visit to one."""

    code: str
    kind: CaseKind
    title: str
    on: date
    project: str | None = None
    county: str | None = None
    text: str | None = None
    version: int = 1


class Board(StrEnum):
    """最佳征拆 · 最深前期 · 最快审批 · 最多签约; signings are told by leader and by county."""

    EXPROPRIATION = "expropriation"
    PREWORK = "prework"
    APPROVALS = "approvals"
    SIGNINGS = "signings"
    SIGNINGS_COUNTY = "signings_county"
