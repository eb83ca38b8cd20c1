"""The answers of ``campaign.cli.questions``, as rows and as tables. Keys are stable; money is in 万元, days are ISO text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaign import words
from campaign.cli import output, present
from campaign.cli.output import Column, style
from campaign.cli.present import column
from campaign.cli.state import current
from campaign.cli.views import Row, iso, percent
from campaign.core import blasts as rules
from campaign.core import codes
from campaign.core import today as where
from campaign.core.blockers import Blast
from campaign.core.clocks import Link, Outlook
from campaign.core.deeds import DeedKind
from campaign.core.errors import BadInput
from campaign.core.facts import nobody_today, share
from campaign.core.fields import word
from campaign.core.filters import LeaderFilter, match_leader
from campaign.core.model import ApprovalKind, Channel, Investor, Project, Scope, Sector
from campaign.core.overview import Rates, days_to_filing
from campaign.core.presence import Site
from campaign.core.situation import UNREGISTERED, Situation
from campaign.core.today import Stop
from campaign.data.clocks import clocks
from campaign.service import questions
from campaign.service.questions import By, Contacts, Line
from campaign.text import _, ngettext
from campaign.words import deeds as say
from campaign.words.labels import NOTHING

TODAY = ("code", "name", "county", "county_name", "light", "score", "overdue_blockers", "open_blockers", "days_since_visit",
         "leader_visit", "plan_100", "blockers", "settles", "reasons")
PRESENCE = ("code", "name", "county", "county_name", "manager", "manager_name", "today", "manager_today", "streak", "last_visit",
            "days_since_visit", "unsolved", "strip")
CONTACTS = ("code", "name", "post", "site", "phone", "meeting", "site_pct", "sites")
BLAST = ("code", "kind", "title", "county", "county_name", "projects", "codes", "total", "leaders", "leader_codes", "also")
TOO_LATE = ("code", "name", "county", "county_name", "leader", "leader_name", "mark", "milestone", "floor_end", "limit_end",
            "days_late", "estimated", "chain")
RATES = ("code", "name", "projects", "start_pct", "start_met", "start_due", "investment_pct", "reported_done", "reported_plan",
         "funds_pct", "funds_in", "funds_plan", "finish_pct", "finish_met", "finish_due", "registration_pct",
         "registration_met", "registration_due", "registered_money", "private_plan_pct", "private_done_pct")
MONEY = ("reported_done", "reported_plan", "funds_in", "funds_plan", "registered_money")
DOSSIER = ("code", "on", "kind", "name", "text")
RECENT = 14
"""Days of a strip that a table shows."""


def _named(things: Any, code: str | None) -> str | None:
    row = things.get(code or "")
    return None if row is None else row.name


def _since(situation: Situation, day: date | None) -> int | None:
    """Days since a day; None when there was none."""
    return None if day is None else max(0, (situation.today - day).days)


def _pct(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}%"


def _ago(days: int | None) -> str:
    return _("never") if days is None else _("{n} d").format(n=days)


# Today --------------------------------------------------------------------------------------------------------------------


def today(as_json: bool, as_csv: bool, plain: bool, typed: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    person = questions.leader(session, typed)
    situation = session.situation()
    rows = [_stop(situation, stop) for found in where.today(situation, person) for stop in found.stops]
    name = situation.snapshot.people[person].name
    if how.plain and rows:
        output.blocks([*present.facts(row, ("reasons",)), *((words.field("reasons"), reason) for reason in row["reasons"])]
                      for row in rows)
        return
    present.listing(rows, how, TODAY, _today_columns, empty=_("Nothing calls for {name} just now.").format(name=name))


def _stop(situation: Situation, stop: Stop) -> Row:
    project = situation.snapshot.projects[stop.project]
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": _named(situation.snapshot.counties, project.county),
        "light": stop.light,
        "score": stop.score,
        "overdue_blockers": stop.overdue,
        "open_blockers": stop.open,
        "days_since_visit": stop.unseen,
        "leader_visit": iso(project.leader_visit),
        "plan_100": project.plan_100,
        "blockers": [item.code for item in stop.blockers],
        "settles": stop.settles,
        "reasons": say.stop_reasons(situation, stop),
    }


def _today_columns(rows: list[Row]) -> list[Column]:
    """A county is named once, before the first of its projects; each reason has a line of its own."""
    lines: list[tuple[str, ...]] = []
    for at, row in enumerate(rows):
        county = "" if at and rows[at - 1]["county"] == row["county"] else row["county_name"] or NOTHING
        head = county, row["code"], row["name"], words.label(row["light"])
        lines += [(*(("",) * len(head) if n else head), reason) for n, reason in enumerate(row["reasons"])]
    cells = [list(line) for line in zip(*lines, strict=True)]
    return [Column(words.field(key), cells[at], flexible=key in ("name", "reasons"))
            for at, key in enumerate(("county", "code", "name", "light", "reasons"))]


# Presence -----------------------------------------------------------------------------------------------------------------


def presence(as_json: bool, as_csv: bool, plain: bool, *, county: str | None, leader: str | None, project: str | None,
             absent: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    wanted = {
        "county": None if county is None else session.code("county", county),
        "leader": None if leader is None else questions.leader(session, leader),
        "code": None if project is None else session.code("project", project),
    }
    situation = session.situation()
    day = situation.today
    chosen = [row for row in situation.snapshot.projects.values()
              if all(value is None or getattr(row, key) == value for key, value in wanted.items())
              and (not absent or nobody_today(row, day, situation.excused_in(row.county)))]
    # Where nobody is today comes first, the longest unseen before the others.
    chosen.sort(key=lambda row: (not nobody_today(row, day, situation.excused_in(row.county)), row.last_visit or date.min,
                                 codes.order(row.code)))
    rows = [_site(situation, site) for site in questions.sites(session, situation, chosen)]
    if how.plain:
        rows = [row | {"today": say.mark(row["today"])} for row in rows]
    present.listing(rows, how, PRESENCE, _site_columns, empty=_("Everybody who should be on a site is.") if absent else
                    _("No site is working here."))
    if rows and not (how.json or how.csv or how.plain):
        output.talk(say.legend())


def _site(situation: Situation, site: Site) -> Row:
    project, told = situation.snapshot.projects[site.project], situation.snapshot
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": _named(told.counties, project.county),
        "manager": project.manager,
        "manager_name": _named(told.people, project.manager),
        "today": site.today,
        "manager_today": site.manager_today,
        "streak": site.streak,
        "last_visit": iso(project.last_visit),
        "days_since_visit": _since(situation, project.last_visit),
        "unsolved": [item.code for item in site.unsolved],
        "strip": "".join(say.SIGNS[mark] for mark in site.strip),
    }


def _site_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        Column(_("today"), [say.mark(row["today"]) for row in rows]),
        Column(_("last visit"), [_ago(row["days_since_visit"]) for row in rows], right=True),
        Column(words.field("manager"), [row["manager_name"] or NOTHING for row in rows], flexible=True),
        Column(_("manager's streak"), [_("{n} d").format(n=row["streak"]) for row in rows], right=True),
        Column(_("there, not solved"), [words.listed(row["unsolved"]) or NOTHING for row in rows]),
        Column(_("last {n} days").format(n=RECENT), [row["strip"][-RECENT:] for row in rows]),
    ]


def contacts(as_json: bool, as_csv: bool, plain: bool, *, leader: str | None, others: Sequence[str | None], absent: bool) -> None:
    """Of every leader on the board, or of one; the other filters are about sites."""
    for option, given in (("--absent", absent), ("--county", others[0] is not None), ("--project", others[1] is not None)):
        if given:
            raise BadInput("twice", text=f"--leaders {option}")
    how, session = style(as_json, as_csv, plain), current().session()
    one = None if leader is None else questions.leader(session, leader)
    situation = session.situation()
    people = situation.snapshot.people
    chosen = [one] if one else sorted((code for code in people if match_leader(situation, code, LeaderFilter())), key=codes.order)
    rows = [_contacts(situation, told) for told in questions.contacts(session, situation, chosen)]
    present.listing(rows, how, CONTACTS, _contact_columns, empty=_("No leader matches; campaign add-leader adds one."))


def _contacts(situation: Situation, told: Contacts) -> Row:
    person = situation.snapshot.people[told.person]
    return {"code": person.code, "name": person.name, "post": person.post, "site": told.site, "phone": told.phone,
            "meeting": told.meeting, "site_pct": percent(told.share), "sites": told.sites}


def _contact_columns(rows: list[Row]) -> list[Column]:
    return [
        column("code", rows), column("name", rows, flexible=True), column("post", rows, flexible=True),
        *(Column(words.label(channel), [str(row[channel.value]) for row in rows], right=True) for channel in Channel),
        Column(_("on site, %"), [_pct(row["site_pct"]) for row in rows], right=True),
        Column(_("sites"), [str(row["sites"]) for row in rows], right=True),
    ]


# Blast radius -------------------------------------------------------------------------------------------------------------


def blasts(as_json: bool, as_csv: bool, plain: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = rules.standing(situation)
    rows = [_obstacle(situation, one) for one in found]
    if how.plain:
        rows = [row | {"kind": words.kind(row["kind"])} for row in rows]
    present.listing(rows, how, BLAST, _blast_columns, empty=_("Nothing is in the way: no blocker is open, no land task late."))
    if rows and not (how.json or how.csv or how.plain):
        output.data(_frozen(rules.in_all(situation, found)))


def _frozen(hit: Blast) -> str:
    return ngettext("In all {n} project frozen, {total}", "In all {n} projects frozen, {total}", hit.projects).format(
        n=hit.projects, total=words.money(hit.total))


def _obstacle(situation: Situation, one: rules.Standing) -> Row:
    told = situation.snapshot
    item = told.lands.get(one.code) or told.blockers[one.code]
    leaders = {row.leader for code in one.hit.codes if (row := told.projects[code]).leader is not None}
    return {
        "code": one.code,
        "kind": "land_task" if one.code in told.lands else "blocker",
        "title": situation.name_of(one.code),
        "county": item.county if item.scope is Scope.COUNTY else None,
        "county_name": _named(told.counties, item.county) if item.scope is Scope.COUNTY else None,
        "projects": one.hit.projects,
        "codes": list(one.hit.codes),
        "total": one.hit.total,
        "leaders": one.hit.leaders,
        "leader_codes": sorted((code for code in leaders if code is not None), key=codes.order),
        "also": one.also,
    }


def _blast_columns(rows: list[Row]) -> list[Column]:
    return [
        Column(words.field("code"), [row["code"] if row["also"] is None else f"{row['code']} {row['also']}" for row in rows]),
        Column(words.field("kind"), [words.kind(row["kind"]) for row in rows]),
        column("title", rows, flexible=True),
        Column(_("whole county"), [row["county_name"] or NOTHING for row in rows], flexible=True),
        column("projects", rows, right=True),
        column("total", rows, right=True),
        column("leaders", rows, right=True),
    ]


def blast(as_json: bool, as_csv: bool, plain: bool, typed: str) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    code = questions.obstacle(session, situation, typed)
    solved, hit = rules.together(situation, code)
    also = next((other for other in sorted(solved, key=codes.order) if other != code), None)
    freed = rules.frees(situation, code)
    row = {
        **_obstacle(situation, rules.Standing(code, also, hit)),
        "free": freed.projects,
        "free_total": freed.total,
        "still_held": freed.still_held,
        "project_list": [
            {"code": project, "name": situation.snapshot.projects[project].name, "light": situation.assessments[project].light,
             "held_by": sorted(rules.holders(situation, project) - solved, key=codes.order)} for project in hit.codes],
    }
    if how.json:
        output.json_object(row)
    elif how.csv:
        output.csv_rows([row], [key for key in row if key != "project_list"], present.flat)
    elif how.plain:
        said = row | {"kind": words.kind(row["kind"]), "free_total": words.money(row["free_total"])}
        output.blocks([present.facts(said, ("project_list",)), *map(present.facts, row["project_list"])])
    else:
        _blast_page(row)


def _blast_page(row: Row) -> None:
    name = f"{row['code']} {row['title']}" + (f" ({row['also']})" if row["also"] else "")
    output.data(ngettext("{name} freezes {n} project, {total}", "{name} freezes {n} projects, {total}", row["projects"]).format(
        name=name, n=row["projects"], total=words.money(row["total"])))
    output.data(ngettext("Solved, it frees {n} project, {total}", "Solved, it frees {n} projects, {total}", row["free"]).format(
        n=row["free"], total=words.money(row["free_total"])))
    if row["still_held"]:
        output.data(ngettext("{n} project stays held by something else", "{n} projects stay held by something else",
                             row["still_held"]).format(n=row["still_held"]))
    if rows := row["project_list"]:
        output.data("")
        output.table([column("code", rows), column("name", rows, flexible=True), column("light", rows),
                      Column(_("also held by"), [words.listed(project["held_by"]) or NOTHING for project in rows])], indent="  ")


# Too late -----------------------------------------------------------------------------------------------------------------


def too_late(as_json: bool, as_csv: bool, plain: bool, *, risk: bool) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = questions.too_late(session, situation, risk=risk)
    rows = [_late(situation, project, told) for project, told in found]
    if how.plain and rows:
        output.blocks([*present.facts(row | {"mark": words.mark(row["mark"])}, ("chain",)),
                       *((_("Step"), _step(link)) for link in told.chain)]
                      for row, (_project, told) in zip(rows, found, strict=True))
        return
    if how.json or how.csv or not rows:
        present.listing(rows, how, TOO_LATE, lambda rows: [], empty=_("Every project can still reach its milestone in time."))
        return
    for project, told in found:
        _late_page(project, told)
    _sources([link for _project, told in found for link in told.chain])


def _late(situation: Situation, project: Project, told: Outlook) -> Row:
    return {
        "code": project.code,
        "name": project.name,
        "county": project.county,
        "county_name": _named(situation.snapshot.counties, project.county),
        "leader": project.leader,
        "leader_name": _named(situation.snapshot.people, project.leader),
        "mark": "too_late" if told.too_late else "at_risk",
        "milestone": iso(told.milestone),
        "floor_end": iso(told.floor_end),
        "limit_end": iso(told.limit_end),
        "days_late": questions.days_late(told),
        "estimated": told.estimated,
        "chain": [
            {"kind": link.kind, "code": link.code, "begins": iso(link.begins), "ends": iso(link.ends), "days": link.days,
             "working": link.working, "bound": link.bound, "latest": _latest(link), "estimated": link.estimated}
            for link in told.chain],
    }


def _step(link: Link) -> str:
    """One step of a chain on one line."""
    return _("{code} {step}: {begins} to {ends}, {takes} ({bound}), latest start {latest}").format(
        code=link.code, step=words.label(ApprovalKind(link.kind)), begins=iso(link.begins), ends=_ends(link),
        takes=say.duration(link), bound=say.bound(link.bound), latest=_latest(link) or NOTHING)


def _ends(link: Link) -> str:
    """The day, and whether it rests on working days that nobody has published yet."""
    return _("{day} (estimated)").format(day=link.ends) if link.estimated else link.ends.isoformat()


def _latest(link: Link) -> str | None:
    """None: no day would have been early enough."""
    return None if link.latest == date.min else iso(link.latest)


def _late_page(project: Project, told: Outlook) -> None:
    end = told.floor_end if told.too_late else told.limit_end
    late = questions.days_late(told)
    output.data(f"{project.code} {project.name}  " + ngettext(
        "{mark}: through on {end} at the earliest, {n} day after its milestone {milestone}",
        "{mark}: through on {end} at the earliest, {n} days after its milestone {milestone}", late).format(
            mark=words.mark("too_late"), end=iso(end), n=late, milestone=iso(told.milestone)) if told.too_late else
        f"{project.code} {project.name}  " + ngettext(
        "{mark}: through on {end} if every authority takes its full time, {n} day after its milestone {milestone}",
        "{mark}: through on {end} if every authority takes its full time, {n} days after its milestone {milestone}", late).format(
            mark=words.mark("at_risk"), end=iso(end), n=late, milestone=iso(told.milestone)))
    chain = told.chain
    output.table([
        Column(words.field("code"), [link.code for link in chain]),
        Column(_("Step"), [words.label(ApprovalKind(link.kind)) for link in chain], flexible=True),
        Column(_("begins"), [link.begins.isoformat() for link in chain]),
        Column(_("ends"), [_ends(link) for link in chain]),
        Column(_("takes"), [say.duration(link) for link in chain], right=True),
        Column(_("floor or limit"), [say.bound(link.bound) for link in chain]),
        Column(_("latest start"), [_latest(link) or NOTHING for link in chain]),
    ], indent="  ")
    output.data("")


def _sources(links: Sequence[Link]) -> None:
    """Where the durations come from, each once."""
    output.data(_("Statutory durations: verify them before relying on any. Sources:"))
    for kind in dict.fromkeys(link.kind for link in links):
        output.data(f"  {words.label(ApprovalKind(kind))}: {clocks()[kind].source}")


# Rates --------------------------------------------------------------------------------------------------------------------


def rates(as_json: bool, as_csv: bool, plain: bool, typed: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    by = None if typed is None else By(word(By, typed))
    situation = session.situation()
    rows = [_line(situation, by, line) for line in questions.lines(situation, by)]
    if how.plain:
        rows = [row | {key: words.money(row[key]) for key in MONEY} for row in rows]
    present.listing(rows, how, RATES, _rate_columns, empty=_("There is no county yet; campaign add-county adds one.") if
                    by is By.COUNTY else _("No leader matches; campaign add-leader adds one."))
    if how.json or how.csv or how.plain or not rows:
        return
    if by is None:
        output.data(_("Private share: {plan} of the plan, {done} of the money done").format(
            plan=_pct(rows[0]["private_plan_pct"]), done=_pct(rows[0]["private_done_pct"])))
    output.data(_filing(situation))


def _line(situation: Situation, by: By | None, line: Line) -> Row:
    found, sums, own = line.rates, line.rates.sums, line.private
    return {
        "code": line.code,
        "name": _group(situation, by, line.code),
        "projects": sums.projects,
        "start_pct": percent(found.start),
        "start_met": sums.start_met,
        "start_due": sums.start_due,
        "investment_pct": percent(found.investment),
        "reported_done": found.done,
        "reported_plan": found.plan,
        "funds_pct": percent(found.funds),
        "funds_in": sums.funds,
        "funds_plan": sums.funds_plan,
        "finish_pct": percent(found.finish),
        "finish_met": sums.finish_met,
        "finish_due": sums.finish_due,
        "registration_pct": percent(found.registration),
        "registration_met": sums.registration_met,
        "registration_due": sums.registration_due,
        "registered_money": found.registered,
        "private_plan_pct": _part(own, found, "plan"),
        "private_done_pct": _part(own, found, "done"),
    }


def _part(own: Rates, whole: Rates, field: str) -> float | None:
    return percent(share(getattr(own, field), getattr(whole, field)))


def _group(situation: Situation, by: By | None, code: str | None) -> str | None:
    told = situation.snapshot
    if code is None:
        return None
    match by:
        case By.COUNTY:
            return _named(told.counties, code)
        case By.LEADER:
            return _named(told.people, code)
        case By.SECTOR:
            return words.label(Sector(code))
        case By.INVESTOR:
            return words.label(Investor(code))
    return told.campaign.name


def _rate_columns(rows: list[Row]) -> list[Column]:
    """Each rate with what it was divided from; reported and registered money under headings of their own."""
    def rate(key: str, met: str, due: str) -> list[str]:
        return [f"{_pct(row[key])} ({row[met]}/{row[due]})" if row[due] else NOTHING for row in rows]

    return [
        Column(words.field("name"), [row["name"] or _("(not known)") for row in rows], flexible=True),
        column("projects", rows, right=True),
        Column(_("start rate"), rate("start_pct", "start_met", "start_due"), right=True),
        Column(_("investment rate"), [_pct(row["investment_pct"]) for row in rows], right=True),
        Column(_("funds rate"), [_pct(row["funds_pct"]) for row in rows], right=True),
        Column(_("completion rate"), rate("finish_pct", "finish_met", "finish_due"), right=True),
        Column(_("registration rate"), rate("registration_pct", "registration_met", "registration_due"), right=True),
        Column(_("reported: done / plan"),
               [f"{words.money(row['reported_done'])} / {words.money(row['reported_plan'])}" for row in rows], right=True),
        Column(_("registered money"), [words.money(row["registered_money"]) for row in rows], right=True),
    ]


def _filing(situation: Situation) -> str:
    """开工未纳统, and how long until statistics are filed."""
    n, days = situation.counts[UNREGISTERED], days_to_filing(situation.snapshot.campaign, situation.today)
    text = ngettext("{n} project has started but is not registered in statistics",
                    "{n} projects have started but are not registered in statistics", n).format(n=n)
    if days is not None:
        text = ngettext("{what}: filing in {n} day", "{what}: filing in {n} days", days).format(what=text, n=days) if days else \
            _("{what}, statistics are filed today").format(what=text)
    return f"{text} (campaign projects --unregistered)" if n else text


# Deeds --------------------------------------------------------------------------------------------------------------------


def dossier(as_json: bool, as_csv: bool, plain: bool, typed: str) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    person = questions.leader(session, typed)
    situation = session.situation()
    people = {code: row.name for code, row in situation.snapshot.people.items()}
    rows: list[Row] = []
    for done in questions.dossier(session, situation, person):
        name = situation.name_of(done.code) or session.store.name_of("blocker", done.code)
        kind = say.deed(done.kind) if how.plain else done.kind.value
        rows.append({"code": done.code, "on": iso(done.on), "kind": kind, "name": name, "text": say.deed_text(done, people)})
    present.listing(rows, how, DOSSIER, _deed_columns, empty=_("Nothing is recorded of {name} yet.").format(name=people[person]))


def _deed_columns(rows: list[Row]) -> list[Column]:
    return [
        column("on", rows),
        Column(_("Deed"), [say.deed(DeedKind(row["kind"])) for row in rows]),
        column("code", rows),
        column("name", rows, flexible=True),
        Column(words.field("text"), [row["text"] or NOTHING for row in rows], flexible=True),
    ]
