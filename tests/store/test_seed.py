"""A folder is loaded whole, or everything that is wrong with it is said at once and nothing is loaded."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

import pytest

from campaign import text
from campaign.clean import at_most, decoded
from campaign.core.errors import BadInput, Refused
from campaign.core.model.blocker import BlockerState, Scope
from campaign.core.model.land import ApprovalState, LandKind, Measure
from campaign.core.model.light import Light
from campaign.core.model.people import Authority, Rank
from campaign.core.model.project import ListEntry, ListState, Stage, TargetList
from campaign.service import Session, create
from campaign.store.queries import blockers as blockers_queries
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import light_history
from campaign.store.queries import projects as projects_queries
from campaign.store.queries.approvals import approval_events, approvals
from campaign.store.queries.calendar import calendar_days
from campaign.store.queries.checks import verify
from campaign.store.queries.consent import requests, target_changes
from campaign.store.queries.land import land_events, land_tasks
from campaign.store.queries.log import log
from campaign.store.queries.projects import funds, registered
from campaign.store.queries.reserve import list_entries, reserve_details
from campaign.store.queries.results import unconfirmed
from campaign.store.seed import campaign_toml, csv_table
from campaign.store.seed.columns import COLUMNS
from campaign.store.seed.csv_table import SeedRefused
from campaign.store.seed.load_folder import Loaded
from campaign.store.synthetic.projects import scale
from campaign.words import error_text
from tests.store.world import Clock, check_totals

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    def write(files: dict[str, str | bytes]) -> Path:
        (tmp_path / "in").mkdir(exist_ok=True)
        for name, content in files.items():
            (tmp_path / "in" / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "in"

    return write


@pytest.fixture
def load(tmp_path: Path, folder: Folder, clock: Clock) -> Callable[..., Loaded]:
    def seed(files: dict[str, str | bytes], **options: object) -> Loaded:
        return create.seed(tmp_path / "out.db", folder(files), "hq", clock=clock, **options)  # type: ignore[arg-type]

    return seed


@pytest.fixture
def loaded(load: Callable[..., Loaded], tmp_path: Path, clock: Clock) -> Callable[..., Session]:
    def seed(files: dict[str, str | bytes], **options: object) -> Session:
        load(files, **({"day": 38} | options))
        return Session(tmp_path / "out.db", "hq", clock=clock)

    return seed


def refusals(load: Callable[..., Loaded], files: dict[str, str | bytes], tmp_path: Path) -> list[tuple[str, int, str, str]]:
    """What is wrong, as file, line, column, key. Nothing may have been made."""
    with pytest.raises(SeedRefused) as refused:
        load(files)
    assert refused.value.exit_code == 1
    assert refused.value.params["count"] == len(refused.value.cells)
    assert [left.name for left in tmp_path.iterdir()] == ["in"]
    for cell in refused.value.cells:  # every one of them has a sentence, filled in
        assert not re.search(r"[{}]|\?\?", error_text(cell.error)), cell
    return [(cell.file, cell.line, cell.column, cell.error.key) for cell in refused.value.cells]


CITY: dict[str, str | bytes] = {
    "campaign.toml": 'name = "试点"\nday = 38\ngolden_end = "D+60"\nfiling_day = 25\n[settings]\nstale_yellow = 5\n',
    "counties.csv": "name,leader\n临江区,L01\n望潮区,\n",
    "units.csv": "name,authority,county\n市林业局,city,\n临江重点办,county,临江区\n",
    "people.csv": "code,name,post,rank,unit,county,leader\nL01,王某山,副市长,city,,,yes\n,李某川,,,临江重点办,,\n",
    "projects.csv": "code,name,national_code,county,leader,unit,manager,stage,total,plan_100,planned_start,started\n"
                    "P0007,滨海新材料,2610-1,临江区,王某山,临江重点办,李某川,,3.2亿,5000万,D+3,D+5\n"
                    ",港口路,,C02,,,,reserve,,,2026-12-01,\n",
    "progress.csv": "project,on,money,done,crew\n滨海新材料,D+20,+300万,基础,120\n2610-1,D+30,-50,,\nP7,D+38,100,,\n",
    "blockers.csv": "code,title,category,county,projects,authority,unit,opened,due\n"
                    "B0003,用林报批,forest,,P0007 港口路,province,市林业局,D+10,\n,全区整改,land,临江区,,,临江重点办,D+20,D+50\n",
    "blocker_events.csv": "blocker,on,kind,to,text,until,on_site\nB0003,D+12,move,临江重点办,,,\nB0003,D+14,move,市林业局,,,\n"
                          "B0003,D+15,hold,weather,等雨停,D+20,\nB0003,D+22,reopen,,雨停,,\nB0004,D+30,resolve,,已销号,,yes\n"
                          "B0003,D+25,due,D+60,补件,,\nB0003,D+26,level,1,,,\nB0003,D+90,note,,还没到,,\n",
    "visits.csv": "project,on,channel,person,solved\n港口路,D+30,,李某川,\nP0007,D+31,phone,,催办\nP0007,D+44,site,,\n",
    "excused.csv": "first,last,why,county,person\nD+9,D+13,学习周,,\nD+20,,台风,望潮区,\n",
}


def test_a_whole_folder(loaded: Callable[..., Session]) -> None:
    session = loaded(CITY)
    snapshot = session.store.snapshot()
    campaign = snapshot.campaign
    assert (campaign.name, campaign.first_day, campaign.golden_end) == ("试点", date(2026, 10, 1), date(2026, 11, 30))
    assert (campaign.filing_day, campaign.settings.stale_yellow, campaign.settings.stale_red) == (25, 5, 14)
    assert {code: row.name for code, row in snapshot.projects.items()} == {"P0007": "滨海新材料", "P0008": "港口路"}
    assert {code: row.name for code, row in snapshot.people.items()} == {"L01": "王某山", "M001": "李某川"}
    assert snapshot.people["L01"].rank is Rank.CITY and snapshot.people["M001"].rank is Rank.STAFF
    first, second = snapshot.projects["P0007"], snapshot.projects["P0008"]
    assert (first.county, first.leader, first.unit, first.manager, first.stage) == ("C01", "L01", "U02", "M001", Stage.BUILDING)
    assert (first.total, first.plan_100, first.done_100, first.started) == (32_000, 5_000, 250, date(2026, 10, 6))
    assert (second.stage, second.planned_start, second.total) == (Stage.RESERVE, date(2026, 12, 1), None)
    blocker = snapshot.blockers["B0003"]
    assert (blocker.projects, blocker.unit, blocker.state, blocker.level) == (("P0007", "P0008"), "U01", BlockerState.OPEN, 1)
    assert (blocker.moves, blocker.silent_moves, blocker.bounced, blocker.due) == (2, 2, True, date(2026, 11, 30))
    wide = blockers_queries.blocker(session.store, "B0004")
    assert (wide.scope, wide.county, wide.state, wide.on_site) == (Scope.COUNTY, "C01", BlockerState.RESOLVED, True)
    assert (first.last_visit, second.last_visit) == (None, date(2026, 10, 31))
    assert [excuse.last for excuse in snapshot.excuses] == [date(2026, 10, 14), date(2026, 10, 21)]
    check_totals(session)
    entry = log(session.store)[0]
    assert (entry.verb, entry.touched, verify(session.store)) == ("seed", ("*",), 1)
    files = {change["table"]: change["after"] for change in entry.changes}
    assert files["projects.csv"] == {"file": "projects.csv", "count": 2, "sha256": files["projects.csv"]["sha256"]}  # type: ignore[index]
    session.close()


def test_what_has_not_come_is_left_out_and_counted(load: Callable[..., Loaded]) -> None:
    done = load(CITY, day=38)
    assert done.later == {"progress.csv": 1, "blocker_events.csv": 1, "visits.csv": 1}
    assert done.counts["projects.csv"] == 2


@pytest.mark.parametrize(("options", "first"), [({"day": 1}, date(2026, 11, 7)), ({"start": "2026-11-22"}, date(2026, 11, 22)),
                                                ({}, date(2026, 10, 1)), ({"day": -3}, date(2026, 11, 11))])
def test_the_first_day_can_be_told(options: dict[str, object], first: date, load: Callable[..., Loaded]) -> None:
    done = load(CITY, **options)
    assert done.campaign.first_day == first
    if first > date(2026, 11, 1):
        assert done.later["blockers.csv"] == 2 and done.later["progress.csv"] == 3


def test_start_and_day_at_once(load: Callable[..., Loaded]) -> None:
    with pytest.raises(BadInput):
        load(CITY, start="2026-11-01", day=3)


def test_a_folder_of_names_alone(loaded: Callable[..., Session]) -> None:
    session = loaded({"projects.csv": "name\n一\n二\n"})
    situation = session.situation()
    assert (situation.total, situation.lights[Light.NONE]) == (2, 2)
    assert session.campaign.name == "in"
    session.close()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_spreadsheets_write(encoding: str, loaded: Callable[..., Session]) -> None:
    """With Windows line ends, quoted cells that hold line breaks and commas, empty lines, and a column order of its own."""
    text = '总\r\n'.replace("总", "total,name,code") + '"1,200万","港口\r\n路",P0001\r\n\r\n３.２亿,　曾国\u00a0某 ,\r\n,,\r\n'
    session = loaded({"projects.csv": text.encode(encoding)})
    projects = session.store.snapshot().projects
    assert {code: (row.name, row.total) for code, row in projects.items()} == {
        "P0001": ("港口 路", 1_200), "P0002": ("曾国 某", 32_000)}
    session.close()


def test_a_line_is_a_line_of_the_file(load: Callable[..., Loaded], tmp_path: Path) -> None:
    """Only line feeds end lines: other separators are blanks inside a cell, and the numbers stay those of an editor."""
    files: dict[str, str | bytes] = {
        "projects.csv": 'name,total\n一\u2028行,1亿\n"两\n行",1亿\n\n三\x0b,x\n四\x85,1\n五,坏\n'}
    assert refusals(load, files, tmp_path) == [
        ("projects.csv", 6, "name", "text_refused"), ("projects.csv", 6, "total", "bad_money"),
        ("projects.csv", 7, "name", "text_refused"), ("projects.csv", 8, "total", "bad_money")]


def test_invisible_characters_are_dropped_and_counted(load: Callable[..., Loaded]) -> None:
    assert load({"projects.csv": "name\n港\u200b口\ufeff路\n"}).dropped == {"projects.csv": 2}


BAD: dict[str, str | bytes] = {
    "campaign.toml": 'name = ""\nlength = 0\nfiling_day = 40\nlanguage = "fr"\ntime_zone = "Mars"\ngolden_end = "soon"\n'
                     'nonsense = 1\nday = 38\n[settings]\nstale_red = -1\nstael_red = 3\n',
    "counties.csv": "code,name,leader,mayor\nC01,临江区,,\nC01,望潮区,,\nX9,青岭县,,\n,临江区,,\n,,,\n,石埠县,某人,\n",
    "units.csv": "name,authority,county\n局,world,\n署,,远方\n\x1b[31m红,,\n",
    "people.csv": "name,rank,leader\n王,king,yes\n李,,maybe\n王,,yes\n",
    "projects.csv": "name,national_code,total,plan_100,planned_start,stage,started,suspended,review,pull,leader,provincial_key\n"
                    "一,1,三亿,5.5万,13-45,digging,,,,,,\n二,1,,,,building,,,,,,\n三,,,,,,,停工,,9,,\n四,,,,,,,,,,王,perhaps\n"
                    "五,,,,,,,,,,李,,surplus\n[/x]\u202e,,,,,,,,,,,\n",
    "progress.csv": "project,on,money,crew\nP0099,D+1,1,1\n,D+1,1,1\n一,,1,1\n一,someday,1,1\n一,D+1,much,many\n",
    "blockers.csv": "title,category,county,projects,opened,due\n堵,land,,,D+1,\n堵,ghost,,P0001 P0042,,\n,land,,P0001,D+1,D+x\n",
    "blocker_events.csv": "blocker,on,kind,to,text,until\nB0009,D+1,note,,x,\nB0001,D+1,dance,,,\nB0001,D+0,note,,早,\n"
                          "B0001,D+1,move,无此单位,,\nB0001,D+1,level,7,,\nB0001,D+1,hold,whim,,D+9\nB0001,D+1,hold,weather,,\n"
                          "B0001,D+1,resolve,,,\nB0001,D+1,open,,,\n",
    "visits.csv": "project,on,channel,person\n一,D+1,telepathy,\n一,D+1,site,鬼\n",
    "excused.csv": "first,last,why,county,person\nD+9,D+3,x,,\nD+1,D+2,,,\nD+1,D+2,x,临江区,李\n",
}


def test_everything_wrong_is_said_at_once_with_its_place(load: Callable[..., Loaded], tmp_path: Path) -> None:
    assert refusals(load, BAD, tmp_path) == [
        ("campaign.toml", 1, "name", "text_empty"), ("campaign.toml", 2, "length", "bad_count"),
        ("campaign.toml", 3, "filing_day", "bad_count"), ("campaign.toml", 4, "language", "bad_word"),
        ("campaign.toml", 5, "time_zone", "bad_zone"), ("campaign.toml", 6, "golden_end", "bad_date"),
        ("campaign.toml", 7, "nonsense", "bad_word"),
        ("campaign.toml", 10, "settings.stale_red", "bad_count"), ("campaign.toml", 11, "settings.stael_red", "bad_word"),
        ("counties.csv", 1, "mayor", "bad_column"), ("counties.csv", 3, "code", "twin_code"),
        ("counties.csv", 4, "code", "bad_code"), ("counties.csv", 5, "name", "name_taken"),
        ("counties.csv", 7, "leader", "unknown_name"),
        ("units.csv", 2, "authority", "bad_word"), ("units.csv", 3, "county", "unknown_name"),
        ("units.csv", 4, "name", "text_refused"),
        ("people.csv", 2, "rank", "bad_word"), ("people.csv", 3, "leader", "bad_yes"),
        ("people.csv", 4, "name", "doubtful"),
        ("projects.csv", 2, "stage", "bad_word"), ("projects.csv", 2, "total", "bad_money"),
        ("projects.csv", 2, "plan_100", "bad_money"), ("projects.csv", 2, "planned_start", "bad_date"),
        ("projects.csv", 3, "started", "building_needs_start"), ("projects.csv", 3, "national_code", "twin_national_code"),
        ("projects.csv", 4, "pull", "bad_count"), ("projects.csv", 4, "review", "suspended_needs_review"),
        ("projects.csv", 5, "leader", "ambiguous"), ("projects.csv", 5, "provincial_key", "bad_yes"),
        ("projects.csv", 6, "13", "extra_cell"), ("projects.csv", 6, "leader", "unknown_name"),
        ("projects.csv", 7, "name", "text_refused"),
        ("progress.csv", 2, "project", "unknown_name"), ("progress.csv", 3, "project", "field_empty"),
        ("progress.csv", 4, "on", "field_empty"), ("progress.csv", 5, "on", "bad_date"),
        ("progress.csv", 6, "money", "bad_money"), ("progress.csv", 6, "crew", "bad_count"),
        ("blockers.csv", 2, "projects", "blocker_scope"), ("blockers.csv", 3, "opened", "field_empty"),
        ("blockers.csv", 3, "category", "bad_word"), ("blockers.csv", 3, "projects", "unknown_name"),
        ("blockers.csv", 4, "title", "field_empty"), ("blockers.csv", 4, "due", "bad_date"),
        ("blocker_events.csv", 2, "blocker", "unknown_name"), ("blocker_events.csv", 3, "kind", "bad_word"),
        ("blocker_events.csv", 4, "on", "before_opening"),
        ("blocker_events.csv", 5, "to", "unknown_name"), ("blocker_events.csv", 6, "to", "bad_word"),
        ("blocker_events.csv", 7, "to", "bad_word"), ("blocker_events.csv", 8, "until", "field_empty"),
        ("blocker_events.csv", 9, "text", "field_empty"), ("blocker_events.csv", 10, "kind", "bad_word"),
        ("visits.csv", 2, "channel", "bad_word"), ("visits.csv", 3, "person", "unknown_name"),
        ("excused.csv", 2, "last", "bad_span"), ("excused.csv", 3, "why", "field_empty"),
        ("excused.csv", 4, "person", "excuse_scope"), ("excused.csv", 4, "county", "ambiguous"),
    ]


GROUND = CITY | {
    "land_tasks.csv": "code,name,kind,county,projects,target,measure,opened,due,authority,unit,person\n"
                      "G0005,征地,expropriation,,P0007,434.9亩,,D+2,D+20,county,临江重点办,李某川\n"
                      ",督察整改,inspection,临江区,,,,D+3,,province,,\n"
                      ",签约,resettlement,,P0007 港口路,879,households,D+4,D+44,,,\n"
                      ",以后的,forest,,P0007,1,,D+60,D+70,,,\n",
    "land_events.csv": "task,on,kind,amount,to,text\n征地,D+10,progress,400.87亩,,\nG5,D+9,progress,+40,,首批\n"
                       "G0005,D+11,progress,-8,,复核\nG0005,D+15,due,,D+30,汛期\nG0005,D+25,due,,D+26,又提前\n"
                       "签约,D+12,progress,879户,,\n签约,D+20,accept,,,已验收\n签约,D+30,reopen,,,漏一户\n签约,D+50,accept,,,还没到\n",
    "approvals.csv": "code,project,kind,authority,unit,submitted,due,granted,expires,not_needed,last_contact,next_contact\n"
                     "A0002,P0007,forest,city,市林业局,D+5,D+33,,,,D+30,D+39\n,P0007,permit,,,D+1,,D+6,,,D+4,D+9\n"
                     ",P0007,eia_form,,,D+20,,D+44,,,D+45,D+50\n,P0007,site,,,D+40,D+60,,,,,\n,P0007,land,,,,,,,用地已供,,\n"
                     ",港口路,works_planning,,,D+9,,,,,,\n,港口路,pre_notice,,,,,,,,,D+30\n"
                     ",P0007,temporary_land,,,,,D+2,D+40,,,\n",
    "funds.csv": "project,on,money,source\nP0007,D+3,1000万,专项债\n滨海新材料,D+9,-50,\nP0007,D+39,100,\n",
    "registered.csv": "project,month,money\nP0007,2026-09,300\nP0007,D+2,400\nP0007,2026-10,450万\nP0007,2026-12,9\n",
    "calendar.csv": "day,working,why\nD+10,yes,补班\nD+11,no,停电\nD+90,no,以后的也算\n",
    "blockers.csv": "code,title,category,county,projects,authority,unit,opened,due,land_task,approval\n"
                    "B0003,用林报批,forest,,P0007 港口路,,市林业局,D+10,,,A0002\n"
                    ",全区整改,land,临江区,,,临江重点办,D+20,D+50,G0006,\n"
                    ",征地,expropriation,,P0007,,,D+5,,征地,\n,签约,dispute,,P0007,city,,D+5,D+18,签约,\n,等批,land,,P0007,,,D+2,,,A0004\n",
}
DAYS = {n: date(2026, 10, 1) + timedelta(days=n) for n in range(-40, 300)}


def test_land_tasks_and_what_happened_to_them(loaded: Callable[..., Session]) -> None:
    session = loaded(GROUND)
    store = session.store
    tasks = land_tasks(store)
    assert list(tasks) == ["G0005", "G0006", "G0007"]
    first = tasks["G0005"]
    assert (first.name, first.kind, first.scope, first.projects) == ("征地", LandKind.EXPROPRIATION, Scope.PROJECTS, ("P0007",))
    assert (first.target, first.measure, first.done, first.last_progress) == (43_490, Measure.MU, 43_287, DAYS[11])
    assert (first.due, first.authority, first.unit, first.person) == (DAYS[26], Authority.COUNTY, "U02", "M001")
    told = [(event.kind, event.on, event.amount, event.source, event.target) for event in land_events(store, "G0005")]
    assert told == [("open", DAYS[2], None, None, None), ("progress", DAYS[9], 4_000, None, None),
                    ("progress", DAYS[10], 40_087, None, None), ("progress", DAYS[11], -800, None, None),
                    ("due", DAYS[15], None, "2026-10-21", "2026-10-31"), ("due", DAYS[25], None, "2026-10-31", "2026-10-27")]
    wide, homes = tasks["G0006"], tasks["G0007"]
    assert (wide.scope, wide.county, wide.projects, wide.target, wide.due) == (Scope.COUNTY, "C01", (), None, None)
    assert (homes.target, homes.measure, homes.done, homes.accepted) == (87_900, Measure.HOUSEHOLDS, 87_900, None)
    assert homes.projects == ("P0007", "P0008") and land_events(store, "G0007")[-1].text == "漏一户"
    check_totals(session)
    session.close()


def test_approvals_with_their_days(loaded: Callable[..., Session]) -> None:
    session = loaded(GROUND)
    found = {row.code: row for row in approvals(session.store)}
    forest, permit, eia, site = (found[f"A000{n}"] for n in (2, 3, 4, 5))
    assert (forest.state, forest.due, forest.authority, forest.unit) == ("submitted", DAYS[33], Authority.CITY, "U01")
    assert (forest.last_contact, forest.next_contact) == (DAYS[30], DAYS[39])
    # Seven calendar days, valid for three months; nobody need be asked any more.
    assert (permit.state, permit.due, permit.granted, permit.expires) == ("granted", DAYS[8], DAYS[6], date(2027, 1, 7))
    assert (permit.last_contact, permit.next_contact, permit.authority) == (DAYS[4], None, Authority.COUNTY)
    # Granted and asked after today: not yet.
    assert (eia.state, eia.due, eia.granted, eia.last_contact, eia.next_contact) == ("submitted", DAYS[50], None, None, None)
    assert (site.state, site.submitted, site.due) == ("needed", None, None)
    land, works, notice, temporary = (found[f"A{n:04}"] for n in (6, 7, 8, 9))
    assert (land.state, land.reason) == ("not_needed", "用地已供")
    # Twenty working days after Saturday, 10 October 2026, a make-up day; the 11th is worked here and the 12th is not.
    assert (works.project, works.due) == ("P0008", date(2026, 11, 6))
    assert (notice.state, notice.next_contact) == ("needed", DAYS[30])
    assert (temporary.state, temporary.submitted, temporary.expires) == ("granted", None, DAYS[40])
    events = {code: [(event.kind, event.on, event.target, event.text) for event in approval_events(session.store, code)]
              for code in found}
    assert events["A0002"] == [("submit", DAYS[5], "U01", None), ("contact", DAYS[30], "2026-11-09", None)]
    assert events["A0003"] == [("submit", DAYS[1], None, None), ("contact", DAYS[4], None, None),
                               ("grant", DAYS[6], "2027-01-07", None)]
    assert (events["A0005"], events["A0006"]) == ([], [("waive", DAYS[0], None, "用地已供")])
    assert projects_queries.project(session.store, "P0008").next_contact == DAYS[30]
    session.close()


def test_blockers_take_due_day_and_authority_from_what_they_point_to(loaded: Callable[..., Session]) -> None:
    session = loaded({name: text for name, text in GROUND.items() if name != "blocker_events.csv"})
    forest, wide, acres, homes, eia = (blockers_queries.blocker(session.store, f"B000{n}") for n in range(3, 8))
    assert (forest.approval, forest.due, forest.authority) == ("A0002", DAYS[33], Authority.CITY)
    assert (wide.land_task, wide.due, wide.authority) == ("G0006", DAYS[50], Authority.PROVINCE)
    # It slips with its land task; its own cells come first.
    assert (acres.land_task, acres.due, acres.authority) == ("G0005", DAYS[26], Authority.COUNTY)
    slips = [(event.on, event.source, event.target, event.text) for event in blockers_queries.events(session.store, "B0005")[1:]]
    assert slips == [(DAYS[15], "2026-10-21", "2026-10-31", "G0005"), (DAYS[25], "2026-10-31", "2026-10-27", "G0005")]
    assert (homes.due, homes.authority) == (DAYS[18], Authority.CITY)
    # Opened before its approval was handed in: seven days, until the limit began to run.
    moved = blockers_queries.events(session.store, "B0007")[1:]
    assert [(event.on, event.source) for event in moved] == [(DAYS[20], "2026-10-10")]
    assert eia.due == DAYS[50]
    session.close()


def test_what_is_resolved_follows_nothing_any_more(loaded: Callable[..., Session]) -> None:
    session = loaded({**GROUND, "blocker_events.csv": "blocker,on,kind,text\nB0005,D+20,resolve,谈妥\n"})
    assert blockers_queries.blocker(session.store, "B0005").due == DAYS[30]
    assert len(blockers_queries.events(session.store, "B0005")) == 3
    session.close()


def test_funds_registered_money_and_calendar(loaded: Callable[..., Session]) -> None:
    session = loaded(GROUND)
    store, project = session.store, projects_queries.project(session.store, "P0007")
    assert (project.funds_100, project.registered_100) == (950, 450)
    assert [(row.on, row.money, row.source) for row in sorted(funds(store, "P0007"), key=lambda row: row.on)] == [
        (DAYS[3], 1_000, "专项债"), (DAYS[9], -50, None)]
    assert sorted((row.month, row.money) for row in registered(store, "P0007")) == [("2026-09", 300), ("2026-10", 450)]
    assert calendar_days(store) == [(DAYS[10], True, "补班"), (DAYS[11], False, "停电"), (DAYS[90], False, "以后的也算")]
    session.close()


def test_entries_of_lists(loaded: Callable[..., Session]) -> None:
    session = loaded(CITY | {"list_entries.csv": "project,list,state,deadline,note\nP0007,provincial_key,listed,,首批\n"
                                                 "2610-1,special-bond,,D+90,\n港口路,central_budget,submitted,2026-12-01,\n"})
    assert list_entries(session.store) == [
        ListEntry("P0007", TargetList.PROVINCIAL_KEY, ListState.LISTED, None, "首批"),
        ListEntry("P0007", TargetList.SPECIAL_BOND, ListState.CANDIDATE, DAYS[90], None),
        ListEntry("P0008", TargetList.CENTRAL_BUDGET, ListState.SUBMITTED, date(2026, 12, 1), None)]
    assert projects_queries.project(session.store, "P0007").provincial_key
    assert not projects_queries.project(session.store, "P0008").provincial_key
    assert set(reserve_details(session.store)) == set(session.store.snapshot().projects)
    session.close()


def test_every_wrong_entry_is_named(load: Callable[..., Loaded], tmp_path: Path) -> None:
    files = CITY | {"list_entries.csv": "project,list,state,deadline,note\n,special_bond,,,\nP0007,,,,\nP0007,bonds,,,\n"
                                        "P0007,special_bond,done,soon,\nP0007,special_bond,,,\n"}
    assert refusals(load, files, tmp_path) == [
        ("list_entries.csv", 2, "project", "field_empty"), ("list_entries.csv", 3, "list", "field_empty"),
        ("list_entries.csv", 4, "list", "bad_word"), ("list_entries.csv", 5, "state", "bad_word"),
        ("list_entries.csv", 5, "deadline", "bad_date"), ("list_entries.csv", 6, "list", "list_entry_there")]


def test_the_ground_that_has_not_come(load: Callable[..., Loaded]) -> None:
    later = load(GROUND, day=38).later
    assert {name: count for name, count in later.items() if name in GROUND and not name.startswith("blocker")} == {
        "land_tasks.csv": 1, "land_events.csv": 1, "approvals.csv": 2, "funds.csv": 1, "registered.csv": 1, "progress.csv": 1,
        "visits.csv": 1}
    assert "calendar.csv" not in later


def test_the_ground_on_day_ten(loaded: Callable[..., Session], clock: Clock) -> None:
    """Granted, accepted and slipped since: not yet."""
    clock.now -= timedelta(days=28)
    session = loaded({name: text for name, text in GROUND.items() if name not in ("blocker_events.csv", "campaign.toml")}, day=10)
    tasks = land_tasks(session.store)
    assert (tasks["G0005"].done, tasks["G0005"].due) == (4_000, DAYS[20])
    states = [row.state.value for row in approvals(session.store)]
    assert states == ["submitted", "granted", "needed", "needed", "not_needed", "submitted", "needed", "granted"]
    session.close()


CONSENT = {name: text for name, text in GROUND.items() if name != "blocker_events.csv"} | {
    "land_events.csv": GROUND["land_events.csv"] + "签约,D+33,accept,,,真验收\n",  # type: ignore[operator]
    "blocker_events.csv": "blocker,on,kind,to,text,until,on_site\nB0003,D+12,resolve,,补正收到,,\n"
                          "B0003,D+14,return,,没有收到,,\n",
    "requests.csv": "code,subject,field,from,to,why,by,on,state,decided_by,decided_on,note\n"
                    "Q0002,P0007,plan_100,9000万,7000万,汛期,李某川,D+8,approved,王某山,D+10,\n"
                    ",p7,百日计划,7000万,5000万,又一场,M001,D+20,已同意,L01,D+36,\n"
                    ",P0008,planned_start,,D+70,等地,M001,D+25,rejected,L01,D+26,地已交\n"
                    "Q0009,P0007,total,3.2亿,2亿,缩小,M001,D+30,,,,\n,P0007,total,,2.5亿,先少缩些,M001,D+21,withdrawn,,,\n"
                    ",P0007,total,,1亿,还没问,M001,D+60,,,,\n",
    "results.csv": "code,what,item,by,on,state,decided_by,decided_on,why\nA0003,grant,,M001,D+9,confirmed,L01,D+37,\n"
                   "G0007,验收,,M001,D+34,,,,\nP0007,start,,李某川,D+6,,,,\n"
                   "B0003,resolution,,M001,D+12,returned,L01,D+14,没有收到\nP0007,registration,2026-10,M001,D+36,,,,\n"
                   "A0002,grant,,M001,D+20,returned,L01,D+22,批文不对\nG0005,added,,M001,D+2,returned,L01,D+5,不在红线内\n"
                   "B0004,opened,临江区,M001,D+20,,,,\nG0006,authority,,M001,D+3,waiting,,,\nP0007,start,,M001,D+50,,,,\n"}


def test_requests_and_results(loaded: Callable[..., Session]) -> None:
    session = loaded(CONSENT)
    store, snapshot = session.store, session.store.snapshot()
    told = {row.code: (row.subject, row.field, row.state, row.before, row.after, row.actor, row.decided_by, row.note)
            for row in requests(store, every=True)}
    assert told == {
        "Q0002": ("P0007", "plan_100", "approved", "9000", "7000", "M001", "L01", None),
        "Q0010": ("P0007", "plan_100", "approved", "7000", "5000", "M001", "L01", None),
        "Q0011": ("P0008", "planned_start", "rejected", '"2026-12-01"', '"2026-12-10"', "M001", "L01", "地已交"),
        "Q0009": ("P0007", "total", "asked", "32000", "20000", "M001", None, None),
        "Q0012": ("P0007", "total", "withdrawn", "32000", "25000", "M001", None, None)}
    assert list(snapshot.requests) == ["Q0009"] and snapshot.originals["P0007"] == {"plan_100": 9_000}
    assert [(row.on, row.before, row.after, row.agreed_by) for row in target_changes(store, ["P0007"])] == [
        (DAYS[10], "9000", "7000", "L01"), (DAYS[36], "7000", "5000", "L01")]
    (past,) = light_history.past(store, ["P0007"])
    assert [(row.on, row.before, row.after) for row in past.changes] == [
        (DAYS[10], "9000", "7000"), (DAYS[36], "7000", "5000")]
    assert [(waits.result.subject, waits.result.what, waits.result.item) for waits in unconfirmed(store)] == [
        ("G0006", "authority", None), ("P0007", "start", None), ("B0004", "opened", "C01"), ("G0007", "acceptance", None),
        ("P0007", "registration", "2026-10")]
    blocker = blockers_queries.blocker(store, "B0003")
    assert (blocker.state, blocker.resolved, blocker.confirmed) == (BlockerState.OPEN, None, None)
    assert land_tasks(store)["G0007"].confirmed == 0 and "G0005" not in land_tasks(store)
    assert [event.text for event in land_events(store, "G0005") if event.kind == "return"] == ["不在红线内"]
    found = {row.code: row for row in approvals(store)}
    assert (found["A0003"].confirmed, found["A0003"].confirmed_by, found["A0003"].confirmed_on) == (1, "L01", DAYS[37])
    assert [event.on for event in approval_events(store, "A0002") if event.kind in ("grant", "return")] == [DAYS[20], DAYS[22]]
    check_totals(session)
    assert not checks_queries.unexplained(store) and not checks_queries.flaws(store) and not checks_queries.wrong_totals(store)
    session.close()


def test_requests_and_results_on_day_ten(loaded: Callable[..., Session], clock: Clock) -> None:
    """What was agreed to later is not so yet, what was decided later still waits."""
    clock.now -= timedelta(days=28)
    session = loaded({name: text for name, text in CONSENT.items() if name != "campaign.toml"}, day=10)
    assert [(row.code, row.state) for row in requests(session.store, every=True)] == [("Q0002", "asked")]
    assert session.store.snapshot().projects["P0007"].plan_100 == 9_000 and not target_changes(session.store)
    assert {(waits.result.subject, waits.result.what) for waits in unconfirmed(session.store)} == {
        ("A0003", "grant"), ("P0007", "start"), ("G0006", "authority")}
    session.close()


def test_everything_wrong_with_requests_and_results_is_said_at_once(load: Callable[..., Loaded], tmp_path: Path) -> None:
    files = GROUND | {
        "requests.csv": "code,subject,field,from,to,why,by,on,state,decided_by,decided_on,note\n"
                        "P1,,,,,,,,,,,\nQ1,P0099,plan_100,,1,x,L01,D+1,,,,\nQ1,H0001,on,,1,x,鬼,D+1,,,,\n"
                        "Q3,P0007,mood,,1,x,L01,soon,maybe,,,\nQ4,P0007,plan_100,,many,x,L01,D+1,,L01,D+2,\n"
                        "Q5,P0007,plan_100,4000万,1,x,L01,D+3,,,,\nQ6,P0007,plan_100,9000万,8000万,x,L01,D+5,approved,L01,D+4,\n"
                        "Q7,P0007,plan_100,9000万,8000万,x,L01,D+5,approved,L01,D+6,\nQ8,P0007,total,,1,x,L01,D+5,rejected,,,\n"
                        "Q9,P0007,total,,1,x,L01,D+5,,,,\nQ10,P0007,total,,2,x,L01,D+6,,,,\n",
        "results.csv": "code,what,item,by,on,state,decided_by,decided_on,why\n,,,,,,,,\nP0007,dance,,L01,D+1,,,,\n"
                       "P0007,grant,,L01,D+1,,,,\nP0099,start,,L01,D+1,,,,\nP0007,taken,,L01,D+1,,,,\n"
                       "P0008,start,,L01,D+1,,,,\nP0007,start,,L01,D+1,returned,L01,D+2,\n"
                       "P0007,start,,L01,D+1,returned,L01,D+2,没动\nP0007,start,x,L01,D+1,,,,\nB0003,opened,,L01,D+10,,,,\n"
                       "P0007,registration,十月,L01,D+1,,,,\nP0007,start,,L01,D+1,,,,\nP0007,start,,L01,D+2,,,,\n"}
    assert [cell for cell in refusals(load, files, tmp_path) if cell[0] in ("requests.csv", "results.csv")] == [
        ("requests.csv", 2, "code", "bad_code"), ("requests.csv", 2, "subject", "field_empty"),
        ("requests.csv", 2, "by", "field_empty"), ("requests.csv", 2, "on", "field_empty"),
        ("requests.csv", 2, "why", "field_empty"), ("requests.csv", 3, "subject", "unknown_name"),
        ("requests.csv", 4, "code", "twin_code"), ("requests.csv", 4, "subject", "bad_code"),
        ("requests.csv", 4, "by", "unknown_name"), ("requests.csv", 5, "field", "bad_word"),
        ("requests.csv", 5, "on", "bad_date"), ("requests.csv", 5, "state", "bad_word"),
        ("requests.csv", 6, "decided_by", "seed_not_decided"), ("requests.csv", 6, "decided_on", "seed_not_decided"),
        ("requests.csv", 6, "to", "bad_money"), ("requests.csv", 7, "from", "seed_target_other"),
        ("requests.csv", 8, "decided_on", "bad_span"), ("requests.csv", 9, "to", "seed_target_other"),
        ("requests.csv", 10, "decided_by", "field_empty"), ("requests.csv", 10, "decided_on", "field_empty"),
        ("requests.csv", 10, "note", "field_empty"), ("requests.csv", 11, "field", "twin_row"),
        ("results.csv", 3, "what", "bad_word"), ("results.csv", 4, "code", "bad_code"),
        ("results.csv", 5, "code", "unknown_name"), ("results.csv", 6, "what", "bad_word"),
        ("results.csv", 7, "what", "seed_no_result"), ("results.csv", 8, "why", "field_empty"),
        ("results.csv", 9, "what", "seed_result_stands"), ("results.csv", 10, "item", "seed_no_item"),
        ("results.csv", 11, "item", "field_empty"), ("results.csv", 12, "item", "bad_month"),
        ("results.csv", 14, "what", "twin_row")]


BAD_GROUND: dict[str, str | bytes] = {
    "campaign.toml": "day = 38\n",
    "counties.csv": "name\n临江区\n", "projects.csv": "name\n一\n二\n", "people.csv": "name\n李\n", "units.csv": "name\n局\n",
    "land_tasks.csv": "code,name,kind,county,projects,target,measure,opened,due,authority,unit,person\n"
                      "P0001,,,,,,,,,,,\nG0002,甲,ghost,远方,P0099,很多,acres,D+1,soon,king,无,鬼\nG0002,乙,forest,,一,0,,D+1,,,,\n"
                      "G0003,丙,forest,,一,12亩,households,D+9,,,,\nG0004,丁,forest,,一,-3,,someday,,,,\n",
    "land_events.csv": "task,on,kind,amount,to,text\nG0099,D+1,progress,1,,\n,D+1,progress,1,,\nG0003,,progress,1,,\n"
                       "G0003,D+9,dance,,,\nG0003,D+9,open,,,\nG0003,D+9,progress,,,\nG0003,D+9,progress,许多,,\n"
                       "G0003,D+9,progress,3座,,\nG0003,D+9,due,,,没说到哪天\nG0003,D+9,due,,D+12,\nG0003,D+8,progress,1,,\n"
                       "G0003,D+10,reopen,,,没验收过\nG0003,D+11,accept,,,\nG0003,D+12,progress,1,,\nG0003,D+13,reopen,,,\n",
    "approvals.csv": "code,project,kind,authority,unit,submitted,due,granted,expires,not_needed,last_contact,next_contact\n"
                     "A1,,permit,,,,,,,,,\nA2,P0099,,,,,,,,,,\nA3,一,passport,,,,,,,,,\nA4,一,land,king,无,whenever,,,,,,\n"
                     "A5,一,land,,,,,,,,,\nA6,一,site,,,D+9,D+8,D+7,D+6,,,\nA7,一,forest,,,,,D+3,,不占,D+5,D+4\nB8,二,land,,,,,,,,,\n",
    "funds.csv": "project,on,money,source\n,D+1,1,\nP0099,D+1,1,\n一,,1,\n一,D+1,,\n一,D+1,很多,\n"
                 f"一,someday,1,{'长' * 101}\n",
    "registered.csv": "project,month,money\n,2026-10,1\n一,2026-13,1\n一,,1\n一,十月,1\n一,2026-10,-5\n一,0000-10,\n",
    "calendar.csv": "day,working,why\n,yes,x\nD+1,,x\nD+1,perhaps,x\nD+1,no,\nbad,no,x\n",
    "blockers.csv": "title,category,projects,opened,land_task,approval\n堵,land,一,D+9,G0003,A6\n堵,land,一,D+9,G0088,\n"
                    "堵,land,一,D+9,,A0088\n",
}


def test_everything_wrong_with_the_ground_is_said_at_once(load: Callable[..., Loaded], tmp_path: Path) -> None:
    assert refusals(load, BAD_GROUND, tmp_path) == [
        ("calendar.csv", 2, "day", "field_empty"), ("calendar.csv", 3, "working", "field_empty"),
        ("calendar.csv", 4, "working", "bad_yes"), ("calendar.csv", 5, "why", "field_empty"),
        ("calendar.csv", 6, "day", "bad_date"), ("land_tasks.csv", 2, "code", "bad_code"),
        ("land_tasks.csv", 2, "opened", "field_empty"), ("land_tasks.csv", 2, "name", "field_empty"),
        ("land_tasks.csv", 2, "kind", "field_empty"), ("land_tasks.csv", 2, "projects", "land_scope"),
        ("land_tasks.csv", 3, "measure", "bad_word"), ("land_tasks.csv", 3, "target", "bad_quantity"),
        ("land_tasks.csv", 3, "kind", "bad_word"), ("land_tasks.csv", 3, "due", "bad_date"),
        ("land_tasks.csv", 3, "authority", "bad_word"), ("land_tasks.csv", 3, "unit", "unknown_name"),
        ("land_tasks.csv", 3, "person", "unknown_name"), ("land_tasks.csv", 3, "county", "unknown_name"),
        ("land_tasks.csv", 3, "projects", "unknown_name"), ("land_tasks.csv", 4, "code", "twin_code"),
        ("land_tasks.csv", 4, "target", "bad_quantity"), ("land_tasks.csv", 5, "target", "other_measure"),
        ("land_tasks.csv", 6, "target", "bad_quantity"), ("land_tasks.csv", 6, "opened", "bad_date"),
        ("land_events.csv", 2, "task", "unknown_name"), ("land_events.csv", 3, "task", "field_empty"),
        ("land_events.csv", 4, "on", "field_empty"), ("land_events.csv", 5, "kind", "bad_word"),
        ("land_events.csv", 6, "kind", "bad_word"), ("land_events.csv", 7, "amount", "field_empty"),
        ("land_events.csv", 8, "amount", "bad_quantity"), ("land_events.csv", 9, "amount", "other_measure"),
        ("land_events.csv", 10, "to", "field_empty"), ("land_events.csv", 11, "text", "field_empty"),
        ("land_events.csv", 12, "on", "before_opening"), ("land_events.csv", 13, "kind", "land_open"),
        ("land_events.csv", 15, "kind", "land_accepted"), ("land_events.csv", 16, "text", "field_empty"),
        ("approvals.csv", 2, "project", "field_empty"), ("approvals.csv", 3, "project", "unknown_name"),
        ("approvals.csv", 3, "kind", "field_empty"), ("approvals.csv", 4, "kind", "bad_word"),
        ("approvals.csv", 5, "authority", "bad_word"), ("approvals.csv", 5, "unit", "unknown_name"),
        ("approvals.csv", 5, "submitted", "bad_date"), ("approvals.csv", 6, "kind", "approval_there"),
        ("approvals.csv", 7, "due", "day_before"), ("approvals.csv", 7, "expires", "day_before"),
        ("approvals.csv", 7, "granted", "before_submission"), ("approvals.csv", 8, "next_contact", "day_before"),
        ("approvals.csv", 8, "not_needed", "approval_settled"), ("approvals.csv", 9, "code", "bad_code"),
        ("funds.csv", 2, "project", "field_empty"), ("funds.csv", 3, "project", "unknown_name"),
        ("funds.csv", 4, "on", "field_empty"), ("funds.csv", 5, "money", "field_empty"),
        ("funds.csv", 6, "money", "bad_money"), ("funds.csv", 7, "on", "bad_date"), ("funds.csv", 7, "source", "text_long"),
        ("registered.csv", 2, "project", "field_empty"), ("registered.csv", 3, "month", "bad_month"),
        ("registered.csv", 4, "month", "field_empty"), ("registered.csv", 5, "month", "bad_month"),
        ("registered.csv", 6, "money", "bad_money"), ("registered.csv", 7, "month", "bad_month"),
        ("registered.csv", 7, "money", "field_empty"), ("blockers.csv", 2, "approval", "twice"),
        ("blockers.csv", 3, "land_task", "unknown_name"), ("blockers.csv", 4, "approval", "unknown_name"),
    ]


def test_two_columns_of_one_name(load: Callable[..., Loaded], tmp_path: Path) -> None:
    assert refusals(load, {"projects.csv": "name,name\n一,二\n"}, tmp_path) == [("projects.csv", 1, "name", "twin_column")]


def test_a_quote_that_is_never_closed(load: Callable[..., Loaded], tmp_path: Path) -> None:
    """It would make one long name of every line behind it."""
    assert refusals(load, {"projects.csv": 'name,county\n一,\n"二,\n三,\n'}, tmp_path) == [
        ("projects.csv", 3, "", "sheets_quote")]


@pytest.mark.parametrize(("header", "found"), [
    ("项目名称,县区", [("bad_column", "项目名称")]), ("name|county", [("bad_column", "name|county")]),
    ("项目名称,county,x", [("bad_column", "项目名称")]), ("county", [("no_column", "name")]),
    ("county,county", [("twin_column", "county"), ("no_column", "name")]),
])
def test_a_wrong_header_is_complained_of_once(header: str, found: list[tuple[str, str]], load: Callable[..., Loaded],
                                              tmp_path: Path) -> None:
    """Not by every row of the file, nor by every row of the files that name one of them where none could be read."""
    row = ",".join(["望潮区"] * len(header.split(","))) + "\n"
    files: dict[str, str | bytes] = {"counties.csv": "name\n望潮区\n", "projects.csv": f"{header}\n" + row * 50}
    if found[0][1] not in ("county", "name") and "county" not in header.split(","):
        files["progress.csv"] = "project,on,money\n" + "甲,D+1,3亿\n" * 50
    assert refusals(load, files, tmp_path) == [("projects.csv", 1, column, key) for key, column in found]


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "projects.csv"])
def test_no_file_complains_of_a_missing_column_twice(name: str, load: Callable[..., Loaded], tmp_path: Path) -> None:
    """Rows that hold nothing but a note in the last column."""
    files: dict[str, str | bytes] = {"projects.csv": "name\n甲\n", name: f"{COLUMNS[name][-1]}\n" + "x\n" * 20}
    with pytest.raises(SeedRefused) as refused:
        load(files)
    told = [(cell.line, cell.column) for cell in refused.value.cells if cell.error.key in ("no_column", "field_empty")]
    assert len(told) == len(set(told)) and {line for line, _column in told} <= {1}


FOREIGN = {
    "Latin-1": ("Müller Straße,Köln\nCafé,Zürich\n", "latin-1"), "one accent": ("Café x\n", "cp1252"),
    "Shift-JIS": ("東京駅前再開発\n横浜みなとみらい\nカタカナ\n", "shift_jis"), "Shift-JIS, short": ("東京\n", "shift_jis"),
    "EUC-JP": ("東京の再開発\nみなとみらい計画\n", "euc_jp"), "Korean": ("서울 지하철 연장\n부산항 신항 개발\n", "euc_kr"),
    "Korean, short": ("인천공항\n", "cp949"), "Korean names": ("김철수\n이영희\n박민수\n", "cp949"),
    "Big5": ("臺北車站開發\n高雄港區\n", "big5"), "Cyrillic": ("Строительство дороги\nМосква\n", "cp1251"),
    "UTF-16 without its mark": ("滨海新材料二期\n", "utf-16-le"),
}


@pytest.mark.parametrize(("text", "encoding"), FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("name", ["campaign.toml", *COLUMNS])
def test_another_encoding_is_refused_by_the_name_of_the_file(name: str, text: str, encoding: str, load: Callable[..., Loaded],
                                                             tmp_path: Path) -> None:
    head = "name = " if name == "campaign.toml" else f"{COLUMNS[name][0]}\n"
    files: dict[str, str | bytes] = {"projects.csv": "name\n甲\n", name: (head + text).encode(encoding)}
    assert refusals(load, files, tmp_path) == [(name, 1, "", "bad_encoding")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_folder_is_read_as_lists_of_offices_are(sign: str, encoding: str, loaded: Callable[..., Session]) -> None:
    """As a spreadsheet saves it: its encoding, its sign between cells, a code that is kept from becoming a number."""
    text = f"name{sign}county{sign}national_code\n滨海新材料二期{sign}望潮区{sign}=\"2026-1\"\n"
    counties = f"name{sign}leader\n望潮区{sign}\n"
    session = loaded({"counties.csv": counties.encode(encoding), "projects.csv": text.encode(encoding)})
    ((code, project),) = session.store.snapshot().projects.items()
    assert (project.name, project.county) == ("滨海新材料二期", "C01")
    assert session.store.fetch("SELECT national_code FROM projects WHERE code = ?", code) == [("2026-1",)]
    session.close()


def test_utf_8_that_was_cut_is_not_taken_for_something_else(load: Callable[..., Loaded], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"projects.csv": "name\n滨海新材料二期\n".encode()[:-2]}
    assert refusals(load, files, tmp_path) == [("projects.csv", 1, "", "bad_encoding")]


@pytest.mark.parametrize("name", ["甲", "王喆", "朱镕基", "江口", "临江高港区", "广汽丰田（二期）", "李\U00020bb7"])
def test_short_and_rare_chinese_is_taken(name: str, loaded: Callable[..., Session]) -> None:
    session = loaded({"campaign.toml": 'name = "试点"\r\nday = 38\r\n'.encode("gb18030"),
                      "projects.csv": f"name\n{name}\n".encode("gb18030")})
    assert [row.name for row in session.store.snapshot().projects.values()] == [name]
    assert session.campaign.name == "试点"
    session.close()


def test_every_file_of_the_sample_city_may_be_gb18030() -> None:
    for path in (Path(__file__).parents[2] / "seed").glob("*.csv"):
        text = path.read_text("utf-8-sig")
        assert decoded(text.encode("gb18030")) == text, path.name


@pytest.mark.parametrize("name", ["campaign.toml", *COLUMNS])
def test_a_file_without_end_is_not_read(name: str, load: Callable[..., Loaded], tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte beyond the limit, and no further: that is counted."""
    asked: list[int] = []

    def counted(source: BinaryIO, limit: int) -> bytes | None:
        raw = at_most(source, limit)
        asked.append(source.tell())
        return raw

    for module in (csv_table, campaign_toml):
        monkeypatch.setattr(module, "at_most", counted)
    monkeypatch.setattr(csv_table, "FILE_LIMIT", 2**20)
    load_files: dict[str, str | bytes] = {"projects.csv": "name\n甲\n", name: b"x" * 3 * 2**20}
    assert refusals(load, load_files, tmp_path) == [(name, 1, "", "file_long")]
    assert max(asked) == 2**20 + 1


