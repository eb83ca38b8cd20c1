"""Counties, units, people; members of a shared server, and what each keeps for himself."""

from enum import StrEnum
from typing import NamedTuple


class Authority(StrEnum):
    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"


class Rank(StrEnum):
    PRINCIPAL = "principal"
    CITY = "city"
    COUNTY = "county"
    UNIT = "unit"
    STAFF = "staff"


class Barred(StrEnum):
    """What keeps a county off the red list."""

    NO_PLAN = "no_plan"
    MISSED = "missed"
    RETURNED = "returned"


class Role(StrEnum):
    """What a member of a shared server may do, least first (``core.roles`` has the table)."""

    VIEWER = "viewer"
    STAFF = "staff"
    LEADER = "leader"
    HQ = "hq"
    ADMIN = "admin"


class County(NamedTuple):
    code: str
    name: str
    leader: str | None = None
    """Person to whom county-wide blockers belong."""
    version: int = 1
    zone: bool = False
    """A development zone, which stands beside the counties."""
    division: str | None = None
    """The group of counties (山区 …) within which it is ranked."""


class Unit(NamedTuple):
    code: str
    name: str
    authority: Authority | None = None
    county: str | None = None
    version: int = 1


class Person(NamedTuple):
    code: str
    name: str
    post: str = ""
    rank: Rank = Rank.STAFF
    unit: str | None = None
    county: str | None = None
    leader: bool = False
    """Has a column on the board."""
    version: int = 1


class Member(NamedTuple):
    """A person who may come in to a shared server."""

    person: str
    role: Role
    county: str | None = None
    """Whose staff the person is: what lies in this county is the member's own; ``unit`` likewise."""
    unit: str | None = None
    since: str = ""
    """UTC ISO instant."""
    version: int = 1


class MemberKey(NamedTuple):
    """A public SSH key of a member."""

    fingerprint: str
    """``SHA256:`` and 43 characters, as OpenSSH prints it."""
    person: str
    type: str
    """``ssh-ed25519`` and so on."""
    blob: str
    """The key itself in base64."""
    comment: str = ""
    readonly: bool = False
    """Whoever comes in with it only looks: a leader's office."""
    since: str = ""


class Look(NamedTuple):
    """How far somebody has looked at what changed."""

    actor: str
    seq: int
    at: str


class View(NamedTuple):
    """A list with its filter, saved under a name by one person."""

    owner: str
    name: str
    screen: str
    words: str
    sort: str | None = None
    grouping: str | None = None
