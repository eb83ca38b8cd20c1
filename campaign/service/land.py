"""Land tasks: 征地, 拆迁, 林地 and the like, with how much of each is done."""

from campaign.core.errors import BadInput
from campaign.core.model.land import LandEvent, LandTask, Measure
from campaign.core.quantity import parse_quantity
from campaign.service.session import Session
from campaign.service.typed import Typed, values
from campaign.store.queries import land as land_queries
from campaign.store.write import Done
from campaign.store.writes import land as land_writes


def land_task(session: Session, code: str) -> LandTask:
    """Raises ``NotFound``."""
    return land_queries.land_task(session.store, code)


def events(session: Session, code: str) -> list[LandEvent]:
    """Oldest first."""
    return land_queries.land_events(session.store, code)


def check_measure(session: Session, code: str, target: str, measure: str | None) -> None:
    """Raises ``BadInput`` when ``target`` names another measure than the task has, or is given."""
    said, own = parse_quantity(session.text(target))[1], measure or land_task(session, code).measure
    if said is not None and said != own:
        raise BadInput("other_measure", code=code, text=target, measure=own)


def add_land_task(session: Session, typed: Typed, *, projects: list[str] | None = None, county: str | None = None,
                  opened: str | None = None, request: str | None = None) -> Done:
    """On the named projects, or on a whole county: exactly one of the two. ``target`` may name its measure: ``434.9亩``."""
    given = values(session, "land_task", typed)
    target = typed.get("target")
    said = parse_quantity(session.text(target))[1] if target else None
    if said is not None and given.setdefault("measure", said) != said:
        raise BadInput("other_measure", code=typed.get("name"), text=target, measure=given["measure"])
    if target:
        _whole(given.get("measure", Measure.MU), given["target"], target)
    codes = [session.code("project", project) for project in projects or ()]
    if bool(codes) == bool(county):
        raise BadInput("land_scope")
    given["county"] = session.code("county", county) if county else None
    given = {name: value for name, value in given.items() if value is not None or name == "county"}
    on = session.past_day(opened)
    return session.write("add-land-task", lambda write: land_writes.add_land_task(write, given, codes, on), request)


def land_progress(session: Session, task: str, *, amount: str | None = None, to: str | None = None, on: str | None = None,
                  note: str | None = None, request: str | None = None) -> Done:
    """What was done since (``amount``, signed), or in all (``to``)."""
    code, day = session.code("land_task", task), session.past_day(on)
    if (amount is None) == (to is None):
        raise BadInput("quantity_once", code=code)
    added = None if amount is None else _quantity(session, code, amount, signed=True)
    total = None if to is None else _quantity(session, code, to, signed=False)
    text = session.text(note or "", 500) or None
    return session.write("land-progress", lambda write: land_writes.land_progress(write, code, added, total, day, text), request)


def reached(session: Session, task: LandTask, *, amount: str | None = None, to: str | None = None) -> int:
    """How much would be done in all (1/100 of its measure) once this was reported; raises as ``land_progress`` does."""
    if to is not None:
        return _quantity(session, task.code, to, signed=False)
    return task.done + (0 if amount is None else _quantity(session, task.code, amount, signed=True))


def _quantity(session: Session, code: str, text: str, *, signed: bool) -> int:
    """1/100 of the task's own measure; another one is a slip."""
    number, measure = parse_quantity(session.text(text), signed=signed)
    own = land_task(session, code).measure
    if measure is not None and measure is not own:
        raise BadInput("other_measure", code=code, text=text, measure=own.value)
    _whole(own, number, text)
    return number


def _whole(measure: str, amount: int, text: str) -> None:
    """Only land is measured; households and structures are counted."""
    if measure != Measure.MU and amount % 100:
        raise BadInput("bad_quantity", text=text)


def accept(session: Session, task: str, *, how: str | None = None, on: str | None = None, version: int | None = None,
           request: str | None = None) -> Done:
    """验收 or 销号, whatever its quantities say: that is the inspector's word, not ours."""
    code, day, text = session.code("land_task", task), session.past_day(on), session.text(how or "", 500) or None
    return session.write("accept", lambda write: land_writes.accept(write, code, text, day, version), request)


def reopen(session: Session, task: str, why: str, *, version: int | None = None, request: str | None = None) -> Done:
    code, reason, day = session.code("land_task", task), session.required("why", why), session.today
    return session.write("reopen", lambda write: land_writes.reopen_land(write, code, reason, day, version), request)
