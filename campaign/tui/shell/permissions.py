"""What a key means as a verb of the service, and why the person at the keyboard may not do it: said before a form opens."""

from campaign.core.errors import NotAllowed
from campaign.kinds import permissions, registry
from campaign.kinds.verb import Key
from campaign.service import Session

ANYWHERE = {"undo": ("undo",), "save_view": ("view save",), "remove_view": ("view remove",), "claim_for": ("claim",),
            "setting": ("settings",), "take_in": ("import",)}
"""Actions that act on nothing under the cursor."""


def key_of(action: str, subject: str | None) -> Key | None:
    """What the action means on what is under the cursor; None where it means nothing, though it may say why."""
    kind = registry.of_row(subject or "")
    return kind.keys.get(action) if kind is not None else None


def verbs(action: str, subject: str | None) -> tuple[str, ...]:
    """The verbs that an action may turn out to be; none for what writes nothing."""
    if action in ANYWHERE:
        return ANYWHERE[action]
    if action == "add":
        return ("add-leader", *(kind.adds for kind in registry.kinds() if kind.keys))
    if subject is None:
        return tuple(dict.fromkeys(key.verb for kind in registry.kinds() if (key := kind.keys.get(action)) and key.verb))
    key = key_of(action, subject)
    return (key.verb,) if key is not None and key.verb else ()


def label(action: str, subject: str | None) -> str:
    """What the footer calls an action on what is under the cursor, where that has a word of its own; English."""
    key = key_of(action, subject)
    return key.label if key is not None else ""


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
    key = key_of(action, subject)
    known = subject if key is not None and not key.asks else None
    refused = [session.refusal(verb, known) for verb in wanted]
    return refused[0] if all(refused) else None
