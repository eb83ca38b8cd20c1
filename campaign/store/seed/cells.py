"""The cells of a seed folder: every one understood, codes given, complaints noted with their places."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from campaign.clean import clean
from campaign.core import codes
from campaign.core.dates import parse_day
from campaign.core.errors import BadInput, CampaignError, NotFound, Refused
from campaign.core.model.campaign import Campaign
from campaign.core.money import parse_money
from campaign.core.plausible import Doubt
from campaign.kinds import field as field_kinds
from campaign.kinds.campaign import check_span
from campaign.kinds.field import Field, Type, parse
from campaign.store.seed.csv_table import BadCell, Line, Table
from campaign.store.seed.plausible import Plausible
from campaign.words import reading


class _Names:
    """What cells of one kind may call each thing: its code, its name where only one has it, a national code."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}
        self.names: dict[str, list[str]] = {}

    def add(self, code: str, *names: str) -> None:
        self.codes[code] = code
        for name in filter(None, names):
            self.names.setdefault(name, []).append(code)

    def code(self, kind: str, text: str) -> str:
        exact = codes.canonical(text)
        if exact is not None and exact in self.codes:
            return exact
        found = list(dict.fromkeys(self.names.get(text, ())))
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound("ambiguous", kind=kind, text=text, candidates=[(code, text) for code in found])
        raise NotFound("unknown_name", kind=kind, text=text)


class Cells:
    """The files of a folder and what their cells mean. It is their ``field_kinds.Reader``."""

    def __init__(self, folder: Path, columns: Mapping[str, Sequence[str]], campaign: Campaign, today: date,
                 bad: list[BadCell], assured: Container[Doubt]) -> None:
        self.campaign = campaign
        self.plausible = Plausible(campaign.first_day, assured)
        self._today = today
        self.bad = bad
        self.later: Counter[str] = Counter()
        self.tables = {name: Table(folder, name, own, bad) for name, own in columns.items()}
        self._names = {kind: _Names() for kind in codes.KINDS}
        self._days: dict[str, date] = {}

    # field_kinds.Reader

    @property
    def today(self) -> date:
        return self._today

    def day(self, text: str) -> date:
        if text not in self._days:
            self._days[text] = parse_day(text, self.today, self.campaign.first_day)
        return self._days[text]

    def text(self, text: str, limit: int) -> str:
        return clean(text, limit)

    def code(self, kind: str, text: str) -> str:
        return self._names[kind].code(kind, text)

    def word(self, known: Iterable[str], text: str) -> str:
        return reading.word(known, text)

    def words(self, known: Iterable[str], text: str) -> list[str]:
        return reading.words(known, text)

    # Cells

    def _give_codes(self, kind: str, table: Table) -> None:
        """Check the codes that are given, hand out the missing ones after the highest, and learn the names."""
        taken: set[str] = set()
        for line in table:
            if not line["code"]:
                continue
            code = codes.canonical(line["code"])
            if code is None or codes.kind_of(code) != kind:
                line.complain("code", BadInput("bad_code", text=line["code"], example=codes.make(kind, 1)))
            elif code in taken:
                line.complain("code", BadInput("twin_code", code=code))
            else:
                taken.add(code)
                line.cells["code"] = code
        highest = Counter[str]()
        for code in taken:
            highest[code[0]] = max(highest[code[0]], int(code[1:]))
        for line in table:
            leads = kind == "person" and line["leader"].lower() in field_kinds.YES_WORDS
            if not line["code"]:
                letter = codes.KINDS["leader" if leads else kind][0]
                highest[letter] += 1
                line.cells["code"] = codes.make("leader" if leads else kind, highest[letter])
            self._names[kind].add(line["code"], line["name"] or line["title"], line["national_code"])
            if leads:
                self._names["leader"].add(line["code"], line["name"])

    def near(self, line: Line, name: str, first: date, last: date) -> None:
        """Complain of a span that reaches too far from the campaign."""
        try:
            check_span(first, last, self.campaign)
        except CampaignError as error:
            line.complain(name, error)

    def _value(self, line: Line, field: Field) -> Any:
        try:
            return parse(field, line[field.name], self)
        except CampaignError as error:
            line.complain(field.name, error)
            return None

    def _parsed(self, name: str, columns: tuple[Field, ...]) -> Iterator[tuple[Line, dict[str, Any]]]:
        """Lines with their parsed values; rank and stage have a default, everything else required is missed."""
        seen: set[str] = set()
        for line in self.tables[name]:
            wanted = [field if field.holds != Type.WORD else field._replace(required=False) for field in columns]
            yield line, {field.name: self._value(line, field) for field in wanted}
            if name in ("counties.csv", "units.csv"):
                if line["name"] in seen:
                    line.complain("name", Refused("name_taken", name=line["name"], code=line["code"]))
                seen.add(line["name"])

    def _cell(self, line: Line, column: str, kind: str) -> str | None:
        """The code that a cell names, or None when it is empty or wrong (which is noted)."""
        try:
            return self.code(kind, line[column]) if line[column] else None
        except CampaignError as error:
            line.complain(column, error)
            return None

    def _needed(self, line: Line, column: str, kind: str) -> str:
        if not line[column]:
            line.complain(column, BadInput("field_empty", field=column))
        return self._cell(line, column, kind) or ""

    def _on(self, line: Line, column: str, default: date | None = None) -> date:
        """A day that a row cannot do without; today stands in for a wrong one, which is noted."""
        if not line[column]:
            if default is None:
                line.complain(column, BadInput("field_empty", field=column))
            return default or self.today
        try:
            return self.day(line[column])
        except CampaignError as error:
            line.complain(column, error)
            return self.today

    def _come(self, line: Line, day: date) -> bool:
        if day > self.today:
            self.later[line.file] += 1
        return day <= self.today

    def _money(self, line: Line, column: str, *, signed: bool = False) -> int | None:
        """万元, or None when the cell is empty or wrong (which is noted)."""
        try:
            return parse_money(line[column], signed=signed) if line[column] else None
        except CampaignError as error:
            line.complain(column, error)
            return None

    def _word(self, line: Line, column: str, known: Iterable[str]) -> str | None:
        """The code of the word, or None when it is wrong (which is noted)."""
        try:
            return self.word(known, line[column])
        except CampaignError as error:
            line.complain(column, error)
            return None

    def _projects_of(self, line: Line, error: str) -> tuple[str, ...]:
        """The projects that a line names; ``error`` is said when it names neither a project nor a county."""
        found: dict[str, None] = {}
        for text in line["projects"].replace(",", " ").split():
            try:
                found[self.code("project", text)] = None
            except CampaignError as wrong:
                line.complain("projects", wrong)
        if not line["projects"] and not line["county"]:
            line.complain("projects", BadInput(error))
        return tuple(found)