def test_bytes_that_are_no_text(load: Callable[..., Loaded], tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"projects.csv": b"name\n\xff\xff\n", "campaign.toml": "name = \n"}
    assert refusals(load, files, tmp_path) == [
        ("campaign.toml", 1, "", "bad_toml"), ("projects.csv", 1, "", "bad_encoding")]


def test_a_cell_of_ten_thousand_characters(load: Callable[..., Loaded], tmp_path: Path) -> None:
    assert [cell[:3] for cell in refusals(load, {"projects.csv": f"name\n{'长' * 10_000}\n"}, tmp_path)][:1] == [
        ("projects.csv", 2, "name")]


def test_hostile_names_are_loaded_as_they_are_or_refused(loaded: Callable[..., Session]) -> None:
    names = ["[/x]", "[@click=app.bell]点我", "=cmd|'/c calc'!A1", "👨\u200d👩\u200d👧小学", "长" * 200]
    session = loaded({"projects.csv": "name\n" + "".join(f"{name}\n" for name in names)})
    assert [row.name for row in session.store.snapshot().projects.values()] == names
    session.close()


def test_a_second_seed_is_refused(load: Callable[..., Loaded], tmp_path: Path) -> None:
    load(CITY)
    before = (tmp_path / "out.db").read_bytes()
    with pytest.raises(Refused) as refused:
        load(CITY)
    assert (refused.value.key, (tmp_path / "out.db").read_bytes()) == ("db_exists", before)


