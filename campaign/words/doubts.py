"""What is unlikely, each in a few words with its figures; whoever writes it is asked whether it is so."""

from campaign.clean import printable
from campaign.core.dates import stored_day
from campaign.core.plausible import Doubt
from campaign.core.quantity import format_quantity
from campaign.text import N_, _
from campaign.words import labels

DOUBTS = {
    "report_large": N_("one report of {money} is more than half of the 100-day plan of {plan}"),
    "report_beyond": N_("{money} is more than the {left} left of the total of {total}"),
    "same_report": N_("the same was reported of {code} for {day} already"),
    "to_below": N_("that is {less} less than the {done} reported of {code}"),
    "to_below_land": N_("that is {less} less than the {done} reported of {code}"),
    "visit_again": N_("{person} has a visit to {project} on {day} already"),
    "away": N_("{person} is dispatched to {unit} on {day} ({dispatch})"),
    "project_twin": N_("the county has a project {name} already: {code}"),
    "person_twin": N_("there is a person {name} already: {twins}"),
    "closed_lately": N_("{blocker} {title} of this category was closed there on {day}"),
    "due_far": N_("the first due day {due} is {days} days off"),
    "led_by_another": N_("{code} {name} is led by {leader}: this takes it away"),
}
LAND = "to_below_land"
MONEY = frozenset({"money", "plan", "left", "total", "less", "done"})


def doubt_text(doubt: Doubt) -> str:
    return _(DOUBTS[doubt.key]).format(**{name: _fact(name, value, doubt.key) for name, value in doubt.facts})


def _fact(name: str, value: object, key: str) -> str:
    if name in MONEY and isinstance(value, int):
        return format_quantity(value) if key == LAND else labels.money(value)
    if name in ("day", "due"):
        return labels.day(stored_day(str(value)))
    if name == "twins" and isinstance(value, tuple):
        return labels.listed([printable(" ".join(filter(None, twin))) for twin in value])
    return printable(str(value))
