"""Words about merits, the ladder, and who must explain."""

from collections.abc import Iterable

from campaign import text
from campaign.core.codes import is_a
from campaign.core.merits import Cause, Climb, Ground
from campaign.core.model.merits import Merit, MeritEvidence, MeritKind
from campaign.text import N_, _, ngettext
from campaign.words import labels

CAUSES = {Cause.BUCK_PASSING: N_("passed around"), Cause.SLOW: N_("moving slowly"), Cause.OVERDUE: N_("long overdue"),
          Cause.BLACK_LIST: N_("on the black list")}


def cause_text(cause: Cause) -> str:
    return _(CAUSES[cause])


def _figures(days: int | None, moves: int | None, *, held: bool) -> str:
    """``held 11d, 3 moves``, ``late 11d``; what is not known or nothing is left out."""
    told = []
    if days:
        told.append((_("held {n}d") if held else _("late {n}d")).format(n=days))
    if moves:
        told.append(ngettext("{n} move", "{n} moves", moves).format(n=moves))
    return labels.listed(told)


def evidence_figures(row: MeritEvidence) -> str:
    """As ``core.merits.cited`` counts them."""
    return _figures(row.days, row.moves, held=is_a(row.code, "blocker"))


def ground_figures(ground: Ground) -> str:
    return _figures(ground.days, ground.moves, held=ground.cause is Cause.SLOW)


def evidence_text(row: MeritEvidence) -> str:
    """``B0107 (held 11d, 3 moves)``."""
    figures = evidence_figures(row)
    return f"{row.code} ({figures})" if figures else row.code


def ground_text(ground: Ground) -> str:
    """``passed around B0107 (late 11d, 3 moves)``."""
    if ground.cause is Cause.BLACK_LIST:
        return cause_text(ground.cause)
    figures = ground_figures(ground)
    return f"{cause_text(ground.cause)} {ground.code}" + (f" ({figures})" if figures else "")


def next_text(kind: MeritKind | None) -> str:
    """The rung that would be next."""
    return _("the last step was taken") if kind is None else _("next: {step}").format(step=labels.label(kind))


def climb_text(climb: Climb) -> str:
    """``reminder 10-24 > supervision 11-02``."""
    return " > ".join(f"{labels.label(row.merit.kind)} {labels.day(row.merit.on)}" for row in climb.steps)


def grounds_text(grounds: Iterable[Ground]) -> str:
    """All in a line."""
    return labels.listed([ground_text(ground) for ground in grounds])


def reward_money(amount: int | None) -> str:
    """``8万``; elsewhere in full, ``¥80,000``: rewards are too small for millions."""
    if amount is None or text.language() == "zh":
        return labels.money(amount)
    return f"¥{amount * 10_000:,}"


def reward_text(merit: Merit) -> str:
    """``promised 5万, paid 11-02``; ``promised 5万, not paid``; nothing without a reward."""
    if merit.promised is None:
        return ""
    promised = _("promised {money}").format(money=reward_money(merit.promised))
    paid = _("paid {day}").format(day=labels.day(merit.paid)) if merit.paid else _("not paid")
    return labels.listed([promised, paid])
