"""What is there already, as a list calls it: counties, units and people by their names, projects by code and by name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from campaign.core import codes
from campaign.core.errors import CampaignError, NotFound
from campaign.core.list_names import near_names, same_key
from campaign.core.model.people import Rank
from campaign.core.names import fold, suggest
from campaign.service.intake.purposes import Purpose
from campaign.service.intake.rows import Row, Told
from campaign.service.session import Session
from campaign.store.queries import listed
from campaign.store.write import Write
from campaign.store.writes import common
from campaign.words import listed as listed_words

TABLES = {"county": "counties", "unit": "units", "person": "people"}
CREATED = {"counties": "county", "units": "unit", "people": "person"}
"""Words of ``--create`` → the kind."""
_ENDS = ("自治县", "经开区", "开发区", "县", "区", "市")
_LEVELS = (("国家", "national"), ("省", "province"), ("市", "city"), ("县", "county"), ("区", "county"))
COMPARED = ("name", "county", "national_code")


class Known:
    """Of one write."""

    def __init__(self, write: Write, columns: Iterable[str], create: Iterable[str], leads: set[str],
                 other: Callable[[str, str], str]) -> None:
        """``create``: kinds of which what a list names may be added. ``leads``: names of those that a list has as leaders.
        ``other`` finds the code of everything else by kind and text.
        """
        self.write, self.create, self.leads, self.other = write, set(create), leads, other
        self.created: dict[str, list[str]] = {}
        self.named: dict[str, str] = {}
        """Code → name of what was created."""
        self._names: dict[str, dict[str, list[str]]] = {}
        self._codes: dict[str, set[str]] = {}
        for kind, table in TABLES.items():
            self._names[kind], self._codes[kind] = {}, set()
            for code, name in listed.names(write, table):
                self._learn(kind, code, name)
        self.titles = listed.blocker_titles(write)
        self._reports: dict[str, dict[str, list[tuple[int, str | None]]]] = {}
        self.board = listed.leaders(write)
        self.projects: dict[str, tuple[Any, ...]] = {}
        """Code → values of ``columns``: of ten thousand of them there is no room for more."""
        self._national: dict[str, str] = {}
        self._named: dict[str, list[str]] = {}
        self.columns = list(dict.fromkeys((*COMPARED, *columns)))
        for row in listed.projects(write, self.columns):
            self.learn_project(row)

    # Counties, units, people --------------------------------------------------------------------------------------------

    def _learn(self, kind: str, code: str, name: str) -> None:
        self._codes[kind].add(code)
        for key in {fold(name), *(_shorter(fold(name)) if kind == "county" else ())}:
            self._names[kind].setdefault(key, []).append(code)

    def find(self, holds: str, name: str) -> str | None:
        """The code of whom a cell names; None of somebody who may be added. Raises ``NotFound``."""
        kind = "person" if holds == "leader" else holds
        if kind not in TABLES:
            return self.other(kind, name)
        exact = codes.canonical(name)
        found = [exact] if exact is not None and exact in self._codes[kind] else self._names[kind].get(fold(name), [])
        if len(found) > 1:
            raise NotFound("ambiguous", kind=holds, text=name, candidates=[(code, name) for code in found])
        if not found and kind in self.create:
            return None
        if not found:
            near = listed_words(list(suggest(name, self._names[kind])))
            raise NotFound("unknown_listed", kind=holds, text=name, near=near or "-",
                           word=next(word for word, made in CREATED.items() if made == kind))
        if holds == "leader" and found[0] not in self.board:
            raise NotFound("not_on_board", text=name)
        return found[0]

    def made(self, holds: str, name: str, post: str = "") -> str:
        """The same, added if it is not there."""
        found = self.find(holds, name)
        if found is not None:
            return found
        kind = "person" if holds == "leader" else holds
        values: dict[str, Any] = {"name": name}
        called = kind
        if kind == "unit":
            values["authority"] = next((level for start, level in _LEVELS if name.startswith(start)), None)
        elif kind == "person":
            leads = fold(name) in self.leads
            called = "leader" if leads else "person"
            values |= {"post": post, "rank": Rank.CITY if leads else Rank.STAFF, "leader": int(leads)}
        code = common.add(self.write, called, values)
        self._learn(kind, code, name)
        if called == "leader":
            self.board.add(code)
        self.created.setdefault(called, []).append(name)
        self.named[code] = name
        return code

    # Projects -----------------------------------------------------------------------------------------------------------

    def row(self, code: str) -> dict[str, Any]:
        """A project that is there."""
        return dict(zip(self.columns, self.projects[code], strict=True))

    def learn_project(self, row: dict[str, Any]) -> None:
        self.projects[row["code"]] = tuple([row.get(name) for name in self.columns])
        if national := row.get("national_code"):
            self._national[national] = row["code"]
        self._named.setdefault(same_key(row["name"]), []).append(row["code"])

    def project(self, values: Mapping[str, Any], name: str, county: str | None) -> str | None:
        """The code of the project that a row means, by its ``code``, its ``national_code``, its name; None if it is not there.

        Raises ``NotFound`` when it may be several.
        """
        if (typed := values.get("code")) is not None:
            code = codes.canonical(typed)
            if code is None or code not in self.projects:
                raise NotFound("unknown_code", code=typed)
            return code
        national = values.get("national_code")
        if national and national in self._national:
            return self._national[national]
        found = []
        for code in self._named.get(same_key(name), []):
            other = self.row(code)
            if national and other["national_code"] and national != other["national_code"]:
                continue
            found.append(code)
        own = [code for code in found if self.row(code)["county"] == county]
        if county is not None and not own:
            own = [code for code in found if self.row(code)["county"] is None]
        elif county is None and not own:
            own = found
        if len(own) > 1:
            raise NotFound("ambiguous", kind="project", text=name,
                           candidates=[(code, self.row(code)["name"]) for code in own])
        return own[0] if own else None

    def has_national(self, text: str) -> bool:
        """Whether that is the national code of a project."""
        return text in self._national

    def reported(self, on: str) -> dict[str, list[tuple[int, str | None]]]:
        """Project → money and words of the reports of that day."""
        if on not in self._reports:
            self._reports[on] = listed.reports(self.write, on)
        return self._reports[on]

    def no_project(self, name: str) -> CampaignError:
        """Why there is none, with the names that are near."""
        near = near_names(name, self._named)
        if near:
            return NotFound("ambiguous", kind="project", text=name,
                            candidates=[(code, self.row(code)["name"]) for code in near])
        return NotFound("unknown_name", kind="project", text=name)


class Work(NamedTuple):
    """What taking a row needs."""

    session: Session
    purpose: Purpose
    write: Write
    known: Known
    on: date
    """Day of the reports that a list brings."""
    told: list[Told]
    """What is to be said of cells whose row is taken."""

    def home(self, row: Row) -> str | None:
        """The county of a row: that which it names, else that of a member of staff."""
        return row.codes.get("county") or self.write.consent.county

    def make_names(self, row: Row) -> None:
        """Add whom the row names, if that was asked for."""
        holds = {field.name: field.holds for field in self.purpose.fields}
        for field, name in row.names.items():
            row.codes[field] = self.known.made(holds[field], name, row.posts.get(field, ""))


def _shorter(name: str) -> list[str]:
    return [name.removesuffix(end) for end in _ENDS if name.endswith(end) and len(name) > len(end) + 1][:1]