@pytest.mark.parametrize(("there", "key"), [(None, "seed_no_folder"), ("", "seed_nothing"), ("counties.csv", "seed_no_projects"),
                                             ("campaign.toml", "seed_nothing"), ("Projects.CSV", "seed_nothing")])
def test_no_folder(there: str | None, key: str, tmp_path: Path, clock: Clock) -> None:
    if there is not None:
        (tmp_path / "in").mkdir()
    if there:
        (tmp_path / "in" / there).write_text("name\n")
    with pytest.raises(Refused) as refused:
        create.seed(tmp_path / "out.db", tmp_path / "in", "hq", clock=clock)
    assert refused.value.key == key
    assert not (tmp_path / "out.db").exists()


def test_blockers_can_be_named_by_their_title(loaded: Callable[..., Session]) -> None:
    session = loaded({"counties.csv": "name\n临江区\n", "projects.csv": "name\n",
                      "blockers.csv": "title,category,county,opened\n全区整改,land,临江区,D+1\n",
                      "blocker_events.csv": "blocker,on,kind,text\n全区整改,D+3,note,看过\n"})
    assert [event.text for event in blockers_queries.events(session.store, "B0001")] == [None, "看过"]
    session.close()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scale") / "scale.db"
    create.scale(path, 300, "hq", start="2026-10-01", clock=Clock(datetime(2027, 1, 8, 2, 48, tzinfo=UTC)))
    return path


