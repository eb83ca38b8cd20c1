"""What has changed, as the Overview has it: the newest rows of the log, read as they come."""

from collections.abc import Sequence

from campaign.core.model.snapshot import AuditEntry
from campaign.core.roles import CONFIDENTIAL, PERSONAL, Hidden
from campaign.core.situation import Situation
from campaign.service import Session, log
from campaign.tables.audit_text import log_line
from campaign.tables.tones import Line

ENTRY = "entry:"
LATEST = 20
"""Changes shown; the log has them all."""
_NO_CHANGE = Hidden((*CONFIDENTIAL, *PERSONAL))
"""What the city did is shown: who came in, tried what they may not or saved a list is in the log (F9)."""


class Changes:
    def __init__(self) -> None:
        self.rows: dict[str, AuditEntry] = {}
        """By key, the newest first."""
        self._undone: frozenset[int] = frozenset()

    @staticmethod
    def since(session: Session, old: Situation, new: Situation) -> list[AuditEntry]:
        """What the session may see of what came between the two, the oldest first."""
        return log.after(session, old.snapshot.seq, new.snapshot.seq)

    def follow(self, session: Session, situation: Situation, touched: frozenset[str] | None,
               written: Sequence[AuditEntry] | None) -> list[str]:
        """The keys of those whose line reads differently now: a line names its subject, and what was renamed is written anew.
        ``written``: what the session may see of the log since it was followed last, the oldest first, where that is known.
        """
        rows, before = self.rows, self._undone
        if written is None or any(entry.undoes is not None for entry in written):
            entries = self._latest(session, situation.snapshot.seq)
        else:
            fresh = [entry for entry in reversed(written) if entry.verb not in _NO_CHANGE.verbs]
            entries = [*fresh, *rows.values()][:LATEST]
        self.rows = {f"{ENTRY}{entry.seq}": entry for entry in entries}
        self._undone = frozenset(entry.undoes for entry in entries if entry.undoes is not None)
        return [key for key, entry in self.rows.items()
                if key not in rows or entry.subject in (touched or ()) or (entry.seq in self._undone) != (entry.seq in before)]

    def _latest(self, session: Session, seq: int) -> list[AuditEntry]:
        """Of the newest rows only those up to ``seq`` that are not here yet are read."""
        known = [entry for entry in self.rows.values() if entry.seq <= seq]
        fresh = seq - (known[0].seq if known else 0)
        read = log.latest(session, min(fresh, LATEST), before=seq + 1, without=_NO_CHANGE) if fresh else []
        seen = {entry.seq for entry in known}
        return [*(entry for entry in read if entry.seq not in seen), *known][:LATEST]

    def line(self, situation: Situation, entry: AuditEntry, width: int) -> Line:
        return log_line(situation, entry, width, undone=entry.seq in self._undone, dated=True)
