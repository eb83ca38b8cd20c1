"""docs/handbook/rules.md said a second time, and held against the program.

A random city lives through its campaign by command lines alone, the clock set forward day by day. Beside it stands ``City``:
plain lists of what was typed, and the rules as a person with a calendar would apply them (days are walked one by one, shares
are fractions). On some days everything ``--json`` says is compared with it. Nothing here imports a rule.

Where the text leaves room this is how it is read: a reason lasts since the first day of an unbroken run of its level, counted
with today's facts; a blocker held is yellow since the hold at the earliest, one whose review date has passed is red since the
day after it was due; the first unit of a blocker that had none is no move; completed projects are green without any plan.
"""

import io
import json
import math
import random
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from campaign.cli.run import run

Row = dict[str, Any]
FIRST, LENGTH = date(2026, 9, 23), 100
LAST = FIRST + timedelta(days=LENGTH - 1)
ONE = timedelta(days=1)
UNITS = {"U01": "county", "U02": "city", "U03": "province", "U04": "city"}
LEADERS = {"L01": "city", "L02": "city", "L03": "principal", "L04": "county"}
COUNTIES = ("C01", "C02")
FINISHED = ("completed", "producing")
WORST = ("red", "yellow")
ASSURED = ("progress", "fund", "land-progress", "visit", "resolve", "claim", "edit", "add-project", "add-blocker")
"""Who types at random types what is unlikely."""


# What was typed --------------------------------------------------------------------------------------------------------