def test_a_made_up_campaign_has_everything_in_plausible_shares(made_up: Path) -> None:
    session = Session(made_up, "hq", clock=Clock(datetime(2027, 1, 8, 2, 48, tzinfo=UTC)))
    store, situation = session.store, session.situation()
    tasks, asked, counts = land_tasks(store).values(), approvals(store), checks_queries.counts(store)
    assert (len(tasks), len(asked)) == (600, 1_800)
    assert 0.55 <= sum(task.accepted is not None for task in tasks) / 600 <= 0.7
    assert {row.state for row in asked} == set(ApprovalState) and max(Counter(row.project for row in asked).values()) == 6
    assert 27_000 <= counts["progress"] + counts["visits"] <= 33_000  # 100 a project
    sites = [project for project in situation.snapshot.projects.values() if project.stage is Stage.BUILDING]
    assert all(project.funds_100 and project.last_report == session.today for project in sites)
    assert sum(project.registered_100 > 0 for project in sites) >= 0.9 * len(sites)
    share = {light: situation.lights[light] / 300 for light in Light}
    assert 0.1 <= share[Light.RED] <= 0.27 and share[Light.GREEN] >= 0.4
    for rule, most in (("land", 0.1), ("funds", 0.05)):
        found = [code for code, light in situation.assessments.items() if any(reason.rule == rule for reason in light.reasons)]
        assert 0 < len(found) <= 300 * most * 2, rule
    assert 0 < situation.counts["too_late"] <= 15
    check_totals(session)
    session.close()


