"""The lines of a form: what each takes, how a stored value is written so that it can be read back, and what is wrong with it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from campaign.clean import printable
from campaign.core import codes
from campaign.core.errors import BadInput, CampaignError
from campaign.core.money import YI, parse_money
from campaign.core.quantity import format_quantity, parse_quantity
from campaign.kinds.field import YES_WORDS, Field, Type, count, parse, word
from campaign.kinds.registry import REFERENCES
from campaign.service import Session, blockers
from campaign.text import N_, _
from campaign.tui.terminal import REPLACED
from campaign.words import choices, field, listed, yes

SIGNED, CREW, PROJECT, PROJECTS = "signed", "crew", "project", "projects"
"""Kinds of lines that no stored column has: money with its sign, men there/planned, one project, several."""
SIGNED_QUANTITY, ABOUT, KINDS = "signed_quantity", "about", "kinds"
"""The same of the ground: a quantity with its sign, one land task or approval, several words of an enumeration."""
MANY = frozenset({PROJECTS, KINDS, Type.WORDS})
"""Several codes or words, a blank between them."""
NAMED = frozenset({*REFERENCES, *MANY, ABOUT})
"""Chosen from a list, never typed."""
EXAMPLES = {
    Type.MONEY: N_("3.2亿, 5000万 or 5000"),
    Type.DAY: N_("11-22, D+37, today or -3d"),
    SIGNED: N_("+300万, or -300万 to correct"),
    CREW: N_("120, or 120/150 (there/planned)"),
    Type.QUANTITY: N_("434.9亩, 872户 or 22座"),
    SIGNED_QUANTITY: N_("+12.5, or -12.5 to correct"),
    Type.COUNT: N_("a whole number"),
    Type.FIGURE: N_("7.3, -0.25 or 1,200"),
    Type.PERIOD: N_("2026-10, 2026Q3 or 2026"),
    Type.WORDS: N_("one or several"),
}
"""Typed like this."""

NameOf = Callable[[str], str]


class FormField(NamedTuple):
    """One line of a form."""

    name: str
    kind: str = Type.TEXT
    """A ``kinds.field.Type`` or the name of a kind, or one of those above."""
    words: type[StrEnum] | None = None
    required: bool = False
    limit: int = 200
    past: bool = False
    label: str = ""
    """English, marked with ``N_``; empty: the field's own name."""
    hint: str = ""
    """English, marked with ``N_``: said in the empty line instead of the example of its kind."""

    @property
    def chosen(self) -> bool:
        """Whether its value is picked from a list instead of typed."""
        return self.kind in NAMED or self.kind == Type.WORD

    @property
    def title(self) -> str:
        return _(self.label) if self.label else field(self.name)

    @property
    def example(self) -> str:
        return _(self.hint) if self.hint else _(EXAMPLES[self.kind]) if self.kind in EXAMPLES else ""


def slots(fields: Iterable[Field], *names: str, **changes: dict[str, Any]) -> list[FormField]:
    """Lines for the named fields, in that order (all of them when none is named); ``changes`` replace parts of a slot by name."""
    known = {one.name: FormField(one.name, one.holds, one.words, one.required, one.limit, one.past) for one in fields}
    return [known[name]._replace(**changes.get(name, {})) for name in names or known]


def written(kind: str, value: object) -> str:
    """A stored value as one would type it: nothing is lost when it is read back unchanged."""
    if kind == Type.YES:
        return "yes" if value else "no"
    if value is None:
        return ""
    if kind == Type.MONEY and isinstance(value, int):
        return money(value)
    if kind == Type.QUANTITY and isinstance(value, int):
        return format_quantity(value)
    if kind == Type.FIGURE and isinstance(value, int):
        return figure(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value)


def money(amount: int) -> str:
    """``3.2001亿`` · ``5000万``: exact, where ``words.money`` rounds."""
    if abs(amount) < YI:
        return f"{amount}万"
    whole, rest = divmod(amount, YI)
    return f"{whole}.{rest:04}".rstrip("0").rstrip(".") + "亿"


def figure(amount: int) -> str:
    """``7.3`` · ``-0.25`` · ``1200``, of 1/100."""
    whole, rest = divmod(abs(amount), 100)
    return ("-" if amount < 0 else "") + f"{whole}.{rest:02}".rstrip("0").rstrip(".")


def shown(slot: FormField, text: str, name_of: NameOf) -> str:
    """What a chosen or yes/no value looks like."""
    if not text:
        return ""
    if slot.words is not None:
        labels = choices(slot.words)
        return listed([labels.get(word, word) for word in (text.split() if slot.kind in MANY else [text])])
    if slot.kind == Type.YES:
        return yes(text.lower() in YES_WORDS)
    if slot.kind == PROJECTS:
        return listed([f"{code} {printable(name_of(code))}" for code in text.split()])
    return f"{printable(name_of(text))}  {text}" if codes.canonical(text) == text else printable(text)


def check(slot: FormField, text: str, session: Session) -> None:
    """Raises ``BadInput`` or ``NotFound`` for what the line cannot take: what was chosen may be gone by now."""
    if REPLACED in text:  # a terminal that is not UTF-8: what was meant is not known
        raise BadInput("text_not_utf8", at=text.index(REPLACED) + 1)
    if not session.text(text, 5_000):
        if slot.required:
            raise BadInput("field_empty", field=slot.name)
    elif slot.kind == SIGNED:
        parse_money(session.text(text), signed=True)
    elif slot.kind == CREW:
        crew(session.text(text))
    elif slot.kind == SIGNED_QUANTITY:
        parse_quantity(session.text(text), signed=True)
    elif slot.kind == ABOUT:
        blockers.pointed(session, text)
    elif slot.kind in (PROJECT, PROJECTS):
        for one in text.split():
            session.code("project", one)
    elif slot.kind == KINDS:
        assert slot.words is not None
        for one in text.split():
            word(slot.words, one)
    else:
        parse(Field(slot.name, slot.kind, slot.words, slot.required, slot.limit, slot.past), text, session)


def existing(slot: FormField, text: str, session: Session) -> str:
    """``text`` without the codes of what is no more: a form opened on a row whose record was undone proposes nothing of it."""
    if slot.kind not in NAMED:
        return text
    kept = []
    for one in text.split() if slot.kind in MANY else [text]:
        with suppress(CampaignError):
            check(slot, one, session)
            kept.append(one)
    return " ".join(kept)


def crew(text: str) -> tuple[str, str | None]:
    """Men there, and planned if they are said: ``120/150``. Raises ``BadInput`` ``crew_form``."""
    there, slash, planned = (part.strip() for part in text.replace("／", "/").partition("/"))
    try:
        count(there, 99_999)
        if slash:
            count(planned, 99_999)
    except BadInput:
        raise BadInput("crew_form", text=text) from None
    return there, planned if slash else None
