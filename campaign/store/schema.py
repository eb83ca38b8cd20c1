"""The tables. Migrations are append-only: one that has been released is never edited.

Text keys, ISO days, UTC instants and constraints in the schema keep the way to another backend open; no view, no CASCADE and no
partial index keeps ``table.transform()`` usable for later migrations.
"""

import json
import re
from collections.abc import Callable, Collection
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from campaign.core.dates import parse_instant, zone
from campaign.core.model.blocker import BlockerState, Category, EventKind, HoldReason, Scope
from campaign.core.model.consent import RequestState, ResultState, What
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.core.model.land import ApprovalEventKind, ApprovalKind, ApprovalState, LandEventKind, LandKind, Measure
from campaign.core.model.leads import LeadEventKind, LeadStage, NodeState
from campaign.core.model.merits import CaseKind, MeritKind
from campaign.core.model.people import Authority, Rank, Role
from campaign.core.model.project import Channel, Investor, ListState, Sector, Stage, TargetList
from campaign.core.spot_check import ReportKind
from campaign.store.engine.connection import Connection, sqlite3
from campaign.store.snapshot import read_campaign
from campaign.store.totals import refresh_all_totals

if TYPE_CHECKING:  # whoever only asks for the version has no need of it
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

STEPS: "list[Callable[[Database], None]]" = []


def migration(step: "Callable[[Database], None]") -> "Callable[[Database], None]":
    """One more; the number of them is the version of the schema."""
    STEPS.append(step)
    return step


def migrations() -> "Migrations":
    from sqlite_utils.migrations import Migrations

    found = Migrations("campaign")
    for step in STEPS:
        found()(step)
    return found


