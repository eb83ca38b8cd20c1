"""How a list is to be read and taken, as it has been chosen on the page, and what each line of that says. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from campaign.core.plausible import ASSURED, Doubt
from campaign.service.intake.purposes import PURPOSES
from campaign.service.intake.reading import EVERY
from campaign.service.intake.taking import Choice, Options
from campaign.text import N_, _
from campaign.words.intake import named as field_name
from campaign.words.list_words import CALLED, COLUMNS, ORDERS, UNITS

CREATES = ("counties", "units", "people")
LABELS = {
    "file": N_("File"), "purpose": N_("What it lists"), "profile": N_("Profile"), "sheet": N_("Sheets"),
    "header": N_("Row of headings"), "transpose": N_("Side by side"), "unit": N_("Unit of amounts"),
    "encoding": N_("Encoding"), "dates": N_("Order of days"), "on": N_("Day of reports"), "counties": N_("Add counties"),
    "units": N_("Add units"), "people": N_("Add people"), "why": N_("Reason"), "sure": N_("Unlikely rows"),
    "save": N_("Keep as profile")}
NOTES = {
    "file": N_("a workbook (.xlsx, .xls, .ods), a page of HTML that calls itself one, or CSV; cells copied in a spreadsheet can "
               "be pasted here too"),
    "purpose": N_("what stands in each row: it decides which headings are known and what a row adds or changes"),
    "profile": N_("sheets, unit, days and columns as they were kept when a list of this office was taken before"),
    "sheet": N_("as a rule every sheet that is not hidden and no summary; or one of them, or the hidden ones too"),
    "header": N_("found by itself; say its number where another row is taken for it"),
    "transpose": N_("for lists whose rows stand beside each other and whose headings stand in the first column"),
    "unit": N_("only for columns where neither cell, heading nor sheet says one; without it such a column is not taken"),
    "encoding": N_("of a text: UTF-8 and GB18030 are told apart by themselves, any other is named here, like cp1252"),
    "dates": N_("of days like 04/05/2026, which are refused while nobody says which figure is the month"),
    "on": N_("of a weekly table that does not say it above its headings; today if nothing is chosen"),
    "counties": N_("a county that the list names and the campaign does not know is added; else its rows are refused"),
    "units": N_("a unit that the list names and the campaign does not know is added; else its rows are refused"),
    "people": N_("a person whom the list names and the campaign does not know is added; leaders get a column on the board"),
    "why": N_("targets are changed with a reason only: below headquarters it goes with the request, else into the history"),
    "sure": N_("a report beyond what is left, a name that is there already: refused row by row until you say that it is so"),
    "save": N_("a name under which it is kept how this list is read, once it is taken; the next one needs only that name")}
"""What a line is for."""
TYPED_AS = {
    "file": "campaign import FILE|-", "purpose": "--as", "profile": "--profile", "sheet": "--sheet NAME|all",
    "header": "--header N", "transpose": "--transpose", "unit": "--unit", "encoding": "--encoding",
    "dates": "--dates ymd|dmy|mdy", "on": "--on DATE", "counties": "--create counties", "units": "--create units",
    "people": "--create people", "why": "--why", "sure": "--yes", "save": "--save-profile"}
"""The same on the command line."""
LINES = tuple(LABELS)


@dataclass
class How:
    purpose: str = "projects"
    sheet: str | None = None
    header: int | None = None
    transpose: bool = False
    mapped: dict[str, str] = field(default_factory=dict)
    """Heading → field, '' leaves it out."""
    unit: str | None = None
    encoding: str | None = None
    dates: str | None = None
    on: str | None = None
    create: frozenset[str] = frozenset()
    why: str = ""
    sure: bool = False
    assured: tuple[Doubt, ...] = ()
    """What was said to be so, row by row."""
    profile: str = ""
    save: str = ""

    def options(self) -> Options:
        return Options(self.sheet, self.header, self.transpose, tuple(self.mapped.items()), self.unit, self.encoding, self.dates)

    def choice(self) -> Choice:
        return Choice(self.purpose, tuple(sorted(self.create)), self.on, self.why or None,
                      profile=(self.save, self.spec()) if self.save else None)

    def doubts(self) -> Any:
        """As ``Session.assured`` takes them."""
        return ASSURED if self.sure else self.assured

    def spec(self) -> dict[str, Any]:
        """As a profile keeps it."""
        kept = {"sheet": self.sheet, "header": None if self.header is None else str(self.header),
                "transpose": self.transpose or None, "unit": self.unit, "encoding": self.encoding, "dates": self.dates}
        return {**{name: value for name, value in kept.items() if value is not None}, "as": self.purpose, "map": self.mapped}

    def follow(self, name: str, spec: Mapping[str, Any]) -> None:
        """Read it as a profile says."""
        header = spec.get("header")
        self.profile = name
        if (purpose := spec.get("as")) in PURPOSES:
            self.purpose = str(purpose)
        self.sheet, self.header, self.transpose = spec.get("sheet"), int(header) if header else None, bool(spec.get("transpose"))
        self.unit, self.encoding, self.dates = spec.get("unit"), spec.get("encoding"), spec.get("dates")
        self.mapped = dict(spec.get("map", {}))

    def map(self, heading: str, to: str | None, others: Sequence[str]) -> None:
        """``to`` a field, '' not taken, None as the list says itself. Whatever else filled that field is left out: ``others``."""
        if to is None:
            self.mapped.pop(heading, None)
            return
        self.mapped[heading] = to
        if to:
            self.mapped |= {other: "" for other in others if other != heading}

    def said(self, line: str, file: str) -> tuple[str, str]:
        """Of a line: what is chosen, and its tone."""
        said = {
            "file": file, "purpose": _(CALLED[self.purpose]), "profile": self.profile,
            "sheet": _("all, the hidden ones too") if self.sheet == EVERY else self.sheet or "",
            "header": "" if self.header is None else str(self.header), "transpose": _("yes") if self.transpose else "",
            "unit": self.unit or "", "encoding": self.encoding or "",
            "dates": "" if self.dates is None else _(ORDERS[self.dates]),
            "on": self.on or "", **{word: _("yes") if word in self.create else "" for word in CREATES}, "why": self.why,
            "sure": _("all of them are so") if self.sure else
            _("{n} are so").format(n=len(self.assured)) if self.assured else "", "save": self.save}[line]
        if said:
            return said, "strong"
        if line == "file":
            return _("none yet"), "strong"
        if line in ("save", "profile", "why"):
            return _("nothing chosen"), "quiet"
        return _("no") if line in (*CREATES, "transpose", "sure") else _("as it is found"), "quiet"


def called(name: str) -> str:
    """What a column of a list is called that fills this field."""
    return _(COLUMNS[name]) if name in COLUMNS else field_name(name)


def heads_of(purpose: str) -> list[tuple[str, str]]:
    """Every field that a list of this kind can fill, and what offices call its column (words alone, no patterns)."""
    found = PURPOSES[purpose]
    told = [*((each.name, each.heads) for each in found.fields), *found.more.items()]
    return [(called(name), " ".join(word for word in heads.split() if word.isalnum())) for name, heads in told]


def fields_of(purpose: str) -> list[str]:
    found = PURPOSES[purpose]
    return list(dict.fromkeys([*(each.name for each in found.fields), *found.more]))


def units() -> list[tuple[str, str]]:
    return [(unit, _(called)) for unit, called in UNITS.items()]

