"""What people read instead of codes: fields, kinds of things, marks, verbs, words; money and days in their language.

Every label is an English text marked for the catalogue and translated at the moment it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from campaign import text
from campaign.core import codes, dates
from campaign.core import money as amounts
from campaign.core.model.land import ApprovalKind, Measure
from campaign.core.model.light import WORST_FIRST, Light
from campaign.core.quantity import format_quantity
from campaign.kinds import registry
from campaign.kinds.field import Field, Type
from campaign.kinds.verbs import PAST
from campaign.text import N_, _, ngettext
from campaign.words.enumerations import CODED, WORDS
from campaign.words.headings import HEADINGS

NOTHING = amounts.NOTHING

LEVELS = (
    N_("responsible unit"), N_("responsible leader"), N_("headquarters"), N_("the principal leader"), N_("liaison upward"))
MARKS = {
    "watermelon": N_("watermelon"), "waiting_city": N_("waiting for the city"),
    "waiting_province": N_("waiting for the province"), "waiting_national": N_("waiting for a ministry"),
    "too_late": N_("too late"), "at_risk": N_("at risk"), "understaffed": N_("understaffed"), "retargeted": N_("target changed"),
    "unconfirmed": N_("unconfirmed")}
FLAGS = {
    "buck_passing": N_("passed around"), "slow": N_("moving slowly"), "escalation_due": N_("escalation due")}
KINDS = {"leader": N_("leader"), "code": N_("code")}
"""What people call a thing that is no kind of its own."""


def label(word: StrEnum | None) -> str:
    """An enumeration's value in words; ``-`` for None."""
    return NOTHING if word is None else _(WORDS[type(word)][word.value])


def coded(name: str, value: object) -> str | None:
    """The label of a code that stands in a column or a figure called ``name``; None for anything else, like a text of people."""
    if type(value) in WORDS:
        return label(value)  # type: ignore[arg-type]
    return next((label(words(str(value))) for words in CODED.get(name, ()) if value in set(words)), None)


def stored(about: Field, value: object) -> str:
    """What stands in a column, as people read it; of a thing that has a code, its code."""
    if value is None or value == "":
        return NOTHING
    match about.holds:
        case Type.MONEY if isinstance(value, int):
            return money(value, exact=True)
        case Type.QUANTITY | Type.FIGURE if isinstance(value, int):
            return format_quantity(value)
        case Type.YES:
            return yes(bool(value))
        case Type.WORD if about.words is not None and value in set(about.words):
            return label(about.words(str(value)))
    try:
        return day(dates.stored_day(str(value)))
    except ValueError:
        return coded(about.name, value) or str(value)


def value_text(about: Field, value: object, name_of: Callable[[str | None], str]) -> str:
    """A stored value as people read it, with the names behind codes."""
    if value and about.reference and codes.canonical(str(value)) == value:
        return name_of(str(value))
    if value and about.holds == Type.WORDS and about.words is not None:
        known = choices(about.words)
        return listed([known.get(word, word) for word in str(value).split()])
    return stored(about, value)


def from_to(before: object, after: object, written: object, said: Callable[[object], str]) -> tuple[str, str]:
    """An old value and a new one as ``said`` has them; days with their years, if one of them is not in the year of ``written``:
    the day or instant at which it was changed.
    """
    sides = [_iso_day(value) for value in (before, after)]
    if not any(side is not None and _elsewhen(side, written) for side in sides):
        return said(before), said(after)
    old, new = (said(value) if side is None else day(side, date.min) for value, side in zip((before, after), sides, strict=True))
    return old, new


def dated(value: object, written: object) -> str:
    """A stored day, with its year if that is not the one of ``written``; what is none (a folder from elsewhere) as it is."""
    if (found := _iso_day(value)) is None:
        return str(value or NOTHING)
    return day(found, date.min if _elsewhen(found, written) else None)


def _iso_day(value: object) -> date | None:
    try:
        return dates.stored_day(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _elsewhen(found: date, written: object) -> bool:
    return str(written)[:4] not in ("", f"{found.year:04}")


def measured(quantity: str, measure: Measure) -> str:
    """``434.9 mu``, ``434.9亩``: Chinese wants no blank before it."""
    unit = label(measure)
    return f"{quantity} {unit}" if unit.isascii() else f"{quantity}{unit}"


def choices(words: type[StrEnum]) -> dict[str, str]:
    """Code → label of everything an enumeration knows, in its order."""
    return {code: _(message) for code, message in WORDS[words].items()}


def level(number: int) -> str:
    """Of an escalation, 0 to 4."""
    return _(LEVELS[number])


def mark(code: str) -> str:
    return _(MARKS.get(code, code))


def flag(code: str) -> str:
    return _(FLAGS.get(code, code))


def kind(code: str) -> str:
    """``county`` · ``unit`` · … as ``Session.code`` calls them."""
    if code in KINDS:
        return _(KINDS[code])
    try:
        return _(registry.kind(code).label)
    except KeyError:
        return code


def is_kind(code: str) -> bool:
    """Whether ``kind`` has a word for it."""
    return code in KINDS or code in registry.CODED or code in registry.UNCODED


def verb(code: str) -> str:
    """What an audit row's verb did, in the past tense."""
    known = registry.verb(code)
    return _((known.past if known else "") or PAST.get(code, code))


ORIGINAL = "_original"


def field(code: str) -> str:
    """The name of a column or of what an option fills in; of ``…_original`` that of the target with it."""
    if code.endswith(ORIGINAL):
        return _("{field}, original").format(field=field(code.removesuffix(ORIGINAL)))
    code, colon, item = code.partition(":")
    known = message(code)
    return (_(known) if known else code) + (f" {item}" if colon else "")


def message(code: str) -> str:
    """As ``field``, in English."""
    return HEADINGS.get(code) or registry.field_label(code) or code


def yes(value: bool) -> str:
    return _("yes") if value else _("no")


def money(amount: int | None, *, sign: bool = False, exact: bool = False) -> str:
    """万元 as people read them: ``3.20亿``, ``5,000万``, ``¥320.0M``; ``exact``: whatever was typed, as a change of it tells."""
    return amounts.format_money(amount, text.language(), sign=sign, exact=exact)


def day(value: date | None, first_day: date | None = None) -> str:
    """``11-22``, ``22 Nov``; with its year if ``first_day`` is given and the day is far from that campaign."""
    return NOTHING if value is None else dates.format_day(value, text.language(), first_day)


def long_day(value: date) -> str:
    return dates.long_day(value, text.language())


def days(n: int, working: bool) -> str:
    """``20 working days``, ``30 days``."""
    if working:
        return ngettext("{n} working day", "{n} working days", n).format(n=n)
    return ngettext("{n} day", "{n} days", n).format(n=n)


def kinds_needed(choices: Sequence[tuple[str, ...]]) -> str:
    """Kinds of approvals; of those of which one will do, all with a stroke between them."""
    return listed(["/".join(label(ApprovalKind(code)) for code in choice) for choice in choices])


def beside(counted: str, unconfirmed: int) -> str:
    """What was counted, and how much of it rests on results that wait for headquarters."""
    return _("{counted}, {n} of them unconfirmed").format(counted=counted, n=unconfirmed) if unconfirmed else counted


def lights_counted(lights: Mapping[Light, int], unconfirmed: Mapping[Light, int]) -> list[str]:
    """Every light and how many there are, the worst first."""
    return [f"{label(light)} " + beside(str(lights.get(light, 0)), unconfirmed.get(light, 0)) for light in WORST_FIRST]


def listed(items: list[str]) -> str:
    """Several things in one sentence."""
    return _(", ").join(items)