def migrate(connection: Connection, path: Path | None = None) -> None:
    """Bring the database to ``SCHEMA_VERSION`` in one write, whoever else opens it at the same time.

    What was in the file ``path`` before is kept as ``<path>.schema-N.bak``; when the migration fails, the file stays as it was.
    """
    from sqlite_utils import Database

    kept: Path | None = None
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            if path is not None and version > 0:
                from campaign.store.copies import keep_before_migration

                kept = keep_before_migration(path, version)
            migrations().apply(Database(connection, execute_plugins=False))
            if connection.execute("SELECT 1 FROM campaign").fetchone():
                refresh_all_totals(connection, read_campaign(connection))
            wrong = connection.execute("PRAGMA foreign_key_check").fetchall()
            if wrong:
                raise ValueError(f"migration broke references: {wrong[:3]}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
        connection.schema = SCHEMA_VERSION
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        if kept is not None:  # it would be one more for every try
            kept.unlink(missing_ok=True)
        raise


def empty(version: int) -> Connection:
    """A database without rows, in memory, as that version of the schema has it."""
    from sqlite_utils import Database

    connection = sqlite3.connect(":memory:", isolation_level=None, factory=Connection)
    migrations().apply(Database(connection, execute_plugins=False), stop_before=[step.__name__ for step in STEPS[version:]])
    return connection


def _words(column: str, enum: type[StrEnum], later: Collection[str] = ()) -> str:
    """``later``: words that a migration after it has brought."""
    return f"CHECK ({column} IN ({', '.join(repr(word.value) for word in enum if word not in later)}))"


def _day(column: str) -> str:
    return f"CHECK (length({column}) = 10)"


@migration
def first_tables(db: "Database") -> None:
    for statement in FIRST_TABLES:
        db.execute(statement)


FIRST_TABLES = (
    f"""CREATE TABLE campaign (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL CHECK (name <> ''),
        first_day TEXT NOT NULL {_day('first_day')},
        length INTEGER NOT NULL CHECK (length BETWEEN 1 AND 1000),
        time_zone TEXT NOT NULL,
        golden_end TEXT {_day('golden_end')},
        filing_day INTEGER CHECK (filing_day BETWEEN 1 AND 31),
        language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
        head_seq INTEGER NOT NULL DEFAULT 0,
        head_hash TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE TABLE settings (key TEXT PRIMARY KEY, value INTEGER NOT NULL CHECK (value >= 0)) STRICT",
    "CREATE TABLE counters (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT",
    """CREATE TABLE counties (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        key TEXT NOT NULL,
        leader TEXT REFERENCES people (code),
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    f"""CREATE TABLE units (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        key TEXT NOT NULL,
        authority TEXT {_words('authority', Authority)},
        county TEXT REFERENCES counties (code),
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    f"""CREATE TABLE people (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        key TEXT NOT NULL,
        post TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL {_words('rank', Rank)},
        unit TEXT REFERENCES units (code),
        county TEXT REFERENCES counties (code),
        leader INTEGER NOT NULL DEFAULT 0 CHECK (leader IN (0, 1)),
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    f"""CREATE TABLE projects (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        key TEXT NOT NULL,
        national_code TEXT UNIQUE,
        county TEXT REFERENCES counties (code),
        sector TEXT {_words('sector', Sector)},
        node TEXT,
        investor TEXT {_words('investor', Investor)},
        leader TEXT REFERENCES people (code),
        unit TEXT REFERENCES units (code),
        manager TEXT REFERENCES people (code),
        developer TEXT,
        task_force TEXT,
        stage TEXT NOT NULL {_words('stage', Stage)},
        total INTEGER CHECK (total >= 0),
        plan_year INTEGER CHECK (plan_year >= 0),
        plan_100 INTEGER CHECK (plan_100 >= 0),
        done_before INTEGER CHECK (done_before >= 0),
        planned_start TEXT {_day('planned_start')},
        planned_finish TEXT {_day('planned_finish')},
        started TEXT {_day('started')},
        finished TEXT {_day('finished')},
        registered TEXT {_day('registered')},
        funds_planned INTEGER CHECK (funds_planned >= 0),
        anchor TEXT,
        expected_tax INTEGER CHECK (expected_tax >= 0),
        pull INTEGER CHECK (pull BETWEEN 0 AND 3),
        provincial_key INTEGER NOT NULL DEFAULT 0 CHECK (provincial_key IN (0, 1)),
        suspended TEXT CHECK (suspended <> ''),
        review TEXT {_day('review')},
        withdrawn TEXT CHECK (withdrawn <> ''),
        version INTEGER NOT NULL DEFAULT 1,
        done_100 INTEGER NOT NULL DEFAULT 0,
        last_report TEXT,
        last_money TEXT,
        last_visit TEXT,
        CHECK (stage <> 'building' OR started IS NOT NULL),
        CHECK (suspended IS NULL OR review IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX projects_county ON projects (county)",
    "CREATE INDEX projects_leader ON projects (leader)",
    "CREATE INDEX projects_manager ON projects (manager)",
    f"""CREATE TABLE progress (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (code),
        on_day TEXT NOT NULL {_day('on_day')},
        money INTEGER NOT NULL DEFAULT 0,
        done TEXT,
        crew INTEGER CHECK (crew >= 0),
        crew_planned INTEGER CHECK (crew_planned >= 0),
        machines INTEGER CHECK (machines >= 0),
        materials TEXT,
        fronts INTEGER CHECK (fronts >= 0),
        note TEXT
    ) STRICT""",
    "CREATE INDEX progress_project ON progress (project, on_day, money)",
    f"""CREATE TABLE blockers (
        code TEXT PRIMARY KEY,
        title TEXT NOT NULL CHECK (title <> ''),
        key TEXT NOT NULL,
        category TEXT NOT NULL {_words('category', Category)},
        scope TEXT NOT NULL {_words('scope', Scope)},
        county TEXT REFERENCES counties (code),
        authority TEXT {_words('authority', Authority)},
        unit TEXT REFERENCES units (code),
        person TEXT REFERENCES people (code),
        level INTEGER NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 4),
        state TEXT NOT NULL {_words('state', BlockerState)},
        opened TEXT NOT NULL {_day('opened')},
        due TEXT NOT NULL {_day('due')},
        hold_reason TEXT {_words('hold_reason', HoldReason)},
        held_on TEXT,
        review TEXT {_day('review')},
        escalated TEXT,
        resolved TEXT,
        resolution TEXT,
        on_site INTEGER NOT NULL DEFAULT 0 CHECK (on_site IN (0, 1)),
        version INTEGER NOT NULL DEFAULT 1,
        held_since TEXT,
        touched TEXT,
        moves INTEGER NOT NULL DEFAULT 0,
        silent_moves INTEGER NOT NULL DEFAULT 0,
        bounced INTEGER NOT NULL DEFAULT 0,
        rests TEXT NOT NULL DEFAULT '',
        CHECK (scope <> 'county' OR county IS NOT NULL),
        CHECK (state <> 'on_hold' OR (hold_reason IS NOT NULL AND review IS NOT NULL)),
        CHECK (state <> 'resolved' OR (resolved IS NOT NULL AND resolution IS NOT NULL))
    ) STRICT""",
    "CREATE INDEX blockers_state ON blockers (state)",
    """CREATE TABLE blocker_projects (
        blocker TEXT NOT NULL REFERENCES blockers (code),
        project TEXT NOT NULL REFERENCES projects (code),
        PRIMARY KEY (blocker, project)
    ) STRICT""",
    "CREATE INDEX blocker_projects_project ON blocker_projects (project)",
    f"""CREATE TABLE blocker_events (
        id INTEGER PRIMARY KEY,
        blocker TEXT NOT NULL REFERENCES blockers (code),
        kind TEXT NOT NULL {_words('kind', EventKind, ('return',))},
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        source TEXT,
        target TEXT,
        text TEXT
    ) STRICT""",
    "CREATE INDEX blocker_events_blocker ON blocker_events (blocker)",
    f"""CREATE TABLE visits (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (code),
        on_day TEXT NOT NULL {_day('on_day')},
        channel TEXT NOT NULL {_words('channel', Channel)},
        person TEXT REFERENCES people (code),
        solved TEXT
    ) STRICT""",
    "CREATE INDEX visits_project ON visits (project, channel, on_day)",
    "CREATE INDEX visits_person ON visits (person, on_day)",
    f"""CREATE TABLE excuses (
        id INTEGER PRIMARY KEY,
        first_day TEXT NOT NULL {_day('first_day')},
        last_day TEXT NOT NULL {_day('last_day')},
        why TEXT NOT NULL CHECK (why <> ''),
        county TEXT REFERENCES counties (code),
        person TEXT REFERENCES people (code),
        CHECK (first_day <= last_day),
        CHECK (county IS NULL OR person IS NULL)
    ) STRICT""",
    """CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        verb TEXT NOT NULL,
        subject TEXT NOT NULL,
        touched TEXT NOT NULL,
        changes TEXT NOT NULL,
        request TEXT UNIQUE,
        undoes INTEGER UNIQUE REFERENCES audit (seq),
        hash TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX audit_actor ON audit (actor, seq)",
    """CREATE TRIGGER audit_keep BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
    """CREATE TRIGGER audit_stay BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END""",
)


@migration
def the_ground(db: "Database") -> None:
    for statement in GROUND_TABLES:
        db.execute(statement)


GROUND_TABLES = (
    f"""CREATE TABLE land_tasks (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        key TEXT NOT NULL,
        kind TEXT NOT NULL {_words('kind', LandKind)},
        scope TEXT NOT NULL {_words('scope', Scope)},
        county TEXT REFERENCES counties (code),
        authority TEXT {_words('authority', Authority)},
        unit TEXT REFERENCES units (code),
        person TEXT REFERENCES people (code),
        measure TEXT NOT NULL {_words('measure', Measure)},
        target INTEGER CHECK (target > 0),
        opened TEXT NOT NULL {_day('opened')},
        due TEXT {_day('due')},
        accepted TEXT {_day('accepted')},
        how TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        done INTEGER NOT NULL DEFAULT 0,
        last_progress TEXT,
        CHECK (scope <> 'county' OR county IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX land_tasks_accepted ON land_tasks (accepted)",
    """CREATE TABLE land_task_projects (
        task TEXT NOT NULL REFERENCES land_tasks (code),
        project TEXT NOT NULL REFERENCES projects (code),
        PRIMARY KEY (task, project)
    ) STRICT""",
    "CREATE INDEX land_task_projects_project ON land_task_projects (project)",
    f"""CREATE TABLE land_events (
        id INTEGER PRIMARY KEY,
        task TEXT NOT NULL REFERENCES land_tasks (code),
        kind TEXT NOT NULL {_words('kind', LandEventKind, ('return',))},
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        amount INTEGER,
        source TEXT,
        target TEXT,
        text TEXT
    ) STRICT""",
    "CREATE INDEX land_events_task ON land_events (task)",
    f"""CREATE TABLE approvals (
        code TEXT PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (code),
        kind TEXT NOT NULL {_words('kind', ApprovalKind)},
        authority TEXT {_words('authority', Authority)},
        unit TEXT REFERENCES units (code),
        state TEXT NOT NULL {_words('state', ApprovalState)},
        submitted TEXT {_day('submitted')},
        due TEXT {_day('due')},
        granted TEXT {_day('granted')},
        expires TEXT {_day('expires')},
        reason TEXT,
        last_contact TEXT {_day('last_contact')},
        next_contact TEXT {_day('next_contact')},
        version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (project, kind),
        CHECK (state <> 'submitted' OR submitted IS NOT NULL),
        CHECK (state <> 'granted' OR granted IS NOT NULL),
        CHECK (state <> 'not_needed' OR reason IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX approvals_state ON approvals (state)",
    f"""CREATE TABLE approval_events (
        id INTEGER PRIMARY KEY,
        approval TEXT NOT NULL REFERENCES approvals (code),
        kind TEXT NOT NULL {_words('kind', ApprovalEventKind, ('return',))},
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        source TEXT,
        target TEXT,
        text TEXT
    ) STRICT""",
    "CREATE INDEX approval_events_approval ON approval_events (approval)",
    f"""CREATE TABLE funds (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (code),
        on_day TEXT NOT NULL {_day('on_day')},
        money INTEGER NOT NULL,
        source TEXT
    ) STRICT""",
    "CREATE INDEX funds_project ON funds (project, on_day, money)",
    """CREATE TABLE registered_money (
        project TEXT NOT NULL REFERENCES projects (code),
        month TEXT NOT NULL CHECK (length(month) = 7),
        money INTEGER NOT NULL,
        PRIMARY KEY (project, month)
    ) STRICT""",
    f"""CREATE TABLE project_changes (
        id INTEGER PRIMARY KEY,
        project TEXT NOT NULL REFERENCES projects (code),
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        field TEXT NOT NULL,
        before TEXT,
        after TEXT
    ) STRICT""",
    "CREATE INDEX project_changes_project ON project_changes (project)",
    f"""CREATE TABLE calendar_days (
        day TEXT PRIMARY KEY {_day('day')},
        working INTEGER NOT NULL CHECK (working IN (0, 1)),
        why TEXT NOT NULL CHECK (why <> '')
    ) STRICT""",
    "ALTER TABLE blockers ADD COLUMN land_task TEXT REFERENCES land_tasks (code)",
    "ALTER TABLE blockers ADD COLUMN approval TEXT REFERENCES approvals (code)",
    "CREATE INDEX blockers_land_task ON blockers (land_task)",
    "CREATE INDEX blockers_approval ON blockers (approval)",
    "CREATE INDEX blockers_county ON blockers (scope, county)",
    "CREATE INDEX land_tasks_county ON land_tasks (scope, county)",
    "ALTER TABLE projects ADD COLUMN funds_100 INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE projects ADD COLUMN registered_100 INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE projects ADD COLUMN leader_visit TEXT",
    "ALTER TABLE projects ADD COLUMN crew INTEGER",
    "ALTER TABLE projects ADD COLUMN crew_planned INTEGER",
    "ALTER TABLE projects ADD COLUMN too_late_after TEXT",
    "ALTER TABLE projects ADD COLUMN risk_after TEXT",
    "ALTER TABLE projects ADD COLUMN lapses TEXT",
    "ALTER TABLE projects ADD COLUMN next_contact TEXT",
    "CREATE INDEX visits_day ON visits (on_day, channel, project)",
    "DROP INDEX visits_person",
    "CREATE INDEX visits_person ON visits (person, on_day, channel, project)",
)


@migration
def the_shared_server(db: "Database") -> None:
    for statement in SERVER_TABLES:
        db.execute(statement)


SERVER_TABLES = (
    f"""CREATE TABLE members (
        person TEXT PRIMARY KEY REFERENCES people (code),
        role TEXT NOT NULL {_words('role', Role)},
        county TEXT REFERENCES counties (code),
        unit TEXT REFERENCES units (code),
        since TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK (role <> 'staff' OR county IS NOT NULL OR unit IS NOT NULL)
    ) STRICT""",
    """CREATE TABLE member_keys (
        fingerprint TEXT PRIMARY KEY CHECK (fingerprint LIKE 'SHA256:%'),
        person TEXT NOT NULL REFERENCES members (person),
        type TEXT NOT NULL CHECK (type <> ''),
        blob TEXT NOT NULL CHECK (blob <> ''),
        comment TEXT NOT NULL DEFAULT '',
        readonly INTEGER NOT NULL DEFAULT 0 CHECK (readonly IN (0, 1)),
        since TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX member_keys_person ON member_keys (person)",
    # With the person in it, the strips of a page of sites are read from the index alone.
    "DROP INDEX visits_project",
    "CREATE INDEX visits_project ON visits (project, channel, on_day, person)",
)


@migration
def target_lists(db: "Database") -> None:
    for statement in LIST_TABLES:
        db.execute(statement)


LIST_TABLES = (
    f"""CREATE TABLE list_entries (
        project TEXT NOT NULL REFERENCES projects (code),
        list TEXT NOT NULL {_words('list', TargetList)},
        state TEXT NOT NULL {_words('state', ListState)},
        deadline TEXT {_day('deadline')},
        note TEXT CHECK (note <> ''),
        PRIMARY KEY (project, list)
    ) STRICT""",
)


@migration
def the_organisation(db: "Database") -> None:
    for statement in ORGANISATION_TABLES:
        db.execute(statement)


ORGANISATION_TABLES = (
    "ALTER TABLE counties ADD COLUMN zone INTEGER NOT NULL DEFAULT 0 CHECK (zone IN (0, 1))",
    "CREATE INDEX projects_task_force ON projects (task_force)",
    f"""CREATE TABLE chain_nodes (
        chain TEXT NOT NULL CHECK (chain <> ''),
        node TEXT NOT NULL CHECK (node <> ''),
        state TEXT NOT NULL {_words('state', NodeState)},
        place INTEGER NOT NULL DEFAULT 0,
        note TEXT,
        PRIMARY KEY (chain, node)
    ) STRICT""",
    f"""CREATE TABLE trips (
        code TEXT PRIMARY KEY,
        leader TEXT NOT NULL REFERENCES people (code),
        place TEXT NOT NULL CHECK (place <> ''),
        first TEXT NOT NULL {_day('first')},
        last TEXT NOT NULL {_day('last')},
        purpose TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK (first <= last)
    ) STRICT""",
    f"""CREATE TABLE promotion_events (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        key TEXT NOT NULL,
        on_day TEXT NOT NULL {_day('on_day')},
        place TEXT,
        note TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    f"""CREATE TABLE leads (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL CHECK (name <> ''),
        key TEXT NOT NULL,
        chain TEXT,
        node TEXT,
        stage TEXT NOT NULL {_words('stage', LeadStage)},
        leader TEXT REFERENCES people (code),
        county TEXT REFERENCES counties (code),
        investor TEXT {_words('investor', Investor)},
        firm TEXT,
        total INTEGER CHECK (total >= 0),
        opened TEXT NOT NULL {_day('opened')},
        next_step TEXT,
        next_on TEXT {_day('next_on')},
        trip TEXT REFERENCES trips (code),
        event TEXT REFERENCES promotion_events (code),
        signed TEXT {_day('signed')},
        landed TEXT {_day('landed')},
        project TEXT UNIQUE REFERENCES projects (code),
        dropped TEXT CHECK (dropped <> ''),
        version INTEGER NOT NULL DEFAULT 1,
        CHECK (stage <> 'landed' OR landed IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX leads_stage ON leads (stage)",
    f"""CREATE TABLE lead_events (
        id INTEGER PRIMARY KEY,
        lead TEXT NOT NULL REFERENCES leads (code),
        kind TEXT NOT NULL {_words('kind', LeadEventKind, ('return',))},
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        source TEXT,
        target TEXT,
        text TEXT
    ) STRICT""",
    "CREATE INDEX lead_events_lead ON lead_events (lead)",
    f"""CREATE TABLE indicators (
        county TEXT NOT NULL REFERENCES counties (code),
        period TEXT NOT NULL CHECK (length(period) BETWEEN 4 AND 7),
        metric TEXT NOT NULL {_words('metric', Metric)},
        measure TEXT NOT NULL {_words('measure', IndicatorMeasure)},
        value INTEGER,
        target INTEGER,
        PRIMARY KEY (county, metric, measure, period),
        CHECK (value IS NOT NULL OR target IS NOT NULL)
    ) STRICT""",
    f"""CREATE TABLE task_forces (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        key TEXT NOT NULL,
        head TEXT REFERENCES people (code),
        since TEXT NOT NULL {_day('since')},
        until TEXT {_day('until')},
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    """CREATE TABLE task_force_members (
        task_force TEXT NOT NULL REFERENCES task_forces (code),
        person TEXT NOT NULL REFERENCES people (code),
        skills TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (task_force, person)
    ) STRICT""",
    f"""CREATE TABLE dispatches (
        code TEXT PRIMARY KEY,
        person TEXT NOT NULL REFERENCES people (code),
        unit TEXT NOT NULL REFERENCES units (code),
        since TEXT NOT NULL {_day('since')},
        until TEXT {_day('until')},
        purpose TEXT,
        returned TEXT {_day('returned')},
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    f"""CREATE TABLE dispatch_entries (
        id INTEGER PRIMARY KEY,
        dispatch TEXT NOT NULL REFERENCES dispatches (code),
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        approval TEXT REFERENCES approvals (code),
        text TEXT,
        CHECK (approval IS NOT NULL OR text IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX dispatch_entries_dispatch ON dispatch_entries (dispatch)",
    f"""CREATE TABLE merits (
        code TEXT PRIMARY KEY,
        kind TEXT NOT NULL {_words('kind', MeritKind)},
        on_day TEXT NOT NULL {_day('on_day')},
        text TEXT NOT NULL CHECK (text <> ''),
        person TEXT REFERENCES people (code),
        unit TEXT REFERENCES units (code),
        county TEXT REFERENCES counties (code),
        project TEXT REFERENCES projects (code),
        points INTEGER,
        promised INTEGER CHECK (promised >= 0),
        paid TEXT {_day('paid')},
        until TEXT {_day('until')},
        actor TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK ((person IS NOT NULL) + (unit IS NOT NULL) + (county IS NOT NULL) = 1)
    ) STRICT""",
    """CREATE TABLE merit_evidence (
        id INTEGER PRIMARY KEY,
        merit TEXT NOT NULL REFERENCES merits (code),
        code TEXT NOT NULL,
        days INTEGER,
        moves INTEGER,
        text TEXT
    ) STRICT""",
    "CREATE INDEX merit_evidence_merit ON merit_evidence (merit)",
    f"""CREATE TABLE merit_answers (
        id INTEGER PRIMARY KEY,
        merit TEXT NOT NULL REFERENCES merits (code),
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        text TEXT NOT NULL CHECK (text <> '')
    ) STRICT""",
    "CREATE INDEX merit_answers_merit ON merit_answers (merit)",
    f"""CREATE TABLE cases (
        code TEXT PRIMARY KEY,
        kind TEXT NOT NULL {_words('kind', CaseKind)},
        title TEXT NOT NULL CHECK (title <> ''),
        on_day TEXT NOT NULL {_day('on_day')},
        project TEXT REFERENCES projects (code),
        county TEXT REFERENCES counties (code),
        text TEXT,
        version INTEGER NOT NULL DEFAULT 1
    ) STRICT""",
    "CREATE TABLE looks (actor TEXT PRIMARY KEY, seq INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
    """CREATE TABLE views (
        owner TEXT NOT NULL,
        name TEXT NOT NULL CHECK (name <> ''),
        screen TEXT NOT NULL,
        words TEXT NOT NULL,
        sort TEXT,
        grouping TEXT,
        PRIMARY KEY (owner, name)
    ) STRICT""",
)


@migration
def the_day_a_project_was_added(db: "Database") -> None:
    db.execute(f"ALTER TABLE projects ADD COLUMN added TEXT {_day('added')}")
    connection = db.conn
    for (name,) in connection.execute("SELECT time_zone FROM campaign").fetchall():
        there = zone(name)
        told = connection.execute("""SELECT at, changes FROM audit WHERE verb NOT IN ('refused', 'undo')
                                     AND changes LIKE '%"table": "projects"%' ORDER BY seq""").fetchall()
        connection.executemany("UPDATE projects SET added = ? WHERE code = ?", [
            (parse_instant(at).astimezone(there).date().isoformat(), change["key"]["code"])
            for at, changes in told for change in json.loads(changes)
            if change["table"] == "projects" and change["before"] is None and "code" in change["key"]])


@migration
def any_language(db: "Database") -> None:
    """Which languages there are, the program knows (``campaign.text``): the table is built anew without its list of them."""
    for statement in WITHOUT_LANGUAGES:
        db.execute(statement)


WITHOUT_LANGUAGES = (
    "CREATE TABLE campaign_kept AS SELECT * FROM campaign",
    "DROP TABLE campaign",
    f"""CREATE TABLE campaign (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        name TEXT NOT NULL CHECK (name <> ''),
        first_day TEXT NOT NULL {_day('first_day')},
        length INTEGER NOT NULL CHECK (length BETWEEN 1 AND 1000),
        time_zone TEXT NOT NULL,
        golden_end TEXT {_day('golden_end')},
        filing_day INTEGER CHECK (filing_day BETWEEN 1 AND 31),
        language TEXT NOT NULL,
        head_seq INTEGER NOT NULL DEFAULT 0,
        head_hash TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "INSERT INTO campaign SELECT * FROM campaign_kept",
    "DROP TABLE campaign_kept",
)
"""Not renamed: SQLite refuses the first checkpoint after that."""

@migration
def consent(db: "Database") -> None:
    """Requests, changes of targets and results that somebody confirms. What is there already counts as confirmed."""
    for statement in CONSENT_TABLES:
        db.execute(statement)
    for table, (owner, kinds) in EVENTS.items():  # somebody returns a result: another word of the table's condition
        (made,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        db.execute(f"CREATE TABLE {table}_kept AS SELECT * FROM {table}")
        db.execute(f"DROP TABLE {table}")
        db.execute(re.sub(r"CHECK \(kind IN \([^)]*\)\)", _words("kind", kinds), made))
        db.execute(f"INSERT INTO {table} SELECT * FROM {table}_kept")
        db.execute(f"DROP TABLE {table}_kept")
        db.execute(f"CREATE INDEX {table}_{owner} ON {table} ({owner})")


EVENTS: dict[str, tuple[str, type[StrEnum]]] = {
    "blocker_events": ("blocker", EventKind), "land_events": ("task", LandEventKind),
    "approval_events": ("approval", ApprovalEventKind), "lead_events": ("lead", LeadEventKind)}
"""Table of events → the column of whose they are, and their kinds."""
CONSENT_TABLES = (
    f"""CREATE TABLE requests (
        code TEXT PRIMARY KEY,
        subject TEXT NOT NULL CHECK (subject <> ''),
        field TEXT NOT NULL CHECK (field <> ''),
        state TEXT NOT NULL {_words('state', RequestState)},
        before TEXT,
        after TEXT,
        details TEXT NOT NULL DEFAULT '{{}}',
        why TEXT NOT NULL CHECK (why <> ''),
        actor TEXT NOT NULL,
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        decided_by TEXT,
        decided_on TEXT {_day('decided_on')},
        note TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        CHECK (state NOT IN ('approved', 'rejected') OR decided_on IS NOT NULL)
    ) STRICT""",
    "CREATE INDEX requests_state ON requests (state)",
    "CREATE INDEX requests_subject ON requests (subject, field)",
    f"""CREATE TABLE target_changes (
        id INTEGER PRIMARY KEY,
        subject TEXT NOT NULL,
        field TEXT NOT NULL,
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        before TEXT,
        after TEXT,
        why TEXT,
        agreed_by TEXT
    ) STRICT""",
    "ALTER TABLE counties ADD COLUMN division TEXT CHECK (division <> '')",
    f"""CREATE TABLE spot_checks (
        seq INTEGER NOT NULL CHECK (seq > 0),
        part INTEGER NOT NULL CHECK (part >= 0),
        subject TEXT NOT NULL CHECK (subject <> ''),
        actor TEXT NOT NULL,
        kind TEXT NOT NULL {_words('kind', ReportKind)},
        report INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('confirmed', 'returned')),
        decided_by TEXT NOT NULL,
        decided_on TEXT NOT NULL {_day('decided_on')},
        why TEXT,
        correction INTEGER,
        PRIMARY KEY (seq, part)
    ) STRICT""",
    "CREATE INDEX target_changes_subject ON target_changes (subject, field)",
    "CREATE INDEX blocker_events_kind ON blocker_events (kind)",
    f"""CREATE TABLE results (
        id INTEGER PRIMARY KEY,
        subject TEXT NOT NULL CHECK (subject <> ''),
        what TEXT NOT NULL {_words('what', What)},
        item TEXT,
        on_day TEXT NOT NULL {_day('on_day')},
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        state TEXT NOT NULL {_words('state', ResultState)},
        decided_by TEXT,
        decided_on TEXT {_day('decided_on')},
        why TEXT,
        before TEXT,
        CHECK ((state = 'waiting') = (decided_on IS NULL))
    ) STRICT""",
    "CREATE INDEX results_subject ON results (subject, what)",
    "CREATE INDEX results_state ON results (state, what)",
    f"ALTER TABLE blockers ADD COLUMN entered TEXT {_day('entered')}",
    f"ALTER TABLE land_tasks ADD COLUMN returned TEXT {_day('returned')}",
    *(f"ALTER TABLE {table} ADD COLUMN {column}" for table in ("blockers", "land_tasks", "approvals", "leads") for column in (
        "confirmed INTEGER CHECK (confirmed IN (0, 1))", "confirmed_by TEXT", f"confirmed_on TEXT {_day('confirmed_on')}")),
)



@migration
def first_due_days(db: "Database") -> None:
    """With every picture of the city the events that put off a due day are read: as these, not among all that ever happened."""
    for table, owner in DUE_EVENTS:
        db.execute(f"CREATE INDEX {table}_due ON {table} (id, {owner}, on_day, at, actor, source) WHERE kind = 'due'")


DUE_EVENTS = (("blocker_events", "blocker"), ("land_events", "task"))


@migration
def what_is_built_and_where(db: "Database") -> None:
    """What every office's list says of a project besides its figures: 建设规模及内容, 建设地点, 备注; the lists taken in."""
    for column in ("content", "place", "note"):
        db.execute(f"ALTER TABLE projects ADD COLUMN {column} TEXT")
    # Whether a county has a project of that name already is asked of each row of a list.
    db.execute("CREATE INDEX projects_name ON projects (name, county)")
    counts = ", ".join(f"{name} INTEGER NOT NULL CHECK ({name} >= 0)" for name in IMPORTED)
    db.execute(f"""CREATE TABLE imports (
        id INTEGER PRIMARY KEY,
        file TEXT NOT NULL,
        list TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        {counts}
    ) STRICT""")
    db.execute(PROFILES)


PROFILES = """CREATE TABLE list_profiles (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    spec TEXT NOT NULL
) STRICT"""
"""How lists of one office are read: the options that were typed once, as JSON."""
IMPORTED = ("data", "added", "changed", "unchanged", "merged", "refused")
"""Lines of a list that was taken in, by what became of them."""


SCHEMA_VERSION = len(STEPS)
"""Stays at the end."""
