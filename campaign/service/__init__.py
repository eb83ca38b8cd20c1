"""The verbs that command line and dashboard share: permission, then what was typed, then one write.

A ``Session`` is one person's way in; every verb is a plain function that takes it first. Arguments are text as typed.
"""

from campaign.service.session import Session

__all__ = ["Session"]
