"""Model cases and study visits: the verb that notes and corrects them."""

from campaign.core.errors import BadInput, NotFound
from campaign.store.write import Write
from campaign.store.writes.common import Values, add


def add_case(write: Write, values: Values) -> str:
    _check(write, values)
    return add(write, "case", values)


def change_case(write: Write, code: str, values: Values, version: int | None = None) -> str:
    """Raises ``Changed`` (exit 7) when ``version`` is given and it has moved on."""
    found = write.one("SELECT kind, on_day, project, county FROM cases WHERE code = ?", code)
    if found is None:
        raise NotFound("unknown_code", code=code)
    _check(write, {**dict(zip(("kind", "on_day", "project", "county"), found, strict=True)), **values})
    write.update("cases", code, values, version)
    return code


def _check(write: Write, values: Values) -> None:
    """A project is in its own county, and what is to be a model has happened; a visit may be announced."""
    project, county, on = values.get("project"), values.get("county"), values["on_day"]
    if project is not None and county is not None:
        found = write.one("SELECT county FROM projects WHERE code = ?", project)
        if found is not None and found[0] != county:
            raise BadInput("case_county", project=project, county=county)
    if values["kind"] == "model" and on > write.today.isoformat():
        raise BadInput("day_in_future", field="on", day=on, today=write.today.isoformat())
