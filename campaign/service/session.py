"""Who acts, on which database, at what time; and the names that person may use for things."""

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from campaign.clean import clean
from campaign.core import codes
from campaign.core.codes import EVERYTHING
from campaign.core.dates import parse_day, zone
from campaign.core.errors import BadInput, CampaignError, NotAllowed, NotFound
from campaign.core.fullwidth import NARROW
from campaign.core.model.campaign import Campaign
from campaign.core.model.people import Role
from campaign.core.model.snapshot import AuditEntry
from campaign.core.names import find
from campaign.core.plausible import ASSURED, Doubt, Doubtful
from campaign.core.roles import Hidden
from campaign.store.queries.names import name_of, named
from campaign.store.store import Store
from campaign.store.write import Done, Write
from campaign.words import reading

if TYPE_CHECKING:
    from campaign.core.situation import Situation
    from campaign.service.judged import Ahead, Left
    from campaign.service.permission import Permission

Clock = Callable[[], datetime]
"""The current instant, with a time zone."""


def wall_clock() -> datetime:
    return datetime.now(UTC)


class Session:
    """One person at work. Not to be shared between threads; a second thread opens its own with ``twin``."""

    ahead: "ClassVar[Ahead | None]" = None
    """What was judged in this process before anybody came; what was written since is read upon it."""

    def __init__(self, path: Path, actor: str, *, clock: Clock = wall_clock, readonly: bool = False,
                 me: str | None = None, key: str | None = None, cache: Path | None = None) -> None:
        """``actor`` is written into the audit. ``me`` is the actor's own person (any form of a name), if there is one.

        ``key`` is the fingerprint of the key with which a member came in to a shared server: ``actor`` is then the member's
        code, and may do what the member's role allows. Without one, whoever may write the file may do everything.
        ``cache`` is the actor's own folder for what was judged; nobody with a key has one.
        Raises ``NotAllowed`` when the key or the member is gone.
        """
        # Who comes in with a key and may only look leaves a trace all the same when trying to write.
        self.store = Store(path, readonly=readonly and key is None)
        self.permission: Permission | None = None
        if key is not None:
            from campaign.service import permission  # who writes his own file has no need of it

            try:
                self.permission = permission.Permission(self.store, actor, key)
            except BaseException:
                self.store.close()
                raise
        readonly = readonly or (self.permission is not None and self.permission.readonly)
        self.actor = actor
        self.key = key
        self.cache = cache if key is None else None
        self.left: Left | None = None
        """What is kept in the cache for the next time, once this is closed."""
        self.clock = clock
        self.readonly = readonly
        self.asked = ""
        """What a member asked for, as it is noted when that is not allowed."""
        self.me = me
        self.assured: Container[Doubt] = ASSURED
        """What is unlikely, and was said to be so: all of it by a program that writes, nothing yet by who uses a face."""
        self.ask: Callable[[Doubtful], None] | None = None
        """Asks somebody about what is unlikely, and raises unless it is so. None: nobody can be asked."""
        self.campaign: Campaign = self.store.campaign()
        self.touched: frozenset[str] | None = None
        """Codes that the last ``refreshed`` found changed; None means anything."""

    @classmethod
    def nobody(cls, path: Path, clock: Clock = wall_clock) -> "Session":
        """For what is read ahead of whoever comes: it finds what every member may see, and nothing else."""
        session = cls(path, "", clock=clock, readonly=True)
        from campaign.service.permission import Nobody

        session.permission = Nobody()
        return session

    def twin(self) -> "Session":
        """The same person with a connection of its own, for another thread."""
        return Session(self.store.path, self.actor, clock=self.clock, readonly=self.readonly, me=self.me, key=self.key,
                       cache=self.cache)

    def close(self) -> None:
        self.store.close()
        if self.cache is not None and self.left is not None:
            from campaign.service import judged

            judged.keep(self.cache, self.store.path, self.store.connection.identity, self.left)
            self.left = None

    # Time -----------------------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The current moment on the campaign's own clock."""
        return self.clock().astimezone(zone(self.campaign.time_zone))

    @property
    def today(self) -> date:
        return self.now().date()

    # What was typed -------------------------------------------------------------------------------------------------

    def text(self, text: str, limit: int = 200) -> str:
        return clean(text, limit)

    def required(self, field: str, text: str | None, limit: int = 500) -> str:
        """Text that may not be empty."""
        cleaned = clean(text or "", limit)
        if not cleaned:
            raise BadInput("field_empty", field=field)
        return cleaned

    def day(self, text: str) -> date:
        return parse_day(clean(text), self.today, self.campaign.first_day)

    def past_day(self, text: str | None) -> date:
        """The day of something that has happened; today when nothing is given."""
        if not text:
            return self.today
        day = self.day(text)
        if day > self.today:
            raise BadInput("day_in_future", field="on", day=day.isoformat(), today=self.today.isoformat())
        return day

    def code(self, kind: str, text: str) -> str:
        """The code of the one ``kind`` (county, unit, leader, person, project, blocker) that ``text`` means.

        Code, exact name, whole pinyin or initials, then a unique prefix. ``NotFound`` lists the candidates of an ambiguous one.
        """
        text = self.required(kind, text, 300)
        exact = codes.canonical(text.translate(NARROW))
        wanted = "person" if kind == "leader" else kind
        if exact and codes.is_a(exact, wanted) and name_of(self.store, kind, exact):
            return exact
        found = find(text, named(self.store, kind))
        if len(found) == 1:
            return found[0][0]
        if not found and exact and not codes.is_a(exact, wanted):
            raise NotFound("other_kind", kind=kind, code=exact)
        if found:
            raise NotFound("ambiguous", kind=kind, text=text, candidates=[(code, name) for code, name, _ in found])
        if kind == "leader" and find(text, named(self.store, "person")):
            raise NotFound("not_on_board", text=text)
        raise NotFound("unknown_name", kind=kind, text=text)

    def there(self, code: str) -> bool:
        """Whether something has this code now. What has no code of its own (a series, a node, nothing) is taken to be there."""
        exact = codes.canonical(code)
        return exact is None or name_of(self.store, codes.kind_of(exact), exact) is not None

    def word(self, known: Iterable[str], text: str) -> str:
        return reading.word(known, text)

    def words(self, known: Iterable[str], text: str) -> list[str]:
        return reading.words(known, text)

    def any_code(self, text: str) -> str:
        """The code of anything that has one, or a project's name."""
        text = self.required("code", text, 300)
        exact = codes.canonical(text)
        if exact is None:
            return self.code("project", text)
        if name_of(self.store, codes.kind_of(exact), exact) is None:
            raise NotFound("unknown_code", code=exact)
        return exact

    def myself(self) -> str | None:
        """The code of the actor's own person."""
        return self.code("person", self.me) if self.me else None

    # Reading and writing --------------------------------------------------------------------------------------------

    def situation(self, *, judged: bool = True) -> "Situation":
        """Everything the lists need, judged as of today; not ``judged`` where its snapshot and its sums are all that is asked."""
        from campaign.core.situation import Situation  # a write needs no rules: it saves a tenth of a quick command

        if self.ahead is not None and self.ahead.identity == self.store.connection.identity:
            return self.refreshed(self.ahead.situation)
        if self.cache is not None and self.permission is None:
            from campaign.service import judged as kept_ones

            if (kept := kept_ones.read(self.cache, self.store, self.today)) is not None:
                return self.refreshed(kept)
        snapshot = self.store.snapshot()
        self.campaign = snapshot.campaign
        return Situation.of(snapshot, self.today) if judged else Situation(snapshot, self.today)

    def behind(self, situation: "Situation") -> bool:
        """Whether others have written since, or the day has turned; costs microseconds. Raises ``Refused``."""
        return self.store.changed() or self.today != situation.today

    def refreshed(self, old: "Situation") -> "Situation":
        """``old`` brought up to date, and to today; the same object when nothing has changed."""
        if self.permission is not None:
            self.permission.renew(self.store)
        new, touched = self.store.changes(old.snapshot)
        self.campaign = new.campaign
        today = self.today
        self.touched = None if EVERYTHING in touched or today != old.today else touched
        if not touched and today == old.today:
            return old
        return old.patched(new, touched, today)

    @property
    def role(self) -> Role:
        """What the actor may do; everything on one's own machine."""
        return Role.ADMIN if self.permission is None else self.permission.member.role

    def refusal(self, verb: str, code: str | None = None) -> NotAllowed | None:
        """Why the actor may not do this (to that thing), as far as can be said before it is tried; None when nothing is known."""
        if self.readonly:
            return NotAllowed("readonly")
        if self.permission is None:
            return None
        return self.permission.refusal(verb, code)

    def require(self, verb: str) -> None:
        """For what writes nothing and yet is not everybody's. Raises ``NotAllowed``, noted in the audit."""
        if self.permission is not None and (lacks := self.permission.lacks(verb)) is not None:
            with self.refusals_noted(verb):
                raise lacks

    @property
    def hidden(self) -> Hidden:
        """Rows of the log that are not for the actor: log, news, histories and every page ask this."""
        return Hidden(actor=self.actor) if self.permission is None else self.permission.hidden

    @property
    def mine(self) -> frozenset[str]:
        """Codes of the member, and of the units and counties that are the member's own; none on a file that is not shared."""
        return frozenset() if self.permission is None else self.permission.mine

    def may_write(self) -> None:
        if self.readonly:
            raise NotAllowed("readonly")

    def write(self, verb: str, body: Callable[[Write], str], request: str | None = None) -> Done:
        """Carry a verb out: the role is read, and what it allows is checked, inside the write itself."""
        permission = self.permission
        if permission is None:
            self.may_write()
            return self._asked(verb, body, request)
        with self.refusals_noted(verb):
            self.may_write()
            return self._asked(verb, permission.guarded(verb, body), request)

    def _asked(self, verb: str, body: Callable[[Write], str], request: str | None) -> Done:
        """Raises ``Doubtful`` where nobody says that the unlikely is so; what is unlikely by then is asked anew."""
        answered: tuple[Doubt, ...] = ()
        while True:
            try:
                return self.store.write(verb, self.actor, self.clock(), body, request, self.assured)
            except Doubtful as error:
                if self.ask is None:
                    raise
                self.ask(error)
                self.assured = answered = (*answered, *error.doubts)

    def undo(self, request: str | None = None) -> AuditEntry:
        """Take back the actor's own last write that stands."""
        permission = self.permission
        with self.refusals_noted("undo"):
            self.may_write()
            return self.store.undo(self.actor, self.clock(), request, None if permission is None else permission.check_undo)

    @contextmanager
    def refusals_noted(self, verb: str, text: str = "") -> Iterator[None]:
        """A member's try that is not allowed leaves a row in the audit; on one's own machine nobody needs to know."""
        try:
            yield
        except NotAllowed as error:
            self.note_refusal(verb, error, text)
            raise

    def note_refusal(self, verb: str, error: CampaignError, text: str = "") -> None:
        """Once, whoever notes it: where it was tried, or where the answer is given."""
        if self.permission is not None and not error.noted:
            error.noted = True
            self.store.refuse(verb, self.actor, self.clock(), error.key, text or self.asked)
