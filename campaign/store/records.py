"""Rows of the organisation: their tables and columns, and how they come back as rows of the model."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from campaign.core.errors import NotFound
from campaign.core.model.blocker import Category
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.model.leads import ChainNode, Lead, LeadEvent, LeadEventKind, LeadStage, NodeState, PromotionEvent, Trip
from campaign.core.model.merits import Case, CaseKind, Merit, MeritAnswer, MeritEvidence, MeritKind
from campaign.core.model.people import Look, View
from campaign.core.model.project import Investor
from campaign.core.model.task_forces import Dispatch, DispatchEntry, TaskForce, TaskForceMember
from campaign.store import rows
from campaign.store.connection import Connection
from campaign.store.store import Store

Model = TypeVar("Model", bound=NamedTuple)


class Record(Generic[Model]):
    """How one table and one kind of row of the model belong together."""

    def __init__(self, table: str, kind: type[Model], *, days: Iterable[str] = (),
                 words: Mapping[str, type[StrEnum]] | None = None, many: Mapping[str, type[StrEnum]] | None = None,
                 keyed: bool = False, order: str = "") -> None:
        """``days`` are ISO days, ``words`` enumerations, ``many`` several words with blanks between them; ``keyed`` tables have a
        search key of the name.
        """
        self.table, self.kind, self.keyed = table, kind, keyed
        self.names = tuple("on_day" if name == "on" else name for name in kind._fields)
        """Columns, in the order of the model."""
        self.columns = ", ".join(self.names)
        self.order = order
        self._made: list[tuple[int, Any]] = [(kind._fields.index(name), rows.DAYS.__getitem__) for name in days]
        for name, enum in (words or {}).items():
            known: dict[str | None, StrEnum | None] = {None: None, **{word.value: word for word in enum}}
            self._made.append((kind._fields.index(name), known.__getitem__))
        for name, enum in (many or {}).items():
            self._made.append((kind._fields.index(name), lambda text, enum=enum: tuple(map(enum, text.split()))))

    def row(self, row: rows.Row) -> Model:
        cells = list(row)
        for place, make in self._made:
            cells[place] = make(cells[place])
        return self.kind(*cells)

    def read(self, connection: Connection, where: str = "", *values: object) -> list[Model]:
        """Rows of the table, in its usual order; ``where`` is SQL from WHERE on, without an order."""
        order = f" ORDER BY {self.order}" if self.order else ""
        return [self.row(row) for row in connection.execute(f"SELECT {self.columns} FROM {self.table} {where}{order}", values)]

    def all(self, store: Store, **columns: str) -> list[Model]:
        """Rows in the table's usual order: all, or those whose ``columns`` have these values.

        >>> LEADS.all(store, leader="L03", stage="signed")
        """
        assert set(columns) <= set(self.names)
        where = f"WHERE {' AND '.join(f'{name} = ?' for name in columns)}" if columns else ""
        with store.reading() as connection:
            return self.read(connection, where, *columns.values())

    def one(self, store: Store, code: str) -> Model:
        """The one with this code. Raises ``NotFound``."""
        found = self.all(store, code=code)
        if not found:
            raise NotFound("unknown_code", code=code)
        return found[0]


_BY_CODE = "length(code), code"
TRIPS = Record("trips", Trip, days=("first", "last"), order=_BY_CODE)
EVENTS = Record("promotion_events", PromotionEvent, days=("on",), keyed=True, order=_BY_CODE)
CHAIN = Record("chain_nodes", ChainNode, words={"state": NodeState}, order="chain, place, node")
LEADS = Record("leads", Lead, days=("opened", "next_on", "signed", "landed"), words={"stage": LeadStage, "investor": Investor},
               keyed=True, order=_BY_CODE)
LEAD_EVENTS = Record("lead_events", LeadEvent, days=("on",), words={"kind": LeadEventKind}, order="on_day, id")
INDICATORS = Record("indicators", Indicator, words={"metric": Metric, "measure": IndicatorMeasure},
                    order="county, metric, measure, period")
TASK_FORCES = Record("task_forces", TaskForce, days=("since", "until"), keyed=True, order=_BY_CODE)
TASK_FORCE_MEMBERS = Record("task_force_members", TaskForceMember, many={"skills": Category}, order="task_force, person")
DISPATCHES = Record("dispatches", Dispatch, days=("since", "until", "returned"), order=_BY_CODE)
DISPATCH_ENTRIES = Record("dispatch_entries", DispatchEntry, days=("on",), order="on_day, id")
MERITS = Record("merits", Merit, days=("on", "paid", "until"), words={"kind": MeritKind}, order=_BY_CODE)
MERIT_EVIDENCE = Record("merit_evidence", MeritEvidence, order="id")
MERIT_ANSWERS = Record("merit_answers", MeritAnswer, days=("on",), order="on_day, id")
CASES = Record("cases", Case, days=("on",), words={"kind": CaseKind}, order=_BY_CODE)

ALL: tuple[Record[Any], ...] = (
    TRIPS, EVENTS, CHAIN, LEADS, LEAD_EVENTS, INDICATORS, TASK_FORCES, TASK_FORCE_MEMBERS, DISPATCHES, DISPATCH_ENTRIES, MERITS,
    MERIT_EVIDENCE, MERIT_ANSWERS, CASES)
"""In the order in which they are loaded."""
LOOKS = Record("looks", Look)
VIEWS = Record("views", View, order="owner, name")
