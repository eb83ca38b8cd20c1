"""Which role may do which verb. Source: docs/handbook/server.md, Roles; each verb's rule is declared with the verb.

On one's own machine there are no members, and everything is allowed. Whose a thing is says ``core.roles``.
"""

from campaign.core.model.people import Role
from campaign.core.roles import at_least
from campaign.kinds import registry


def may(role: Role, verb: str) -> bool:
    """Whether the role may do the verb at all, perhaps only to what is its own. A verb that nobody declared is nobody's."""
    known = registry.verb(verb)
    return known is not None and at_least(role, known.least)


def may_enter(role: Role, verb: str) -> bool:
    """Whether the command of that name comes in: where it also looks, whoever may not write is refused by the write."""
    known = registry.verb(verb)
    return known is not None and (known.looks or at_least(role, known.least))


def least(verb: str) -> Role | None:
    """The first role that may do it; None for what is not for members."""
    known = registry.verb(verb)
    return None if known is None else known.least


def only_own(role: Role, verb: str) -> bool:
    """Whether the role may do the verb to what is its own alone. Raises ``KeyError`` for a verb that nobody declared."""
    return registry.all_verbs()[verb].own and not at_least(role, Role.HQ)
