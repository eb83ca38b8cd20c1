"""待市 待省 待国家 is nothing that a member can give: what waits for somebody above the county excuses from the day on which it
was entered, and where a member has said so, reopened it or let it fall due earlier, once headquarters have confirmed it.
"""

from collections.abc import Mapping
from pathlib import Path
from shlex import split
from typing import NamedTuple

import pytest

from campaign.core.lights import WAITING
from campaign.core.model.people import Authority
from tests.bought.check import City, Place, seen
from tests.bought.city import COUNTY, HQ, UNIT, make

UNITS = {Authority.CITY: "U01", Authority.PROVINCE: "U02", Authority.NATIONAL: "U05"}
LATE = "--due -1d --on -30d"
BLOCKER, LAND = f"add-blocker 已报 -p P0019 --category sea --yes {LATE}", f"add-land-task 已报 --kind forest -p P0019 {LATE}"
OLD = {"blocker": "add-blocker 老堵点 -p P0019 --category sea", "land_task": "add-land-task 老任务 --kind forest -p P0019"}
CODES = {"blocker": "B0016", "land_task": "G0010"}
"""The next ones."""


class Way(NamedTuple):
    """How something comes to wait for that authority, as staff of the county."""

    lines: tuple[str, ...]
    """``{level}`` and ``{unit}`` are the authority."""
    before: tuple[str, ...] = ()
    """Of headquarters, and for the land task's ``opened`` of the owner, thirty days ago."""
    waits: bool = True
    """Headquarters are asked."""


def ways(kind: str, add: str) -> Mapping[str, Way]:
    code, old, why, yes = CODES[kind], OLD[kind], "--why 经会商", " --yes" * (kind == "blocker")
    close = f"resolve {code} --how 已办" if kind == "blocker" else f"accept {code} --how 已办"
    found = {
        "typed": Way((f"{add} --authority {{level}}",)),
        "by unit": Way((f"{add} --unit {{unit}}",), waits=kind == "land_task"),
        "typed as its unit has it": Way((f"{add} --unit {{unit}} --authority {{level}}",), waits=kind == "land_task"),
        "filled in": Way((f"edit {code} --authority {{level}} {why}",), (f"{old} --due today --unit ''",)),
        "corrected": Way((f"{add} --unit U03", f"edit {code} --authority {{level}} {why}")),
        "asked for": Way((f"edit {code} --authority {{level}} {why}",), (f"{old} --due today --unit U03",), waits=False),
        "passed on": Way((f"assign {code} --unit {{unit}} --did 已报" if kind == "blocker" else f"edit {code} --unit {{unit}}",),
                         (f"{old} --due today --unit U03",), waits=False),
        "added and passed on": Way((f"{add} --unit U03", f"assign {code} --unit {{unit}} --did 已报" if kind == "blocker"
                                    else f"edit {code} --unit {{unit}}"), waits=False),
        "reopened": Way((f"reopen {code} {why}",), (f"{old} --due today --unit {{unit}}", close)),
        "due earlier": Way((f"edit {code} --due -1d {why}",), (f"{old} --due D+60{yes} --unit {{unit}}",)),
    }
    if kind == "blocker":
        found |= {
            "taken off its hold": Way((f"reopen {code} {why}",), (
                f"{old} --due +5d --unit {{unit}}", f"hold {code} --reason waiting_higher --review +60d {why}")),
            "pointing to a land task": Way((f"{LAND} --authority {{level}}", f"{OLD['blocker']} --about G0010 --on -30d")),
            "pointing to a land task by its unit": Way((f"{LAND} --unit {{unit}}", f"{OLD['blocker']} --about G0010 --on -30d")),
            "let point to a land task": Way((f"{LAND} --authority {{level}}", BLOCKER, f"edit {code} --about G0010 {why}")),
            "pointing to an approval": Way((
                "add-approval P0019 permit --authority {level}", f"{OLD['blocker']} --about A0010 --on -30d"))}
    else:
        found["due at all"] = Way((f"edit {code} --due -1d {why}",), (f"{old} --unit {{unit}}",))
        found["opened long ago"] = Way((f"{add} --authority {{level}} --on D+2",))
    return found


WAYS = {f"{kind} {name}": way for kind, add in (("blocker", BLOCKER), ("land_task", LAND))
        for name, way in ways(kind, add).items()}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    folder = tmp_path_factory.mktemp("above")
    city = City(folder / "city.db", make(folder / "city.db"), folder)
    place = city.place("made")
    place.later(-30)
    _enter(place, HQ, "add-unit 国家林草局 --authority national")
    return City(Path(place.path), city.keys, folder)


def _enter(place: Place, who: str, line: str, **level: str) -> str:
    said = place.enter(who, split(line.format(**level)))
    assert said.code == 0, (line, said)
    return said.out