class City:
    def __init__(self) -> None:
        self.projects: dict[str, Row] = {}
        self.blockers: dict[str, Row] = {}
        self.money: list[tuple[str, date, int]] = []
        """Project, day, 万元: every report, those without money too."""
        self.lands: dict[str, Row] = {}
        self.funds: list[tuple[str, date, int]] = []
        self.visits: list[tuple[str, date]] = []
        """On site only."""
        self.seen: list[tuple[str, date, str]] = []
        """Project, day, person: those of ``visits`` that name someone."""
        self.excuses: list[tuple[date, date, str | None]] = []
        """First, last, county (None: everyone)."""

    # §4, rule by rule: the level on a day, given the facts of today. None: it does not fire.

    def expected(self, project: Row, day: date) -> Fraction:
        if day < FIRST:
            return Fraction(0)
        if day > LAST:
            return Fraction(1)
        begin = max(FIRST, project["planned_start"] or FIRST)
        end = min(LAST, project["planned_finish"] or LAST)
        if day < begin:
            return Fraction(0)
        if day >= end:
            return Fraction(1)
        return Fraction((day - begin).days + 1, (end - begin).days + 1)

    def done(self, code: str) -> int:
        return sum(money for project, on, money in self.money if project == code and FIRST <= on <= LAST)

    def behind(self, project: Row, day: date) -> str | None:
        return self.gap(project, day, project["plan"], self.done(project["code"]))

    def unfunded(self, project: Row, day: date) -> str | None:
        money = sum(money for code, on, money in self.funds if code == project["code"] and FIRST <= on <= LAST)
        return self.gap(project, day, project["funds_planned"], money)

    def gap(self, project: Row, day: date, plan: int | None, done: int) -> str | None:
        if not plan or project["stage"] in FINISHED:
            return None
        gap = 100 * (self.expected(project, day) - Fraction(done, plan))
        return "red" if gap > 30 else "yellow" if gap >= 10 else None

    def not_started(self, project: Row, day: date) -> str | None:
        if project["planned_start"] is None or project["started"] is not None or project["stage"] in FINISHED:
            return None
        return _step((day - project["planned_start"]).days, 1, 30)

    def unregistered(self, project: Row, day: date) -> str | None:
        if project["started"] is None or project["registered"] is not None or (project["total"] or 0) < 500:
            return None
        return _step((day - project["started"]).days, 30, 60)

    def silent(self, project: Row, day: date) -> str | None:
        if project["stage"] != "building":
            return None
        reports = [on for code, on, _ in self.money if code == project["code"]]
        return _step(self.days_since(project, max([FIRST, project["started"], project["added"], *reports]), day), 7, 14)

    def days_since(self, project: Row, base: date, day: date) -> int:
        return len(self.counted(base, day, {project["county"]}))

    def counted(self, base: date, day: date, counties: set[str | None]) -> list[date]:
        """The days after ``base`` up to ``day`` that are not excused."""
        return [on for on in _days(base + ONE, day) if not any(
            first <= on <= last and (county is None or {county} == counties) for first, last, county in self.excuses)]

    def on(self, project: Row) -> list[Row]:
        """Unresolved blockers on it, or on its whole county."""
        return [row for row in self.blockers.values() if row["resolved"] is None and (
            project["code"] in row["projects"] or (row["county"] is not None and row["county"] == project["county"]))]

    def land_on(self, project: Row) -> list[Row]:
        """Land tasks not accepted, on it or on its whole county."""
        return [row for row in self.lands.values() if not row["accepted"] and (
            project["code"] in row["projects"] or (row["county"] is not None and row["county"] == project["county"]))]

    def light(self, project: Row, today: date) -> tuple[str, set[tuple[str, str, str, str | None]], set[str]]:
        """Light, reasons (rule, level, since, blocker or land task), marks."""
        if project["withdrawn"]:
            return "none", set(), set()
        if project["suspended"] is not None:
            review = project["suspended"]
            if today <= review:
                return "suspended", set(), set()
            return "red", {("suspended", "red", (review + ONE).isoformat(), None)}, set()
        reasons: set[tuple[str, str, str, str | None]] = set()
        for rule, level_on in (("progress", self.behind), ("funds", self.unfunded), ("start", self.not_started),
                               ("registration", self.unregistered), ("stale", self.silent)):
            level = level_on(project, today)
            if level is not None:
                since = today
                while level_on(project, since - ONE) == level and (rule not in ("progress", "funds") or since > FIRST):
                    since -= ONE
                reasons.add((rule, level, since.isoformat(), None))
        blockers = self.on(project)
        for row in blockers:
            held = row["hold"] is not None and today <= row["hold"][1]
            late = today > row["due"] and not held
            if project["stage"] not in FINISHED and (late or today >= row["due"] - 3 * ONE):
                if late:
                    since = row["due"] + ONE
                else:
                    since = max(row["opened"], row["due"] - 3 * ONE, *([row["hold"][0]] if held else []))
                reasons.add(("blocker", "red" if late else "yellow", since.isoformat(), row["code"]))
            if row["category"] == "safety":
                reasons.add(("safety", "yellow", row["opened"].isoformat(), row["code"]))
        lands = self.land_on(project)
        for row in lands:
            if row["due"] is not None and project["stage"] not in FINISHED and today >= row["due"] - 7 * ONE:
                late = today > row["due"]
                since = row["due"] + ONE if late else max(row["opened"], row["due"] - 7 * ONE)
                reasons.add(("land", "red" if late else "yellow", since.isoformat(), row["code"]))
        levels = {level for _, level, _, _ in reasons}
        for light in WORST:
            if light in levels:
                return light, reasons, self.waiting(reasons) if light == "red" else set()
        if project["stage"] not in FINISHED and not (
                project["plan"] or project["funds_planned"] or project["planned_start"] or blockers
                or any(row["due"] for row in lands) or project["stage"] == "building"
                or (project["started"] and (project["total"] or 0) >= 500)):
            return "none", set(), set()
        return "green", set(), {"watermelon"} if self.hollow(project, today) else set()

    def waiting(self, reasons: set[tuple[str, str, str, str | None]]) -> set[str]:
        red = [reason for reason in reasons if reason[1] == "red"]
        blockers = [{**self.blockers, **self.lands}[reason[3]] for reason in red if reason[3] is not None]
        authorities = {row["authority"] for row in blockers}
        if len(authorities) != 1 or not authorities <= {"city", "province", "national"}:
            return set()
        opened = min(row.get("entered", row["opened"]) for row in blockers).isoformat()
        if any(since <= opened for _, _, since, blocker in red if blocker is None):
            return set()
        return {f"waiting_{authorities.pop()}"}

    def hollow(self, project: Row, today: date) -> bool:
        """Building and green, yet nobody reports, comes, or pays."""
        if project["stage"] != "building":
            return False
        code = project["code"]
        facts = (([on for own, on, _ in self.money if own == code], 5), ([on for own, on in self.visits if own == code], 7),
                 ([on for own, on, money in self.money if own == code and money > 0], 14))
        return any(self.days_since(project, max([project["started"], *days]), today) >= limit for days, limit in facts)

    # §5

    def flags(self, row: Row, today: date) -> set[str]:
        moves, found = row["moves"], set()
        if len(moves) >= 3 or any(did is None for _, _, _, did in moves):
            found.add("buck_passing")
        if row["resolved"] is not None or (row["hold"] is not None and today <= row["hold"][1]):
            return found
        base = max([row["due"], *row["escalated"]])
        if today > row["due"] and row["level"] < 3 and (today - base).days >= (1, 3, 7)[row["level"]]:
            found.add("escalation_due")
        within_limit = row["authority"] in ("province", "national") and today <= row["due"]
        idle = [on for on in self.counted(max([row["opened"], *row["acts"]]), today, self.places(row))
                if not any(first <= on <= last for first, last in row["holds"])]
        if row["unit"] is not None and not within_limit and len(idle) >= 7:
            found.add("slow")
        return found

    def places(self, row: Row) -> set[str | None]:
        """Where a blocker is: an excuse of one county counts for what is in that county alone."""
        return {row["county"]} if row["county"] else {self.projects[code]["county"] for code in row["projects"]}

    def blast(self, row: Row) -> Row:
        if row["county"] is not None:
            hit = [own for own in self.projects.values() if own["county"] == row["county"] and own["stage"] not in FINISHED]
        else:
            hit = [self.projects[code] for code in row["projects"]]
        hit = [own for own in hit if not own["withdrawn"]]
        return {"projects": len(hit), "total": sum(own["total"] or 0 for own in hit),
                "leaders": len({own["leader"] for own in hit} - {None})}


    # §5, Today

    def score(self, project: Row, today: date) -> float:
        light, _, _ = self.light(project, today)
        on = [own for own in self.on(project) if project["stage"] not in FINISHED or own["county"] is None]
        late = [own for own in on if today > own["due"] and not (own["hold"] and today <= own["hold"][1])]
        points = 3 * len(late) + len(on) + {"red": 2, "yellow": 1}.get(light, 0)
        days = [day for code, day, person in self.seen if code == project["code"] and person == project["leader"]]
        unseen = min((today - max(days)).days, 28) if days else 28
        return points * min(1 + unseen / 7, 4) * (1 + math.log10(1 + (project["plan"] or 0) / 10_000))


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE


