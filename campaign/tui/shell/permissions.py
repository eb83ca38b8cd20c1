"""What a key means as a verb of the service, and why the person at the keyboard may not do it: said before a form opens."""

from campaign.core import codes
from campaign.core.errors import NotAllowed
from campaign.kinds import permissions, registry
from campaign.kinds.kind import Kind
from campaign.service import Session


def kind_of(subject: str) -> Kind | None:
    """The kind of what is under the cursor."""
    name = codes.SUBJECTS.get(subject[:1])
    return registry.kind(name) if name and name != "excuse" else None


def verbs(action: str, subject: str | None) -> tuple[str, ...]:
    """The verbs that an action may turn out to be; none for what writes nothing."""
    if action == "undo":
        return ("undo",)
    if action == "add":
        return ("add-leader", *(kind.adds for kind in registry.kinds() if kind.keys))
    if subject is None:
        return tuple(dict.fromkeys(kind.keys[action].verb for kind in registry.kinds() if action in kind.keys))
    kind = kind_of(subject)
    return (kind.keys[action].verb,) if kind is not None and action in kind.keys else ()


def label(action: str, subject: str | None) -> str:
    """What the footer calls an action on what is under the cursor, where that has a word of its own; English."""
    kind = kind_of(subject) if subject else None
    return kind.keys[action].label if kind is not None and action in kind.keys else ""


def _asks(action: str, subject: str) -> bool:
    kind = kind_of(subject)
    return kind is not None and action in kind.keys and kind.keys[action].asks


def dimmed(session: Session, action: str, subject: str | None) -> bool:
    """Whether the role, or a session that only reads, rules an action out whatever it is done to."""
    wanted = verbs(action, subject)
    return bool(wanted) and (session.readonly or not any(permissions.may(session.role, verb) for verb in wanted))


def addition_dimmed(session: Session, kind: str) -> bool:
    """Whether the role rules out adding a thing of this kind."""
    return not permissions.may(session.role, "add-leader" if kind == "leader" else registry.kind(kind).adds)


def refusal(session: Session, action: str, subject: str | None) -> NotAllowed | None:
    """Why not, as far as is known before it is tried; the write itself asks again."""
    wanted = verbs(action, subject)
    if not wanted:
        return None
    known = subject if len(wanted) == 1 and subject is not None and not _asks(action, subject) else None
    refused = [session.refusal(verb, known) for verb in wanted]
    return refused[0] if all(refused) else None