def marks(place: Place) -> set[str]:
    return set(seen(place).lights["P0019"].marks) & set(WAITING.values())


@pytest.mark.parametrize("level", UNITS)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_no_member_lets_a_project_wait_for_somebody_above(way: Way, level: Authority, city: City) -> None:
    place = city.place("work")
    given = {"level": level.value, "unit": UNITS[level]}
    place.later(-30)
    for line in way.before:
        _enter(place, HQ, line, **given)
    place.later(30)
    assert marks(place) == set()
    for line in way.lines:
        _enter(place, COUNTY, line, **given)
    assert marks(place) == set()
    waiting = [line for line in _enter(place, HQ, "unconfirmed --plain").splitlines() if " authority " in line]
    assert bool(waiting) is way.waits, waiting
    place.later(9)
    assert marks(place) == set()


LATER = {"P0020": "add-project 新路 -c C01 -t 9000万 --planned-start D+10"}
"""Red by its start from day D+40 on."""


@pytest.mark.parametrize("add", [BLOCKER, LAND], ids=["blocker", "land task"])
@pytest.mark.parametrize("level", UNITS)
def test_confirmed_it_excuses_what_turns_red_after_it_was_entered(add: str, level: Authority, city: City) -> None:
    """Neither what was red before, nor anything before it is confirmed; what headquarters add counts as opened."""
    place = city.place("work")
    place.later(-30)
    _enter(place, HQ, LATER["P0020"])
    place.later(30)
    for project in ("P0019", "P0020"):
        _enter(place, COUNTY, f"{add.replace('P0019', project)} --authority {level}")

    def excused() -> dict[str, set[str]]:
        return {code: set(seen(place).lights[code].marks) & set(WAITING.values()) for code in ("P0019", "P0020")}

    place.later(6)
    assert excused() == {"P0019": set(), "P0020": set()}
    lines = [line for line in _enter(place, HQ, "unconfirmed --plain").splitlines() if line.split()[1] in ("authority", "added")]
    for line in lines:
        _enter(place, HQ, f"confirm {line.split()[0]} --what {line.split()[1]}")
    assert excused() == {"P0019": set(), "P0020": {WAITING[level]}}
    if add is LAND:
        _enter(place, HQ, f"{LAND.replace('-30d', 'D+2')} --authority {level}")
        assert excused()["P0019"] == {WAITING[level]}


def test_a_closing_that_waits_leaves_no_excuse_behind(city: City) -> None:
    """What the county itself is late with is closed: its own red goes, and nothing else before that is confirmed."""
    place = city.place("work")
    before = seen(place).lights["P0014"]
    assert {"B0011", "B0015"} <= {reason.blocker for reason in before.reasons} and before.marks == ("at_risk",)
    _enter(place, COUNTY, "resolve B0015 --how 已会签")
    found = seen(place).lights["P0014"]
    assert "B0015" not in {reason.blocker for reason in found.reasons} and "waiting_city" not in found.marks
    _enter(place, HQ, "confirm B0015")
    assert "waiting_city" in seen(place).lights["P0014"].marks


def test_what_a_member_corrects_on_the_same_day_asks_nobody(city: City) -> None:
    """A closing of the day is taken back, one's own due day corrected: nothing waits that did not."""
    place = city.place("work")
    _enter(place, COUNTY, "add-blocker 用海 -p P0019 --category sea --unit U02")
    _enter(place, COUNTY, "edit B0016 --due +3d --why 更正")
    _enter(place, COUNTY, "resolve B0011 --how 已报")
    _enter(place, COUNTY, "reopen B0011 --why 误报")
    assert " authority " not in _enter(place, HQ, "unconfirmed --plain")


def test_confirmed_it_is_not_undone(city: City) -> None:
    place = city.place("work")
    _enter(place, COUNTY, "reopen B0012 --why 又有了")
    _enter(place, HQ, "confirm B0012 --what authority")
    assert place.enter(COUNTY, ["undo"]).code == 1
    assert "waiting_province" in marks(place)


def test_a_blocker_that_follows_hinders_nobody(city: City) -> None:
    """What is let be due earlier is one's own; the blocker that points there, and waits as well, is not."""
    place = city.place("work")
    _enter(place, HQ, "add-land-task 两区红线 --kind forest -p P0006 --unit U03 --authority province --due D+60")
    _enter(place, HQ, "add-blocker 红线未定 --about G0010 -p P0006 --unit U04")
    _enter(place, UNIT, "edit G0010 --due D+50 --why 提速")
    assert _enter(place, HQ, "unconfirmed --plain").count(" authority ") == 2
    _enter(place, UNIT, "undo")
    assert " authority " not in _enter(place, HQ, "unconfirmed --plain")
