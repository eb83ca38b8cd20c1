"""The campaign's own facts in a seed folder: ``campaign.toml``, and when day 1 is."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from campaign.clean import at_most, clean
from campaign.core.dates import parse_day, zone
from campaign.core.errors import BadInput, CampaignError
from campaign.core.model.campaign import Campaign, Settings
from campaign.kinds.campaign import OWN as OWN_SETTINGS
from campaign.kinds.campaign import SETTINGS, check
from campaign.store.seed.csv_table import BadCell, text_of
from campaign.text import LANGUAGES
from campaign.words.reading import word

CAMPAIGN_FILE = "campaign.toml"
FARTHEST = 36_500
"""Days between today and day 1; more is a slip, and beyond the calendar sooner or later."""
LONGEST = 2**20
"""Bytes of the file."""
OWN = {"day", "start", "settings", *(setting.key for setting in OWN_SETTINGS)} - {"first_day"}


def first_day(today: date, start: str | None, day: int | None) -> date | None:
    """The first day that ``--start`` or ``--day`` (today's number) asks for; None when neither is given."""
    if start is not None and day is not None:
        raise BadInput("start_and_day")
    if day is not None:
        if abs(day) > FARTHEST:
            raise BadInput("bad_count", text=str(day), least=-FARTHEST, limit=FARTHEST)
        found = today - timedelta(days=day - 1)
    elif start is not None:
        found = parse_day(clean(start), today, None)
    else:
        return None
    check("first_day", found)
    return found


def read_campaign(folder: Path, now: datetime, start: str | None, day: int | None,
                  bad: list[BadCell]) -> tuple[Campaign, date]:
    """The campaign and its today. What is wrong goes into ``bad``, and a default stands in for it."""
    file = _File(folder, bad)
    zone_name = file.tell("time_zone", "Asia/Shanghai", str)
    try:
        today = now.astimezone(zone(zone_name)).date()
    except CampaignError as error:
        file.complain("time_zone", error)
        zone_name, today = "Asia/Shanghai", now.astimezone(zone("Asia/Shanghai")).date()
    begins = first_day(today, start, day) or file.day("start", today, None)
    if begins is None:
        begins = today - timedelta(days=file.tell("day", 1, int, lambda number: abs(number) <= FARTHEST) - 1)
    begins = file.kept("first_day", begins, today)
    name = file.tell("name", folder.resolve().name, str)
    try:
        name = clean(name, 60, required=True)
    except CampaignError as error:
        file.complain("name", error)
    return Campaign(name, begins, file.kept("length", file.tell("length", 100, int), 100), zone_name,
                    file.kept("golden_end", file.day("golden_end", today, begins), None),
                    file.kept("filing_day", file.tell("filing_day", None, int), None),
                    file.language(), file.settings()), today


class _File:
    def __init__(self, folder: Path, bad: list[BadCell]) -> None:
        self._bad = bad
        self._told: dict[str, Any] = {}
        self._text = ""
        self._written: dict[str, str] = {}
        """Key → as it stands in the file."""
        path = folder / CAMPAIGN_FILE
        try:
            self._text = self._read(path) if path.is_file() else ""
            self._told = self._keyed(tomllib.loads(self._text), OWN)
            if isinstance(self._told.get("settings"), dict):
                self._told["settings"] = self._keyed(self._told["settings"], Settings._fields, "settings.")
        except tomllib.TOMLDecodeError as error:
            self.complain("", BadInput("bad_toml", why=str(error)))
        except BadInput as error:
            self.complain("", error)

    def _keyed(self, told: dict[str, Any], known: Iterable[str], before: str = "") -> dict[str, Any]:
        """By the keys that are meant; what is none of them is noted."""
        found = {}
        for typed, value in told.items():
            try:
                key = word(known, typed, lambda key: SETTINGS[key].label if key in SETTINGS else key, "settings")
            except BadInput as error:
                self.complain(before + typed, error)
                continue
            found[key] = value
            self._written[key] = typed
        return found

    @staticmethod
    def _read(path: Path) -> str:
        """As the files beside it, which the same program has saved."""
        with path.open("rb") as file:
            raw = at_most(file, LONGEST)
        if raw is None:
            raise BadInput("file_long", limit=LONGEST // 2**20)
        return text_of(raw, path.name).replace("\r\n", "\n")

    def complain(self, key: str, error: CampaignError) -> None:
        wanted = key.rpartition(".")[2]
        wanted = self._written.get(wanted, wanted)
        lines = enumerate(self._text.splitlines(), 1)
        number = next((number for number, line in lines if line.partition("=")[0].strip().strip("\"'") == wanted), 1)
        self._bad.append(BadCell(CAMPAIGN_FILE, number, key, error))

    def tell(self, key: str, default: Any, kind: type, fits: Callable[[Any], bool] = lambda value: True) -> Any:
        """The value of ``key`` if it is there, of that type, and fits."""
        if key not in self._told:
            return default
        value = self._told[key]
        if isinstance(value, kind) and not isinstance(value, bool) and fits(value):
            return value
        self.complain(key, BadInput("bad_setting", key=key, text=str(value)))
        return default

    def language(self) -> str:
        typed = self.tell("language", LANGUAGES[0], str)
        try:
            return word(LANGUAGES, typed)
        except CampaignError as error:
            self.complain("language", error)
            return LANGUAGES[0]

    def kept(self, key: str, value: Any, default: Any) -> Any:
        """``value`` if the setting can be that."""
        try:
            check(key.rpartition(".")[2], value)
        except CampaignError as error:
            self.complain({"first_day": "start"}.get(key, key), error)
            return default
        return value

    def day(self, key: str, today: date, begins: date | None) -> date | None:
        """A TOML date, or text in any form a day can be typed in."""
        value = self._told.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        try:
            return parse_day(clean(str(value)), today, begins)
        except CampaignError as error:
            self.complain(key, error)
            return None

    def settings(self) -> Settings:
        kept = {}
        for key, value in self.tell("settings", {}, dict).items():
            if isinstance(value, int) and not isinstance(value, bool):
                kept[key] = self.kept(f"settings.{key}", value, Settings._field_defaults[key])
            else:
                self.complain(f"settings.{key}", BadInput("bad_setting", key=key, text=str(value)))
        return Settings(**kept)
