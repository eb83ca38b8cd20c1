"""What is typed as the filter of a list that is saved."""

import shlex

from campaign.cli.saved_panes import command, is_pane
from campaign.core.errors import BadInput
from campaign.core.saved import FILTERS, PANE, PANES, SCREENS, TEXT, check_words
from campaign.service import Session
from campaign.tables import filter_words


def understood(session: Session, screen: str, typed: str) -> dict[str, str]:
    """``red 临江 港口`` → light red, county C01, 港口 in the name; ``light=red county=临江 major=yes`` says it outright.

    A bare word is a word of the filter, in English or as it is written here, else the name of a county, unit or leader, else
    text. Raises ``BadInput`` or ``NotFound``.
    """
    if screen not in SCREENS:
        raise BadInput("bad_word", text=screen, words=", ".join(SCREENS))
    found: dict[str, str] = {}
    try:
        parts = shlex.split(session.required("text", typed, 200))
    except ValueError:
        raise BadInput("open_quote") from None
    for part in parts:
        name, sign, value = part.partition("=")
        field, code = (name.strip().replace("-", "_"), value) if sign else filter_words.bare(session, screen, part)
        if sign:
            check_words(screen, {field: value})
            code = _given(session, screen, field, value)
        if field in found and field == TEXT:
            code = f"{found[field]} {code}"
        elif field in found and field in filter_words.SEVERAL:
            code = f"{found[field]},{code}"
        elif found.get(field, code) != code:
            raise BadInput("twice", text=field)
        found[field] = code
    if is_pane(screen, found):
        _typed, rest, options = command(screen, found)
        if rest:
            raise BadInput("bad_word", text=next(iter(rest)), words=", ".join([PANE, TEXT, *options]))
    return found


def _given(session: Session, screen: str, field: str, value: str) -> str:
    """The value of a field that was named."""
    if field == PANE and screen in PANES:
        if value not in PANES[screen]:
            raise BadInput("bad_word", text=value, words=", ".join(PANES[screen]))
        return value
    if screen in PANES and screen not in FILTERS:
        return session.required(field, value, 100)
    return filter_words.given(session, screen, field, value)
