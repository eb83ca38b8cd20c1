"""Every test stands alone: no setting of the person who runs it reaches the program; the language is English to begin with."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from campaign import text
from campaign.service import create
from tests.store.world import Clock, build

settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")  # how long an example takes on a busy machine is the bench's affair


gc.freeze = lambda: None  # what one dashboard keeps for good would hold all that the tests before it have left behind


@pytest.hookimpl(trylast=True)  # the reporter comes first
def pytest_configure(config: pytest.Config) -> None:
    """A run that is ended before its end has named what failed: the names come at once, not only in the summary."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(NamedAtOnce(reporter.write_line), "named at once")


class NamedAtOnce:
    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._write(f"\n{report.when} failed: {report.nodeid}")


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One small campaign, made once per run: to be copied, not opened."""
    path = tmp_path_factory.mktemp("template") / "small.db"
    build(path, Clock())
    return path


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample city, made once per run: to be copied, not opened."""
    path = tmp_path_factory.mktemp("city") / "city.db"
    create.seed(path, Path(__file__).parents[1] / "seed", "hq", clock=Clock())
    return path


@pytest.fixture
def db(city: Path, tmp_path: Path) -> Path:
    """One of one's own."""
    return Path(shutil.copy(city, tmp_path / "campaign.db"))


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> Iterator[None]:
    for name in [name for name in os.environ if name.startswith("CAMPAIGN_")]:
        monkeypatch.delenv(name)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(empty_home))
    text.use("en")
    yield
    text.use("en")
