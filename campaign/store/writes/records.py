"""The change of plain columns of anything that has a code."""

from campaign.core.errors import BadInput, NotFound, Refused
from campaign.core.model.land import ApprovalState
from campaign.kinds import registry
from campaign.store.write import Write
from campaign.store.writes.blockers import refuse_pointed
from campaign.store.writes.common import ALONE, Values, doubt_taking, keyed, refuse_twin, require_leader
from campaign.store.writes.projects import check_project, refuse_national_twin


def edit(write: Write, code: str, values: Values, version: int | None) -> str:
    """Change plain columns of anything that has a code; rules between columns are checked on the row as it will be."""
    kind = registry.of(code)
    table = kind.table
    if table == "projects":
        row = write.one("SELECT stage, started, suspended, review FROM projects WHERE code = ?", code)
        if row is None:
            raise NotFound("unknown_code", code=code)
        check_project({**dict(zip(("stage", "started", "suspended", "review"), row, strict=True)), **values})
        refuse_national_twin(write, values.get("national_code"), code)
        require_leader(write, values.get("leader"))
    if table == "approvals":
        _check_approval(write, code, values)
    if table == "blockers" and "authority" in values:
        refuse_pointed(write, code, "authority")
    if table == "people" and values.get("leader") == 0 and write.one("SELECT 1 FROM projects WHERE leader = ? LIMIT 1", code):
        raise Refused("still_leads", code=code)
    if table in ALONE and "name" in values:
        refuse_twin(write, table, values["name"], code)
    write.update(table, code, keyed(values, kind.called) if kind.found else values, version)
    if table == "projects":
        doubt_taking(write, code)
    if table == "approvals":  # its project's totals rest on it
        write.touch(*(project for (project,) in write.all("SELECT project FROM approvals WHERE code = ?", code)))
    return code


def _check_approval(write: Write, code: str, values: Values) -> None:
    """Rules between the columns of one approval."""
    row = write.one("SELECT state, granted FROM approvals WHERE code = ?", code)
    if row is None:
        raise NotFound("unknown_code", code=code)
    if values.get("expires"):
        if row[1] is None:
            raise Refused("approval_not_granted", code=code)
        if values["expires"] < row[1]:
            raise BadInput("day_before", field="expires", day=values["expires"], since=row[1])
    if values.get("next_contact") and row[0] in (ApprovalState.GRANTED, ApprovalState.NOT_NEEDED):
        raise Refused("approval_settled", code=code, state=row[0])
