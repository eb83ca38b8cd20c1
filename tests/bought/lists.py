"""Lists that a member takes in with ``campaign import -``: each column of each purpose, with the values of a line."""

from collections.abc import Mapping

from hypothesis import strategies as st

from campaign.kinds.field import Field
from campaign.service.intake.purposes import PURPOSES, Purpose
from tests.bought.city import OWN
from tests.bought.city import PROJECTS as MADE
from tests.bought.verbs import BLOCKERS, DAYS, LEADS, MONEY, PROJECTS, SIGNED, TEXT, Step, Table, lines, step_of, typed

NAMES: Mapping[str, str] = {
    "P0001": "滨海新材料二期", "P0002": "港口路改造", "P0003": "县医院迁建", "P0004": "环城快速路", "P0005": "雨污分流",
    **{f"P{number:04}": project["name"] for number, project in enumerate(MADE, 10)}}
ADDED = ("新厂房", "老厂搬迁二期")
"""Projects that a list brings."""
LATER = frozenset(PURPOSES["progress"].more[name].split()[0] for name in ("problem", "ask"))
"""Columns of a weekly table that are no report."""
AS = "--as"
_MORE: Mapping[str, tuple[str, ...]] = {
    "span": ("2026-2027", "2026.10-2026.11", "2026年9月"), "problem": ("塔吊没检", "等用林批复"), "ask": TEXT,
    "money": (*SIGNED, "300", "1200")}
"""Of columns that no field of a project is."""
_OF_BLOCKERS: Mapping[str, tuple[str, ...]] = {
    "project": PROJECTS[:12], "state": ("已解决", "未解决"), "resolution": ("已办结", "正在办"), "resolved": DAYS, "opened": DAYS,
    "note": TEXT, "title": ("高压线没迁", "塔吊没检", "图纸没审", "缺砂石")}
_OF_LEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("电芯工厂", "冷链总部", "光伏玻璃", "新线索"), "stage": ("线索", "在谈", "洽谈", "签约", "已签约", "落地"),
    "signed": DAYS, "landed": DAYS, "opened": DAYS, "next_step": TEXT, "note": TEXT, "dropped": ("不来了",)}
_AMOUNTS = ("97", "2000")
"""Without a unit: it is of the column, or typed."""
_FOREIGN = ("04/11/2026", "10/04/2026")


def cells(purpose: Purpose, name: str) -> tuple[str, ...]:
    """What a column is tried with. An empty cell never erases."""
    own = {"blockers": _OF_BLOCKERS, "leads": _OF_LEADS}.get(purpose.name, {})
    if name in own or name in _MORE:
        return own.get(name) or _MORE[name]
    field: Field = next(each for each in purpose.fields if each.name == name)
    found = tuple(value for value in typed(field) if value)
    more = {MONEY[0]: _AMOUNTS, DAYS[0]: _FOREIGN}.get(found[0], ())
    return found + more


def columns(purpose: Purpose) -> tuple[str, ...]:
    known = (*(field.name for field in purpose.fields), *purpose.more)
    return tuple(name for name in known if name not in (purpose.needed, "code"))


def _head(purpose: Purpose, name: str) -> str:
    """What stands above a column."""
    return purpose.more[name].split()[0] if name in purpose.more else name


@st.composite
def tables(draw: st.DrawFn, name: str) -> Table:
    """A title or none, the heads, one row or a few."""
    purpose = PURPOSES[name]
    if name in ("blockers", "leads"):
        return draw(_records(purpose, BLOCKERS if name == "blockers" else LEADS))
    weekly = name == "progress"
    of_project = ("county", "national_code", "unit")  # of a weekly table: which project it is, and the code says that
    known = [column for column in columns(purpose) if not (weekly and column in of_project)]
    heads = draw(st.lists(st.sampled_from(known), min_size=1, max_size=4, unique=True))
    if weekly and draw(st.integers(0, 3)) and "money" not in heads:
        heads.append("money")
    whose = draw(st.lists(st.sampled_from(PROJECTS if weekly else (*PROJECTS, *ADDED)), min_size=1, max_size=3, unique=True))
    if {*ADDED} & {*whose}:
        heads = ["county", *(head for head in heads if head != "county")]
    rows = []
    for code in whose:
        who = ("", code) if code in ADDED else (code if weekly or draw(st.booleans()) else "", NAMES.get(code, ADDED[0]))
        rows.append((*who, *(OWN if code in ADDED and head == "county" else draw(st.sampled_from((*cells(purpose, head), "")))
                             for head in heads)))
    until = draw(st.sampled_from((None, None, None, "2026-11-01", "2026-10-20"))) if weekly else None
    title = [] if until is None else [(f"截止日期：{until}", *[""] * (len(heads) + 1))]
    return (*title, tuple(_head(purpose, name) for name in ("code", "name", *heads)), *rows)


@st.composite
def _records(draw: st.DrawFn, purpose: Purpose, codes: tuple[str, ...]) -> Table:
    """Of blockers or leads: those that are there, by their code or as they are called, and new ones."""
    heads = draw(st.lists(st.sampled_from(columns(purpose)), min_size=1, max_size=5, unique=True))
    if purpose.name == "blockers" and "project" not in heads:
        heads.append("project")
    rows = [(draw(st.sampled_from((*codes, "", ""))), draw(st.sampled_from(cells(purpose, purpose.needed))),
             *(draw(st.sampled_from((*cells(purpose, head), ""))) for head in heads))
            for _row in range(draw(st.integers(1, 3)))]
    return (("code", purpose.needed, *heads), *rows)


def only_reports(step: Step) -> Step:
    """The same list without what is no report of it."""
    at = next(number for number, row in enumerate(step.table) if "name" in row)
    kept = [number for number, head in enumerate(step.table[at]) if head not in LATER]
    return step._replace(table=tuple(tuple(row[number] for number in kept) for row in step.table))


def imports() -> st.SearchStrategy[Step]:
    (line,) = lines("import")

    def with_table(step: Step) -> st.SearchStrategy[Step]:
        of = step.words[step.words.index(AS) + 1]
        return tables(of).map(lambda table: step._replace(table=table))

    return step_of(line).flatmap(with_table)