def test_the_same_numbers_make_the_same_rows() -> None:
    first, days = date(2026, 10, 1), 100
    one, other = scale(40, first, days), scale(40, first, days)
    assert [list(part) for part in one[:4]] == [list(part) for part in other[:4]] and one.details == other.details
    assert [list(part) for part in one[5:]] == [list(part) for part in other[5:]]
    early = scale(40, first, 10)
    assert len(list(early.visits)) < 0.2 * len(list(scale(40, first, days).visits))
    assert max(row.on for row in early.funds) <= first + timedelta(days=9)


def test_our_own_folder_is_always_on_day_38(tmp_path: Path, clock: Clock) -> None:
    clock.pass_by(days=777)
    done = create.seed(tmp_path / "out.db", Path(__file__).parents[2] / "seed", "hq", clock=clock)
    session = Session(tmp_path / "out.db", "hq", clock=clock)
    assert done.campaign.day(session.today) == 38
    assert not done.later and not done.dropped
    situation = session.situation()
    assert len(situation.snapshot.projects) >= 150 and set(situation.lights) == set(Light)
    check_totals(session)
    session.close()


def test_what_is_unlikely_in_a_folder_names_people_and_places(load: Callable[..., Loaded]) -> None:
    files = {"units.csv": "code,name\nU09,市林业局\n", "people.csv": "code,name\nM07,周某\n",
             "projects.csv": "code,name\nP0007,港口路\n", "dispatches.csv": "person,unit,since\n周某,市林业局,D+1\n",
             "visits.csv": "project,on,channel,person\nP0007,D+2,site,M07\nP0007,D+2,site,M07\n"}
    with pytest.raises(SeedRefused) as refused:
        load(files, day=38)
    text.use("zh")
    said = "".join(error_text(cell.error) for cell in refused.value.cells)
    assert "M007 周某" in said and "P0007 港口路" in said and "市林业局" in said and "U09" not in said
