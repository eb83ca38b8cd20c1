"""Approvals, settled ones too, and their histories."""

from collections.abc import Callable, Sequence

from campaign.core.model.land import Approval, ApprovalEvent
from campaign.store import snapshot
from campaign.store.records import APPROVAL_EVENTS, APPROVALS
from campaign.store.store import Store


def approval(store: Store, code: str) -> Approval:
    """Raises ``NotFound``."""
    return APPROVALS.one(store, code)


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
    with store.reading() as connection:
        return APPROVALS.read(connection, f"WHERE {where} ORDER BY length(code), code", *given)


def unsettled(store: Store, same: Callable[[str], str]) -> dict[str, Approval]:
    """Code → approval, of all that are needed or submitted, in no order. ``same`` gives the one string kept for each code
    of a project or a unit: there can be tens of thousands, and each dashboard holds them.
    """
    with store.reading() as connection:
        return APPROVALS.by_code(connection.execute(f"{APPROVALS.select} WHERE state IN ('needed', 'submitted')"),
                                 same=lambda code: None if code is None else same(code))


def approval_events(store: Store, approval: str) -> list[ApprovalEvent]:
    """The history of one approval, oldest first."""
    return APPROVAL_EVENTS.all(store, approval=approval)
