"""What each rule of the lights says: its sentence, and a short form for a column."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from campaign.core.model.light import Reason
from campaign.text import N_, _, ngettext
from campaign.words.labels import day

Figures: TypeAlias = Mapping[str, Any]


class Said(NamedTuple):
    sentence: Callable[[Figures], str]
    """Without its light and since, which stand beside it."""
    short: Callable[[Figures], str]
    """In at most some twenty cells."""


def reason_text(reason: Reason) -> str:
    """``money 12.0 % done, 38.0 % expected (26.0 behind)``."""
    return RULES[reason.rule].sentence(reason.figures)


def short_reason(reason: Reason) -> str:
    """``26.0 pp behind``."""
    return RULES[reason.rule].short(reason.figures)


def card_reasons(reason: Reason) -> tuple[str, str]:
    """``late 7d`` and what is shorter still, for a card: without the code, in whole points."""
    told = {**reason.figures, "blocker": "", "land": ""}
    if "gap" in told:
        told["gap"] = f"{told['gap']:.0f}"
    said = _("safety issue") if reason.rule == "safety" else RULES[reason.rule].short(told).strip()
    brief = _BRIEF.get(reason.rule)
    return said, _(brief).format(gap=told.get("gap"), n=told.get("days")) if brief else said


def _started_late(told: Figures) -> str:
    return ngettext("planned start {planned} passed {n} day ago, not started",
                    "planned start {planned} passed {n} days ago, not started", told["days"]).format(
                        n=told["days"], planned=day(told["planned"]))


def _unregistered(told: Figures) -> str:
    return ngettext("started {n} day ago ({started}), not registered in statistics",
                    "started {n} days ago ({started}), not registered in statistics", told["days"]).format(
                        n=told["days"], started=day(told["started"]))


def _stale(told: Figures) -> str:
    return ngettext("no progress reported for {n} day", "no progress reported for {n} days", told["days"]).format(n=told["days"])


def _suspended(told: Figures) -> str:
    return ngettext("suspended ({reason}), review {review} passed {n} day ago",
                    "suspended ({reason}), review {review} passed {n} days ago", told["days"]).format(
                        n=told["days"], reason=told["reason"], review=day(told["review"]))


def _blocker(told: Figures) -> str:
    given = {"blocker": told["blocker"], "title": told["title"], "due": day(told["due"])}
    if told["held"]:
        return _("{blocker} on hold, due {due}: {title}").format(**given)
    if n := told["days_overdue"]:
        return ngettext("{blocker} overdue by {n} day: {title}", "{blocker} overdue by {n} days: {title}", n).format(
            n=n, **given)
    if n := told["days_left"]:
        return ngettext("{blocker} due in {n} day: {title}", "{blocker} due in {n} days: {title}", n).format(n=n, **given)
    return _("{blocker} due today: {title}").format(**given)


def _land(told: Figures) -> str:
    given = {"land": told["land"], "name": told["name"], "due": day(told["due"])}
    if n := told["days_overdue"]:
        return ngettext("{land} late by {n} day: {name}", "{land} late by {n} days: {name}", n).format(n=n, **given)
    if n := told["days_left"]:
        return ngettext("{land} due in {n} day: {name}", "{land} due in {n} days: {name}", n).format(n=n, **given)
    return _("{land} due today: {name}").format(**given)


def _numbers(told: Figures) -> dict[str, str]:
    return {name: f"{value:.1f}" if isinstance(value, float) else str(value) for name, value in told.items()}


def _due(code: str, told: Figures) -> str:
    if late := told["days_overdue"]:
        return _("{blocker} late {n}d").format(blocker=code, n=late)
    if left := told["days_left"]:
        return _("{blocker} {n}d left").format(blocker=code, n=left)
    return _("{blocker} due today").format(blocker=code)


RULES: Mapping[str, Said] = {
    "progress": Said(
        lambda told: _("money {progress}% done, {expected}% expected, {gap} points behind").format(**_numbers(told)),
        lambda told: _("{gap} pp behind").format(gap=told["gap"])),
    "funds": Said(
        lambda told: _("funds {progress}% in, {expected}% expected, {gap} points behind").format(**_numbers(told)),
        lambda told: _("funds {gap} pp behind").format(gap=told["gap"])),
    "land": Said(_land, lambda told: _due(told["land"], told)),
    "start": Said(_started_late, lambda told: _("start late {n}d").format(n=told["days"])),
    "stale": Said(_stale, lambda told: _("no report {n}d").format(n=told["days"])),
    "registration": Said(_unregistered, lambda told: _("unregistered {n}d").format(n=told["days"])),
    "blocker": Said(_blocker, lambda told: _("{blocker} on hold").format(blocker=told["blocker"]) if told["held"]
                    else _due(told["blocker"], told)),
    "safety": Said(lambda told: _("{blocker} safety: {title}").format(blocker=told["blocker"], title=told["title"]),
                   lambda told: _("{blocker} safety").format(blocker=told["blocker"])),
    "suspended": Said(_suspended, lambda told: _("review late {n}d").format(n=told["days"])),
}
"""By the names of ``core.light_rules.RULES``, and ``suspended``."""
_BRIEF = {"progress": N_("{gap} behind"), "funds": N_("funds -{gap}"), "start": N_("start +{n}d"), "stale": N_("silent {n}d"),
          "registration": N_("unreg. {n}d"), "suspended": N_("review +{n}d")}
"""Where a card has no room for the short form."""
