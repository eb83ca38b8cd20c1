"""Who agrees to a change of a target: what is free is written, what is not becomes a request or names who agreed.

Every change of a row passes ``Consent.held_back`` (``store.write``), so that no verb can forget to ask. Verbs whose change is
more than a column ask by ``Consent.ask``. Source: docs/handbook/rules.md, Targets that hold still.
"""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from campaign.core.errors import BadInput
from campaign.core.model.consent import RESULT_DAYS, RequestState, ResultState, What
from campaign.core.model.land import ApprovalState
from campaign.core.targets import Seen, is_free
from campaign.kinds import registry
from campaign.kinds.field import HELD
from campaign.store.open_write import OpenWrite
from campaign.store.rows import DAYS

MONTH = "registered_money:"
"""With the month behind it: the ``field`` of what statistics registered."""
BEGAN = ""
"""The ``field`` of the row that says by whom and when a record was added."""


class Agreed(NamedTuple):
    """A request that is being carried out."""

    why: str
    actor: str
    """Who asked."""


class Consent:
    """Of one write. As it is made, it is that of the owner of a database that is not shared, who agrees by writing."""

    def __init__(self, write: OpenWrite) -> None:
        self._write = write
        self.planning = write.today <= write.campaign.first_day
        """Until the end of day 1 plans are being made, and everything is free."""
        self.member = False
        """The actor came in with a key, and has to say why."""
        self.asks = False
        """The actor is below headquarters: what is not free becomes a request."""
        self.county: str | None = None
        """Whose staff the actor is."""
        self.why: str | None = None
        self.agreed: Agreed | None = None
        self.asked: list[tuple[str, str]] = []
        """Code and field of each request that this write has made."""
        self.unexplained: tuple[str, str] | None = None
        """Code and field of the first change of a target of which nobody said why: the write is not to stand."""

    # What a change of columns means -------------------------------------------------------------------------------------

    def held_back(self, table: str, code: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
        """The columns among those that change that keep their value, as they were made requests; the others are noted."""
        if self.planning:
            return frozenset()
        kind = registry.of(code)
        names = [name for name in before if name in kind.by_name and kind.by_name[name].nature in HELD]
        if not names:
            return frozenset()
        seen = Seen(self._row(table, code), after, self._write.campaign,
                    kind.name == "project" and "stage" in names and self._lacks_permit(code))
        held, own = set(), self._own_today(code)
        for name in names:
            if own or is_free(kind.name, name, self._base(code, name, before[name]), after[name], seen):
                self.note(code, name, before[name], after[name])
            elif self.asks:
                self.ask(code, name, before[name], after[name])
                held.add(name)
            else:
                self.agree(code, name, before[name], after[name])
        return frozenset(held)

    def began(self, code: str) -> None:
        """A record was added: today its maker may still correct what it says."""
        if not self.planning and any(field.nature in HELD for field in registry.of(code).fields):
            self.note(code, BEGAN, None, None)

    def may_replace(self, code: str, field: str, before: Any, after: Any) -> bool:
        """Whether a result that is no column may be written over now; else it has become a request."""
        if self.planning:
            return True
        if self._own_today(code) or not self._base(code, field, before):
            self.note(code, field, before, after)
        elif self.asks:
            self.ask(code, field, before, after)
            return False
        else:
            self.agree(code, field, before, after)
        return True

    # Asking and agreeing ------------------------------------------------------------------------------------------------

    def needed(self, code: str, free: bool, *, correcting: bool = True) -> bool:
        """Whether what a verb is about to do, and that is not ``free`` for everybody, has to be asked for.

        ``correcting``: it may be the correction of what its maker has added today.
        """
        return self.asks and not self.planning and not free and not (correcting and self._own_today(code))

    def ask(self, code: str, field: str, before: Any, after: Any, details: Mapping[str, Any] | None = None) -> str:
        """The code of a new request, '' without a reason; an open one for the same field is withdrawn. A list that asks for the
        same once more asks for nothing.
        """
        write = self._write
        if write.by_row and (same := write.one(
                "SELECT code FROM requests WHERE subject = ? AND field = ? AND state = ? AND after = ? AND actor = ?",
                code, field, RequestState.ASKED.value, json.dumps(after, ensure_ascii=False), write.actor)) is not None:
            return str(same[0])
        if not self.why:
            self.unexplained = self.unexplained or (code, field)
            return ""
        for (older,) in write.all("SELECT code FROM requests WHERE subject = ? AND field = ? AND state = ?", code, field,
                                  RequestState.ASKED.value):
            write.update("requests", older, {"state": RequestState.WITHDRAWN.value})
        made = write.new_code("request")
        write.insert("requests", {
            "code": made, "subject": code, "field": field, "state": RequestState.ASKED.value, "before": json.dumps(before),
            "after": json.dumps(after, ensure_ascii=False), "details": json.dumps(details or {}, ensure_ascii=False),
            "why": self.why, "actor": write.actor, "on_day": write.today.isoformat(), "at": write.at})
        write.touch(made, code)
        self.asked.append((made, field))
        return made

    def agree(self, code: str, field: str, before: Any, after: Any) -> None:
        """Note a change that has the consent of who writes it, or of who approves its request."""
        if self.planning:
            return
        if self.agreed is None and self.member and not self.why:
            self.unexplained = self.unexplained or (code, field)
        by, why = (self._write.actor, self.why) if self.agreed is None else (self.agreed.actor, self.agreed.why)
        self.note(code, field, before, after, by=by, why=why, agreed_by=self._write.actor)

    def note(self, code: str, field: str, before: Any, after: Any, *, by: str | None = None, why: str | None = None,
             agreed_by: str | None = None) -> None:
        write = self._write
        write.insert("target_changes", {
            "subject": code, "field": field, "on_day": write.today.isoformat(), "at": write.at, "actor": by or write.actor,
            "before": json.dumps(before), "after": json.dumps(after, ensure_ascii=False), "why": why or self.why,
            "agreed_by": agreed_by})

    def check_explained(self) -> None:
        """Raises ``BadInput`` ``target_needs_why`` (exit 2), after it was asked whose it is: who may not do it hears that."""
        if self.unexplained is not None:
            code, field = self.unexplained
            raise BadInput("target_needs_why", code=code, field=field)

    # What was there before ----------------------------------------------------------------------------------------------

    def _base(self, code: str, name: str, before: Any) -> Any:
        """What was there before the actor began to type today: until midnight one corrects oneself.

        Somebody else's word or an agreed one in between is where one begins again.
        """
        write = self._write
        what, item = RESULT_DAYS.get(registry.of(code).name, {}).get(name), None
        if name.startswith(MONTH):
            what, item = What.REGISTRATION, name.removeprefix(MONTH)
        newest = write.one("SELECT state FROM results WHERE subject = ? AND what = ? AND item IS ? ORDER BY id DESC LIMIT 1",
                           code, what, item)
        if newest is not None and newest[0] == ResultState.CONFIRMED:
            return before
        base = before
        for said, actor, agreed in write.all(
                """SELECT before, actor, agreed_by FROM target_changes WHERE subject = ? AND field = ? AND on_day = ?
                   ORDER BY id DESC""", code, name, write.today.isoformat()):
            if actor != write.actor or agreed is not None:
                break
            base = json.loads(said)
        return base

    def _own_today(self, code: str) -> bool:
        """Whether the actor added the record today, and nobody has decided about it."""
        write = self._write
        return write.one("""SELECT 1 FROM target_changes WHERE subject = ?1 AND field = ?2 AND on_day = ?3 AND actor = ?4
                            AND NOT EXISTS (SELECT 1 FROM results WHERE results.subject = ?1 AND decided_on IS NOT NULL
                                            AND state <> ?5)""",
                         code, BEGAN, write.today.isoformat(), write.actor, ResultState.WITHDRAWN) is not None

    def _row(self, table: str, code: str) -> Mapping[str, Any]:
        found = self._write.connection.execute(f"SELECT * FROM {table} WHERE code = ?", (code,))
        return dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))

    def _lacks_permit(self, project: str) -> bool:
        from campaign.core.reserve import Held, lacking  # of all writes, only a change of stage needs them
        from campaign.data.clocks import needs

        write = self._write
        investor = write.one("SELECT investor FROM projects WHERE code = ?", project)
        approvals = [Held(kind, ApprovalState(state), DAYS[expires]) for kind, state, expires in write.all(
            "SELECT kind, state, expires FROM approvals WHERE project = ?", project)]
        return lacking(investor[0] if investor else None, approvals, needs(), write.today)
