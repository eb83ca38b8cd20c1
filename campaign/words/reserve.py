"""Words about reserve projects: what a list still requires, and whether the clocks allow it."""

from collections.abc import Iterable, Sequence

from campaign.core.candidates import WEIGHTS, Chance
from campaign.core.model.land import ApprovalKind
from campaign.core.model.project import ListEntry, ListState
from campaign.core.reserve import Gap, Lack, ListRule, Maturity, What
from campaign.text import _
from campaign.words import labels

_KINDS = frozenset(kind.value for kind in ApprovalKind)


def maturity_text(found: Maturity | None) -> str:
    """``3/8 38 %``; ``-`` when it is not known what is required, or nothing is."""
    if found is None or found.percent is None:
        return labels.NOTHING
    return f"{found.granted}/{found.required} {found.percent} %"


def lack_text(lack: Lack, rule: ListRule) -> str:
    """One thing that is missing."""
    match lack.what:
        case What.LEAST:
            return _("total of at least {money}").format(money=labels.money(rule.least))
        case What.INVESTOR:
            return _("an investor that may apply")
    return word_text(lack.word)


def word_text(word: str) -> str:
    """A kind of approval, or a field."""
    return labels.label(ApprovalKind(word)) if word in _KINDS else labels.field(word).lower()


def missing_text(lacks: Iterable[Lack], rule: ListRule) -> str:
    """All that is missing; empty when nothing is."""
    return labels.listed([lack_text(lack, rule) for lack in lacks])


def clocks_text(gap: Gap) -> str:
    """Whether what must still be granted is through before the deadline; ``-`` when nothing must."""
    if gap.too_late:
        return labels.mark("too_late")
    if gap.fits is None:
        return labels.NOTHING
    return _("in time") if gap.fits else labels.mark("at_risk")


def chance_text(found: Chance | None) -> str:
    """Whether a list can still be made; ``-`` of what is on its way to none."""
    match found:
        case None:
            return labels.NOTHING
        case Chance.IN_TIME:
            return _("in time")
        case Chance.LISTED:
            return labels.label(ListState.LISTED)
    return labels.mark(found)


def state_text(state: ListState | None) -> str:
    """How far it has got; of one that is not on its way to the list, ``-``."""
    return labels.label(state)


def entries_text(entries: Sequence[ListEntry]) -> str:
    """``special bonds applied``, one after the other."""
    return labels.listed([f"{labels.label(entry.list)} {labels.label(entry.state)}" for entry in entries])


def weights_text() -> str:
    """What the score rests on."""
    return _("Score: size {size} %, tax {tax} %, pull {pull} %, each against the largest candidate").format(**WEIGHTS._asdict())