def _step(days: int, yellow: int, red: int) -> str | None:
    return "red" if days >= red else "yellow" if days >= yellow else None


def _percent(share: Fraction) -> float:
    """One decimal, half up."""
    return float(((share * 1000 + Fraction(1, 2)).__floor__()) / 10)


# Living through it -----------------------------------------------------------------------------------------------------


class Player:
    """Types at random what people type, into the program and into ``City``."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
        self.random = random.Random(seed)
        self.path, self.monkeypatch, self.city = path, monkeypatch, City()
        self.today = FIRST - 15 * ONE
        self.go(self.today)
        self("init", "--name", "安澜市", "--start", FIRST.isoformat())
        for name in ("临江区", "望潮区"):
            self("add-county", name)
        for name, authority in zip(("临江重点办", "市林业局", "省林业局", "市住建局"), UNITS.values(), strict=True):
            self("add-unit", name, "--authority", authority)
        for name, rank in zip(("王某山", "李某川", "陈某海", "吴某峰"), LEADERS.values(), strict=True):
            self("add-leader", name, "--rank", rank)

    def __call__(self, *args: str) -> str:
        if args[0] in ASSURED and "--yes" not in args:
            args = (*args, "--yes")
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--db", str(self.path), "--lang", "en", *args])
        assert code == 0, (args, err.getvalue())
        return out.getvalue().strip()

    def go(self, day: date) -> None:
        self.today = day
        self.monkeypatch.setenv("CAMPAIGN_NOW", f"{day}T10:48:00+08:00")

    def maybe(self, value: Any, chance: float = 0.7) -> Any:
        return value if self.random.random() < chance else None

    def near(self, low: int, high: int) -> date:
        return self.today + timedelta(days=self.random.randint(low, high))

    def add_project(self) -> None:
        pick, number = self.random.choice, len(self.city.projects) + 1
        started = self.maybe(self.near(-70, 0), 0.6)
        stage = pick(("building", "building", "completed", "producing") if started else ("planning", "reserve", "prework",
                                                                                        "permitted", "completed"))
        row: Row = {
            "county": self.maybe(pick(COUNTIES), 0.85), "leader": self.maybe(pick(list(LEADERS))),
            "unit": self.maybe(pick(list(UNITS))), "total": self.maybe(pick((499, 500, 5_000, 9_999, 10_000, 32_000))),
            "plan": self.maybe(pick((0, 7, 100, 100, 300, 3_333)), 0.8), "stage": stage, "started": started,
            "registered": self.maybe(self.near(-20, 0), 0.2), "planned_start": self.maybe(self.near(-45, 30), 0.6),
            "funds_planned": self.maybe(pick((0, 200, 1_000)), 0.4),
            "planned_finish": self.maybe(FIRST + timedelta(days=self.random.randint(-5, 150)), 0.4)}
        if row["plan"] and row["total"] and row["plan"] > row["total"]:  # neither can be
            row["plan"] = None
        if row["planned_start"] and row["planned_finish"] and row["planned_finish"] < row["planned_start"]:
            row["planned_finish"] = None
        args = [f"项目{number}"]
        for name, value in row.items():
            if value is not None:
                args += [f"--{name.replace('_', '-')}", str(value)]
        code = self("add-project", *args)
        self.city.projects[code] = {"code": code, "added": self.today, "withdrawn": False, "suspended": None, **row}

    def add_blocker(self) -> None:
        wide = self.random.random() < 0.2
        projects = [] if wide else self.random.sample(sorted(self.city.projects), self.random.choice((1, 1, 2)))
        pick = self.random.choice
        row: Row = {"county": pick(COUNTIES) if wide else None, "unit": self.maybe(pick(list(UNITS)), 0.9),
                    "authority": self.maybe(pick(("county", "city", "province", "national"))),
                    "category": pick(("forest", "land", "funding", "safety"))}
        opened, due = self.near(-10, 0), self.maybe(self.near(-4, 15), 0.5)
        args = ["堵点", "--on", opened.isoformat(), *(["--due", due.isoformat()] if due else [])]
        for code in projects:
            args += ["--project", code]
        for name, value in row.items():
            if value is not None:
                args += [f"--{name}", value]
        row["authority"] = row["authority"] or UNITS.get(row["unit"])
        code = self("add-blocker", *args)
        self.city.blockers[code] = {
            "code": code, "projects": projects, "opened": opened, "entered": self.today,
            "due": due or opened + 7 * ONE, "level": 0, "resolved": None,
            "hold": None, "holds": [], "moves": [], "acts": [], "escalated": [], "held_since": opened, **row}

    def add_land_task(self) -> None:
        pick, wide = self.random.choice, self.random.random() < 0.2
        projects = [] if wide else self.random.sample(sorted(self.city.projects), pick((1, 1, 2)))
        row: Row = {"county": pick(COUNTIES) if wide else None, "due": self.maybe(self.near(-4, 25), 0.8),
                    "authority": self.maybe(pick(("county", "city", "province", "national")))}
        opened = self.near(-10, 0)
        args = ["征迁", "--kind", "expropriation", "--target", "434.9亩", "--on", opened.isoformat()]
        for code in projects:
            args += ["--project", code]
        for name, value in row.items():
            if value is not None:
                args += [f"--{name}", str(value)]
        code = self("add-land-task", *args)
        self.city.lands[code] = {"code": code, "projects": projects, "opened": opened, "accepted": False, **row}

    def work_on_land(self) -> None:
        standing = [row for row in self.city.lands.values() if not row["accepted"]]
        if not standing:
            return
        row = self.random.choice(standing)
        act = self.random.choice(("progress", "due", "accept"))
        if act == "progress":
            self("land-progress", row["code"], "+1.5亩")
        elif act == "due":
            row["due"] = self.near(-2, 20)
            self("edit", row["code"], "--due", row["due"].isoformat(), "--why", "补征")
        elif self.random.random() < 0.4:
            row["accepted"] = True
            self("accept", row["code"])

    def room(self, rows: list[tuple[str, date, int]], code: str, on: date) -> int:
        """What can be taken off on a day, so that no day's sum lies below nothing."""
        own = sorted((day, money) for project, day, money in rows if project == code)
        sums = [sum(money for day, money in own if day <= upto) for upto in {on, *(day for day, _ in own if day > on)}]
        return min(sums)

    def work_on_project(self) -> None:
        row = self.city.projects[self.random.choice(sorted(self.city.projects))]
        code, on = row["code"], self.near(-6, 0)
        act = self.random.choice(("add", "add", "to", "words", "visit", "visit", "phone", "register", "suspend", "withdraw",
                                  "claim", "fund", "fund"))
        if act == "add":
            money = self.random.choice((30, 33, 100, -7, 0) if self.room(self.city.money, code, on) >= 7 else (30, 33, 100, 0))
            self("progress", code, f"{money:+}万", "--on", on.isoformat())
            self.city.money.append((code, on, money))
        elif act == "to":
            before = sum(money for own, day, money in self.city.money if own == code and (
                FIRST <= day <= on if on >= FIRST else day <= on))
            total = self.random.choice((before, before + 40, max(90, before - self.room(self.city.money, code, on))))
            self("progress", code, "--to", str(total), "--on", on.isoformat())
            self.city.money.append((code, on, total - before))
        elif act == "words":
            self("progress", code, "--done", "基础施工", "--on", on.isoformat(), "--on-site")
            self.city.money.append((code, on, 0))
            self.city.visits.append((code, on))
        elif act in ("visit", "phone"):
            who = self.random.choice((None, row["leader"], *LEADERS))
            self("visit", code, "--on", on.isoformat(), "--channel", "site" if act == "visit" else "phone",
                 *(["--by", who] if who else []))
            self.city.visits += [(code, on)] if act == "visit" else []
            self.city.seen += [(code, on, who)] if act == "visit" and who else []
        elif act == "fund":
            money = self.random.choice((30, 100, -7) if self.room(self.city.funds, code, on) >= 7 else (30, 100))
            self("fund", code, f"{money:+}万", "--on", on.isoformat())
            self.city.funds.append((code, on, money))
        elif act == "register" and row["started"]:
            self("edit", code, "--registered", on.isoformat())
            row["registered"] = on
        elif act == "suspend" and self.random.random() < 0.3:
            row["suspended"] = self.near(-3, 10)
            self("edit", code, "--suspended", "资金", "--review", row["suspended"].isoformat())
        elif act == "withdraw" and self.random.random() < 0.2:
            self("edit", code, "--withdrawn", "业主放弃")
            row["withdrawn"] = True
        elif act == "claim":
            row["leader"] = self.random.choice(list(LEADERS))
            self("claim", code, "-l", row["leader"], "--yes")

    def work_on_blocker(self) -> None:
        standing = [row for row in self.city.blockers.values() if row["resolved"] is None]
        if not standing:
            return
        row = self.random.choice(standing)
        code = row["code"]
        act = self.random.choice(("assign", "assign", "note", "contact", "escalate", "hold", "reopen", "resolve", "due"))
        if act == "assign":
            unit, did = self.random.choice(list(UNITS)), self.maybe("材料已交", 0.8)
            self("assign", code, "--unit", unit, *(["--did", did] if did else []))
            if unit != row["unit"]:  # the same unit again is no move; the first unit of a blocker neither
                row["moves"] += [(row["unit"], unit, self.today, did)] if row["unit"] else []
                row["acts"].append(self.today)
                row["unit"], row["held_since"] = unit, self.today
        elif act in ("note", "contact"):
            self(act, code, "已催办")
            row["acts"].append(self.today)
        elif act == "escalate" and row["level"] < 3:
            self("escalate", code)
            row["level"] += 1
            row["escalated"].append(self.today)
        elif act == "hold":
            review = self.near(0, 12)
            self("hold", code, "--reason", "weather", "--review", review.isoformat())
            self.end_hold(row)
            row["hold"] = (self.today, review)
            row["holds"].append(row["hold"])
        elif act == "reopen" and row["hold"]:
            self("reopen", code, "--why", "可以干了")
            self.end_hold(row)
            row["hold"] = None
        elif act == "resolve" and self.random.random() < 0.4:
            on_site = self.random.random() < 0.5
            self("resolve", code, "--how", "办结", *(["--on-site"] if on_site else []))
            row["resolved"] = self.today
            self.city.visits += [(own, self.today) for own in row["projects"]] if on_site else []
        elif act == "due":
            row["due"] = self.near(-2, 9)
            self("edit", code, "--due", row["due"].isoformat(), "--why", "雨季")

    def end_hold(self, row: Row) -> None:
        """A hold that is ended before its review date was one only until the day before."""
        if row["hold"] is not None and self.today <= row["hold"][1]:
            row["holds"][-1] = (row["hold"][0], self.today - ONE)

    def excuse(self) -> None:
        first, county = self.near(-8, 4), self.maybe(self.random.choice(COUNTIES), 0.5)
        last = first + timedelta(days=self.random.randint(0, 3))
        self("excuse", f"{first}..{last}", "--why", "台风", *(["--county", county] if county else []))
        self.city.excuses.append((first, last, county))

    # Comparing

    def compare(self) -> None:
        city, today = self.city, self.today
        lights: dict[str, int] = dict.fromkeys(("red", "yellow", "green", "none", "suspended"), 0)
        told = {row["code"]: row for row in json.loads(self("projects", "--json"))}
        assert set(told) == set(city.projects)
        for code, project in city.projects.items():
            row, (light, reasons, marks) = told[code], city.light(project, today)
            said = {(reason["rule"], reason["level"], reason["since"], reason["blocker"] or reason["land_task"])
                    for reason in row["reasons"]}
            assert said == reasons, (today, project, city.on(project))
            said_marks = set(row["marks"]) - {"retargeted"}  # 目标已调: tests/core/test_retargeted.py
            assert (row["light"], said_marks) == (light, marks), (today, project, reasons)
            assert row["expected_pct"] == _percent(city.expected(project, today)), (today, project)
            share = _percent(Fraction(city.done(code), project["plan"])) if project["plan"] else None
            assert (row["done_100"], row["progress_pct"]) == (city.done(code), share), (today, project)
            on = city.on(project)
            late = [own for own in on if today > own["due"] and not (own["hold"] and today <= own["hold"][1])]
            assert (row["open_blockers"], row["overdue_blockers"]) == (len(on), len(late)), (today, project)
            if not project["withdrawn"]:
                lights[light] += 1
        self.compare_blockers()
        for code in LEADERS:
            own_projects = [row for row in city.projects.values() if row["leader"] == code and not row["withdrawn"]]
            scores = {row["code"]: city.score(row, today) for row in own_projects}
            said_scores = {row["code"]: row["score"] for row in json.loads(self("today", code, "--json"))}
            assert said_scores == pytest.approx({code: score for code, score in scores.items() if score}, abs=0.001)
        status = json.loads(self("status", "--json"))
        day = (today - FIRST).days + 1
        assert status["lights"] == lights
        assert (status["day"], status["days_left"]) == (day, min(LENGTH, max(0, LENGTH - day)))
        for leader in json.loads(self("leaders", "--json")):
            own = [row for row in city.projects.values() if row["leader"] == leader["code"] and not row["withdrawn"]]
            assert leader["projects"] == len(own) == sum(leader["lights"].values())
            assert leader["claimed_major"] == any((row["total"] or 0) >= 10_000 for row in own), leader

    def compare_blockers(self) -> None:
        city, today = self.city, self.today
        assert {row["code"] for row in json.loads(self("blockers", "--json"))} == {
            code for code, row in city.blockers.items() if row["resolved"] is None}
        for row in json.loads(self("blockers", "--all", "--json")):
            own = city.blockers[row["code"]]
            held = own["hold"] is not None and today <= own["hold"][1]
            late = 0 if held or own["resolved"] else max(0, (today - own["due"]).days)
            assert row["days_overdue"] == late, (today, own)
            assert row["days_held"] == ((own["resolved"] or today) - own["held_since"]).days, (today, own)
            assert set(row["flags"]) - {"slow"} == city.flags(own, today) - {"slow"}, (today, own)
            assert row["blast"] == city.blast(own), (today, own)
            moves = [(move["from"], move["to"], date.fromisoformat(move["at"]), move["did"]) for move in row["moves"]]
            assert [move for move in moves if move[0] is not None] == own["moves"], own


@pytest.mark.parametrize("seed", range(4))
def test_the_program_says_what_the_rules_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    player = Player(tmp_path / "campaign.db", monkeypatch, seed)
    for _ in range(12):
        player.add_project()
    for n in range(14):
        player.go(player.today + timedelta(days=player.random.randint(1, 18)))
        for act, times in ((player.add_project, 1), (player.add_blocker, 2), (player.add_land_task, 1),
                           (player.work_on_land, 2), (player.work_on_project, 5), (player.work_on_blocker, 4),
                           (player.excuse, n % 4 == 1)):
            for _ in range(times):
                act()
        player.compare()
    player("log", "--verify")
