"""What a key means as a verb of the service, and why the person at the keyboard may not do it: said before a form opens."""

from campaign.kinds import permissions
from campaign.core.errors import NotAllowed
from campaign.service import Session

VERBS = {
    "P": {"edit": "edit", "note": "progress", "move_on": "claim", "claim": "claim", "visit": "visit", "resolve": "resolve",
          "escalate": "escalate", "hold": "hold"},
    "B": {"edit": "edit", "note": "note", "move_on": "assign", "resolve": "resolve", "escalate": "escalate", "hold": "hold",
          "visit": "visit", "claim": "claim"},
    "G": {"edit": "edit", "note": "land-progress", "move_on": "edit", "resolve": "accept", "visit": "visit", "claim": "claim"},
    "A": {"edit": "edit", "note": "contact", "move_on": "submit", "resolve": "grant", "hold": "waive", "visit": "visit",
          "claim": "claim"},
    "T": {"edit": "taskforce"}, "S": {"edit": "case"}, "H": {"edit": "pay", "note": "answer"},
    "K": {"edit": "edit", "note": "advance", "move_on": "advance", "resolve": "advance"},
    "R": {"edit": "edit"}, "E": {"edit": "edit"}, "N": {"edit": "chain-set"},
    "I": {"edit": "indicator"},
    "D": {"edit": "dispatch", "note": "learned", "resolve": "dispatch"},
}
"""First letter of a code → action → verb (``campaign.kinds``)."""
PEOPLE = {"edit": "edit", "claim": "claim", "visit": "visit"}
"""The same for persons, counties and units."""
ADDS = ("add-blocker", "add-project", "add-land-task", "add-approval", "add-leader", "add-person", "add-county", "add-unit",
        "add-taskforce", "dispatch", "indicator", "add-lead", "add-trip", "add-event", "chain-set", "case", "merit")
ADDED_BY = {"task_force": "add-taskforce", "dispatch": "dispatch", "indicator": "indicator", "node": "chain-set", "case": "case",
            "merit": "merit"}
"""Kind → the verb that adds it, where it is not called like the kind."""
ASKS = {"P": ("resolve", "escalate", "hold"), "B": ("visit", "claim"), "G": ("visit", "claim"), "A": ("visit", "claim")}
"""Actions that ask which thing is meant, or take it from what is under the cursor: whose it is, is not known yet."""


def verbs(action: str, subject: str | None) -> tuple[str, ...]:
    """The verbs that an action may turn out to be; none for what writes nothing."""
    if action == "undo":
        return ("undo",)
    if action == "add":
        return ADDS
    if subject is None:
        return tuple(dict.fromkeys(of[action] for of in VERBS.values() if action in of))
    verb = VERBS.get(subject[:1], PEOPLE).get(action)
    return () if verb is None else (verb,)


def dimmed(session: Session, action: str, subject: str | None) -> bool:
    """Whether the role, or a session that only reads, rules an action out whatever it is done to."""
    wanted = verbs(action, subject)
    return bool(wanted) and (session.readonly or not any(permissions.may(session.role, verb) for verb in wanted))


def addition_dimmed(session: Session, kind: str) -> bool:
    """Whether the role rules out adding a thing of this kind."""
    return not permissions.may(session.role, ADDED_BY.get(kind) or f"add-{kind.replace('_', '-')}")


def refusal(session: Session, action: str, subject: str | None) -> NotAllowed | None:
    """Why not, as far as is known before it is tried; the write itself asks again."""
    wanted = verbs(action, subject)
    if not wanted:
        return None
    known = subject if len(wanted) == 1 and subject is not None and action not in ASKS.get(subject[:1], ()) else None
    refused = [session.refusal(verb, known) for verb in wanted]
    return refused[0] if all(refused) else None
