"""What every verb needs: the search key of a name, a row that must be there."""

from collections.abc import Mapping
from typing import Any

from campaign.core.errors import NotFound, Refused
from campaign.core.names import key_of
from campaign.core.plausible import doubt
from campaign.data import readings
from campaign.kinds import registry
from campaign.store.write import Write

Values = Mapping[str, Any]
ALONE = ("counties", "units")
"""Tables in which no two have the same name."""


def keyed(values: Values, name: str = "name") -> dict[str, Any]:
    """``values`` with the search key of the name in it."""
    return {**values, "key": key_of(values[name], readings)} if name in values else dict(values)


def add(write: Write, kind: str, values: Values) -> str:
    """A new row under the next code of its kind, which never changes. Someone added as a ``leader`` gets an ``L`` code, any other
    person an ``M`` code.
    """
    declared = registry.kind(kind)
    if declared.table in ALONE:
        refuse_twin(write, declared.table, values["name"])
    code = write.new_code(kind)
    write.insert(declared.table, {"code": code, **(keyed(values, declared.called) if declared.found else values)})
    write.touch(code)
    return code


def require(write: Write, table: str, code: str) -> None:
    """NotFound when there is no such row."""
    if write.one(f"SELECT 1 FROM {table} WHERE code = ?", code) is None:
        raise NotFound("unknown_code", code=code)


def require_leader(write: Write, code: str | None) -> None:
    """Only who has a column on the board can lead; the board may have changed since the name was looked up."""
    found = code and write.one("SELECT leader FROM people WHERE code = ?", code)
    if code and not (found and found[0]):
        raise Refused("not_a_leader", code=code)


def doubt_taking(write: Write, code: str) -> None:
    """It is unlikely that a project or lead was taken now from who led it; asking for it, or agreeing to that, takes nothing."""
    taken = next((change["before"]["leader"] for change in write.changes if change["key"] == {"code": code}
                  and change["before"] and change["before"].get("leader") and change["after"]["leader"]), None)
    if taken is None or write.consent.agreed is not None:
        return
    found = write.one(f"""SELECT led.name, people.name FROM {registry.of(code).table} AS led, people
                          WHERE led.code = ? AND people.code = ?""", code, taken)
    if found is not None:
        write.doubts.append(doubt("led_by_another", code=code, name=found[0], leader=f"{taken} {found[1]}"))


def refuse_twin(write: Write, table: str, name: str, own: str | None = None) -> None:
    found = write.one(f"SELECT code FROM {table} WHERE name = ?", name)
    if found and found[0] != own:
        raise Refused("name_taken", name=name, code=found[0])


def authority_of(write: Write, unit: str | None) -> str | None:
    """The level of a unit; None without a unit, or where it is not known."""
    found = write.one("SELECT authority FROM units WHERE code = ?", unit) if unit else None
    return found[0] if found else None
