"""The lines of a form: what each takes, how a stored value is written so that it can be read back, and what is wrong with it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from campaign import words
from campaign.clean import printable
from campaign.core import codes
from campaign.core.errors import BadInput, CampaignError
from campaign.core.money import YI, parse_money
from campaign.core.quantity import format_quantity, parse_quantity
from campaign.kinds import registry
from campaign.kinds.field import YES_WORDS, Field, Type, count, parse
from campaign.kinds.registry import REFERENCES
from campaign.service import Session, blockers
from campaign.text import N_, _
from campaign.tui.terminal import REPLACED

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


def lines(kind: str, *names: str, **changes: Mapping[str, Any]) -> list[Field]:
    """The named fields of a kind, in that order (none named: all of them); ``changes`` replace parts of one by its name."""
    declared = registry.kind(kind)
    wanted = [declared.by_name[name] for name in names] or declared.fields
    return [field._replace(**changes.get(field.name, {})) for field in wanted]


def chosen(field: Field) -> bool:
    """Whether its value is picked from a list instead of typed."""
    return field.holds in NAMED or field.holds == Type.WORD


def label_of(field: Field) -> str:
    return _(field.label) if field.label else words.field(field.name)


def example_of(field: Field) -> str:
    """What its empty line says: whether it may stay so, and how it is filled in."""
    example = _(field.hint) if field.hint else _(EXAMPLES[field.holds]) if field.holds in EXAMPLES else ""
    return "  ".join(said for said in (_("required") if field.required else "", example) if said)


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


def shown(field: Field, text: str, name_of: NameOf) -> str:
    """What a chosen or yes/no value looks like."""
    if not text:
        return ""
    if field.words is not None:
        labels = words.choices(field.words)
        return words.listed([labels.get(word, word) for word in (text.split() if field.holds in MANY else [text])])
    if field.holds == Type.YES:
        return words.yes(text.lower() in YES_WORDS)
    if field.holds == PROJECTS:
        return words.listed([f"{code} {printable(name_of(code))}" for code in text.split()])
    return f"{printable(name_of(text))}  {text}" if codes.canonical(text) == text else printable(text)


def check(field: Field, text: str, session: Session) -> None:
    """Raises ``BadInput`` or ``NotFound`` for what the line cannot take: what was chosen may be gone by now."""
    if REPLACED in text:  # a terminal that is not UTF-8: what was meant is not known
        raise BadInput("text_not_utf8", at=text.index(REPLACED) + 1)
    if not session.text(text, 5_000):
        if field.required:
            raise BadInput("field_empty", field=field.name)
    elif field.holds == SIGNED:
        parse_money(session.text(text), signed=True)
    elif field.holds == CREW:
        crew(session.text(text))
    elif field.holds == SIGNED_QUANTITY:
        parse_quantity(session.text(text), signed=True)
    elif field.holds == ABOUT:
        blockers.pointed(session, text)
    elif field.holds in (PROJECT, PROJECTS):
        for one in text.split():
            session.code("project", one)
    elif field.holds == KINDS:
        assert field.words is not None
        session.words(field.words, text)
    else:
        parse(field, text, session)


def existing(field: Field, text: str, session: Session) -> str:
    """``text`` without the codes of what is no more: a form opened on a row whose record was undone proposes nothing of it."""
    if field.holds not in NAMED:
        return text
    kept = []
    for one in text.split() if field.holds in MANY else [text]:
        with suppress(CampaignError):
            check(field, one, session)
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
