"""Load a seed folder: complain about everything at once, or load it whole."""

from collections.abc import Container
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import Refused
from campaign.core.model.campaign import Campaign
from campaign.core.plausible import Doubt
from campaign.store.opening import create
from campaign.store.seed.bulk import load
from campaign.store.seed.campaign_toml import CAMPAIGN_FILE, read_campaign
from campaign.store.seed.columns import COLUMNS
from campaign.store.seed.csv_table import BadCell, SeedRefused
from campaign.store.seed.filler import Advance
from campaign.store.seed.reader import Folder


class Loaded(NamedTuple):
    """What a seed did."""

    campaign: Campaign
    counts: dict[str, int]
    """Rows per file."""
    later: dict[str, int]
    """Rows per file that were left out because their day has not come."""
    dropped: dict[str, int]
    """Invisible characters taken out, per file."""


def seed(path: Path, folder: Path, actor: str, now: datetime, *, start: str | None = None, day: int | None = None,
         assured: Container[Doubt] = (), advance: Advance = lambda table, count: None) -> Loaded:
    """Create the database ``path`` from ``folder``. ``start`` or ``day`` (today's number) overrule the folder's own.

    Raises ``SeedRefused`` with every bad cell, what is unlikely and not ``assured`` among them; ``Refused`` when there is a
    database already or no folder.
    """
    if path.exists():
        raise Refused("db_exists", path=str(path))
    if not folder.is_dir():
        raise Refused("seed_no_folder", path=str(folder))
    if not any((folder / name).is_file() for name in COLUMNS):
        raise Refused("seed_nothing", path=str(folder), words=", ".join(COLUMNS))
    if not (folder / "projects.csv").is_file():
        raise Refused("seed_no_projects", path=str(folder))
    bad: list[BadCell] = []
    campaign, today = read_campaign(folder, now, start, day, bad)
    reader = Folder(folder, campaign, today, bad, assured)
    unread = any(table.unread for table in reader.tables.values())  # what others say about it would be as many complaints
    batch = None if unread else reader.batch()
    if bad or batch is None:
        order = {CAMPAIGN_FILE: 0, **{name: number for number, name in enumerate(COLUMNS, 1)}}
        raise SeedRefused(sorted(bad, key=lambda cell: (order[cell.file], cell.line)))
    sources = [table.source for table in reader.tables.values() if table.source]
    create(path, lambda connection: load(connection, campaign, batch, actor, now, subject=folder.name, sources=sources,
                                               advance=advance))
    return Loaded(campaign, {name: len(table.lines) for name, table in reader.tables.items() if table.source},
                  dict(reader.later), {name: table.dropped for name, table in reader.tables.items() if table.dropped})
