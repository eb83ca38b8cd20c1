"""Approvals, settled ones too, and their histories."""

from collections.abc import Callable, Sequence

from campaign.core.errors import NotFound
from campaign.core.model.land import Approval, ApprovalEvent
from campaign.store import rows, snapshot
from campaign.store.store import Store


def approval(store: Store, code: str) -> Approval:
    found = store.fetch(f"SELECT {rows.APPROVAL} FROM approvals WHERE code = ?", code)
    if not found:
        raise NotFound("unknown_code", code=code)
    return rows.approval(found[0])


def approvals(store: Store, *, project: str | None = None, codes: Sequence[str] | None = None, states: Sequence[str] = (),
              ) -> list[Approval]:
    """Of one project, or these, or all; only those in one of ``states`` when some are given. In the order of their codes."""
    where, given = ["1 = 1"], list[object]()
    if project is not None:
        where.append("project = ?")
        given.append(project)
    if states:
        where.append(f"state IN ({', '.join('?' * len(states))})")
        given += states
    if codes is None:
        return _approvals(store, " AND ".join(where), given)
    found: list[Approval] = []
    for start in range(0, len(codes), snapshot.BATCH):
        some = codes[start:start + snapshot.BATCH]
        found += _approvals(store, " AND ".join([*where, f"code IN ({', '.join('?' * len(some))})"]), [*given, *some])
    return found


def _approvals(store: Store, where: str, given: Sequence[object]) -> list[Approval]:
    found = store.fetch(f"SELECT {rows.APPROVAL} FROM approvals WHERE {where} ORDER BY length(code), code", *given)
    return list(map(rows.approval, found))


def unsettled(store: Store, same: Callable[[str], str]) -> dict[str, Approval]:
    """Code → approval, of all that are needed or submitted, in no order. ``same`` gives the one string kept for each code
    of a project or a unit: there can be tens of thousands, and each dashboard holds them.
    """
    found: dict[str, Approval] = {}
    with store.reading() as connection:
        for code, project, kind, authority, unit, *rest in connection.execute(
                f"SELECT {rows.APPROVAL} FROM approvals WHERE state IN ('needed', 'submitted')"):
            found[code] = rows.approval(
                (code, same(project), kind, authority, None if unit is None else same(unit), *rest))
    return found


def approval_events(store: Store, approval: str) -> list[ApprovalEvent]:
    """The history of one approval, oldest first."""
    return list(map(rows.approval_event, store.fetch(
        f"SELECT {rows.APPROVAL_EVENT} FROM approval_events WHERE approval = ? ORDER BY on_day, id", approval)))
