"""What a member of a shared server may do: the table of ``core.roles``, held against the database at the moment of the write."""

from collections.abc import Callable

from campaign.core import roles
from campaign.core.errors import NotAllowed, Refused
from campaign.core.model.people import Member, MemberKey, Role
from campaign.core.model.snapshot import AuditEntry
from campaign.kinds import permissions
from campaign.store import results
from campaign.store.queries import ownership
from campaign.store.queries.members import member, member_key, person_name, places_of, read_key, read_member
from campaign.store.queries.names import name_of
from campaign.store.queries.ownership import acted_on, led_anew, standing
from campaign.store.store import Store
from campaign.store.write import Write


class Permission:
    """Of one member who came in with one key. ``member`` is as it was last read; every write reads it again."""

    def __init__(self, store: Store, person: str, key: str) -> None:
        self._store, self._person, self._key = store, person, key
        self.readonly = False
        """The key is for looking only."""
        self.member = self.renew(store)

    def renew(self, store: Store) -> Member:
        """Read anew who this is. Raises ``NotAllowed`` when the member or the key has been removed."""
        return self._take(member(store, self._person), member_key(store, self._key))

    def _take(self, member: Member | None, key: MemberKey | None) -> Member:
        if member is None or key is None or key.person != self._person:
            raise NotAllowed("member_gone", person=self._person)
        self.member, self.readonly = member, key.readonly
        return member

    @property
    def mine(self) -> frozenset[str]:
        """Codes of the member, and of the units and counties that are the member's own."""
        member = self.member
        return frozenset(filter(None, (member.person, member.unit, member.county, *places_of(self._store, member.person))))

    @property
    def hidden(self) -> roles.Hidden:
        """Rows of the log that are not for the member."""
        if roles.at_least(self.member.role, Role.HQ):
            return roles.Hidden(actor=self._person)
        return roles.Hidden(roles.CONFIDENTIAL, tuple(sorted(self.mine)), self._person)

    def lacks(self, verb: str) -> NotAllowed | None:
        """Whether the member's role is not enough for it, whatever it is done to."""
        if permissions.may(self.member.role, verb):
            return None
        return NotAllowed("role_lacks", verb=verb, role=self.member.role, least=permissions.least(verb))

    def refusal(self, verb: str, code: str | None = None) -> NotAllowed | None:
        """Why not (to that thing), by what is known of the member now."""
        member = self.member
        if self.readonly:
            return NotAllowed("readonly")
        if (lacks := self.lacks(verb)) is not None:
            return lacks
        ties = None if code is None else ownership.ties(self._store, code)
        if ties is not None and permissions.only_own(member.role, verb) and not roles.own(member, roles.Ownership(ties, ties)) \
                and not (verb == "claim" and ties.leader is None):
            if verb == "claim" and ties.leader is not None:
                return NotAllowed("claimed", person=ties.leader, name=name_of(self._store, "person", ties.leader))
            return self._not_own(verb)
        return None

    def guarded(self, verb: str, body: Callable[[Write], str]) -> Callable[[Write], str]:
        """``body`` between two checks in the same transaction: may the role do this at all, and was it done to one's own?"""

        def run(write: Write) -> str:
            self._read(write)
            refused = self.refusal(verb)
            if refused is not None:
                raise refused
            write.may = lambda code: self._may_touch(write, verb, code)
            write.check_own = lambda code: self._check_own(write, verb, code)
            write.consent.member, write.consent.asks = True, not roles.at_least(self.member.role, Role.HQ)
            write.consent.county = self.member.county if self.member.role is Role.STAFF else None
            subject = body(write)
            if write.by_row:
                return subject
            self._check_own(write, verb, subject)
            if write.consent.unexplained is not None and write.consent.unexplained[1] == "leader" \
                    and (refused := self.refusal("claim")) is not None:
                raise refused
            write.consent.check_explained()
            return subject

        return run

    def check_undo(self, write: Write, done: AuditEntry) -> None:
        """One may take back only what one may still do, to what is or was one's own. Asked before anything is taken back."""
        self._read(write)
        for refused in (self.refusal("undo"), self.refusal(done.verb)):
            if refused is not None:
                raise refused
        if done.at < write.midnight and not roles.at_least(self.member.role, Role.HQ):
            raise Refused("undo_not_today", verb=done.verb, subject=done.subject)
        if not roles.at_least(self.member.role, Role.HQ) and results.is_decided(write, done):
            raise Refused("undo_decided", verb=done.verb, subject=done.subject)
        if permissions.only_own(self.member.role, done.verb):
            for code in acted_on(write.connection, done.subject, done.changes):
                found = standing(write.connection, code, done.changes)
                if not (roles.own(self.member, found) or roles.is_own(self.member, found.after)):
                    raise self._not_own(done.verb)

    def _read(self, write: Write) -> None:
        self._take(read_member(write.connection, self._person), read_key(write.connection, self._key))

    def _may_touch(self, write: Write, verb: str, code: str) -> bool:
        """For what a verb brings along where it may: whoever may not is refused by ``_check_own``."""
        return not permissions.only_own(self.member.role, verb) or roles.own(
            self.member, standing(write.connection, code, write.changes))

    def _check_own(self, write: Write, verb: str, subject: str) -> None:
        member = self.member
        if not permissions.only_own(member.role, verb):
            return
        if led_anew(write.connection, write.changes) and (refused := self.refusal("claim")) is not None:
            raise refused
        for code in acted_on(write.connection, subject, write.changes):
            found = standing(write.connection, code, write.changes)
            if not roles.own(member, found, claiming=verb == "claim"):
                if verb == "claim" and found.before is not None and found.before.leader is not None:
                    leader = found.before.leader
                    raise NotAllowed("claimed", person=leader, name=person_name(write.connection, leader))
                raise self._not_own(verb)

    def _not_own(self, verb: str) -> NotAllowed:
        member = self.member
        return NotAllowed("not_own", verb=verb, role=member.role, county=member.county, unit=member.unit)


class Nobody(Permission):
    """Of no member: may see what the least of them may, and write nothing. What is read so may be shown to each of them."""

    def __init__(self) -> None:
        self.member, self.readonly = Member("", Role.VIEWER), True
        self._person = self.member.person

    @property
    def mine(self) -> frozenset[str]:
        return frozenset()

    def renew(self, store: Store) -> Member:
        return self.member
