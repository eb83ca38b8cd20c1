"""How a campaign comes into being: empty, from a folder, or large and made up."""

from collections.abc import Container
from pathlib import Path

from campaign.clean import clean
from campaign.core.dates import parse_day, zone
from campaign.core.errors import BadInput
from campaign.core.model.campaign import Campaign
from campaign.core.plausible import Doubt
from campaign.service.session import Clock, wall_clock
from campaign.store.opening import create
from campaign.store.seed.bulk import begin, load
from campaign.store.seed.campaign_toml import first_day
from campaign.store.seed.filler import Advance
from campaign.store.seed.load_folder import Loaded
from campaign.store.seed.load_folder import seed as seed_folder
from campaign.store.synthetic.projects import scale as scaled

SCALE_NAME = "规模试验"
SCALE_DAY = 100
"""A scaled campaign is in its last day unless told otherwise: all its history is there."""


def init(path: Path, name: str, start: str, actor: str, *, clock: Clock = wall_clock, language: str = "zh") -> Campaign:
    """Make an empty database. Raises ``Refused`` when there is one already."""
    title = clean(name, 60, required=True)
    now = clock()
    first = parse_day(clean(start), now.astimezone(zone(Campaign._field_defaults["time_zone"])).date(), None)
    campaign = Campaign(title, first, language=language)
    create(path, lambda connection: begin(connection, campaign, actor, now))
    return campaign


def seed(path: Path, folder: Path, actor: str, *, start: str | None = None, day: int | None = None, clock: Clock = wall_clock,
         assured: Container[Doubt] = (), advance: Advance = lambda table, count: None) -> Loaded:
    """Make a database from a seed folder; see ``store.seed.load_folder.seed``."""
    return seed_folder(path, folder, actor, clock(), start=start, day=day, assured=assured, advance=advance)


def scale(path: Path, projects: int, actor: str, *, start: str | None = None, day: int | None = None,
          clock: Clock = wall_clock, advance: Advance = lambda table, count: None) -> Campaign:
    """Make a database with that many made-up projects, always the same ones, and all that belongs to them."""
    if not 1 <= projects <= 1_000_000:
        raise BadInput("bad_count", text=str(projects), least=1, limit=1_000_000)
    now = clock()
    today = now.astimezone(zone(Campaign._field_defaults["time_zone"])).date()
    begins = first_day(today, start, SCALE_DAY if start is None and day is None else day)
    assert begins is not None
    campaign = Campaign(SCALE_NAME, begins)
    batch = scaled(projects, begins, max((today - begins).days + 1, 1))
    create(path, lambda connection: load(connection, campaign, batch, actor, now, subject=f"scale-{projects}",
                                               advance=advance))
    return campaign
