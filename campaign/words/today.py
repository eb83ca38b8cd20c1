"""Why a leader should go somewhere today, in the few words that a row has room for. ``words.deeds`` says it at length."""

from collections.abc import Mapping

from campaign.core import blockers as rules
from campaign.core.facts import share
from campaign.core.model import Channel
from campaign.core.situation import Situation
from campaign.core.today import Stop
from campaign.text import _
from campaign.words.labels import NOTHING
from campaign.words.sentences import reason_text


def why(situation: Situation, stop: Stop) -> str:
    """``B0107 late 11d, can settle; 19d not there; +1 more``: the blocker to begin with, or without one the worst reason of the
    light; how long the leader has not been there; how many more blockers there are.
    """
    if not stop.blockers:
        said = [reason_text(reason) for reason in situation.assessments[stop.project].reasons[:1]]
    else:
        said = [_first(situation, stop)]
    if stop.unseen is None:
        said.append(_("never there"))
    else:
        said.append(_("{n}d not there").format(n=stop.unseen) if stop.unseen else _("there today"))
    if len(stop.blockers) > 1:
        said.append(_("+{n} more").format(n=len(stop.blockers) - 1))
    return _("; ").join(said)


def _first(situation: Situation, stop: Stop) -> str:
    blocker, today = stop.blockers[0], situation.today
    if late := rules.days_overdue(blocker, today):
        text = _("{blocker} late {n}d").format(blocker=blocker.code, n=late)
    elif rules.on_hold(blocker, today):
        text = _("{blocker} on hold").format(blocker=blocker.code)
    else:
        text = _("{blocker} {n}d left").format(blocker=blocker.code, n=rules.days_left(blocker, today))
    return _("{what}, can settle").format(what=text) if stop.settles else text


def contacts_share(contacts: Mapping[Channel, int]) -> str:
    """On site among all visits, in whole percent; ``-`` without any."""
    part = share(contacts.get(Channel.SITE, 0), sum(contacts.values()))
    return NOTHING if part is None else f"{(part + 5) // 10}%"
