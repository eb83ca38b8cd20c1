"""What Enter asks on the page of a list: a line of how it is read, or a column."""

from collections.abc import Callable, Sequence

from campaign.kinds.field import Field, Type, count
from campaign.service import Session
from campaign.service.intake import profiles
from campaign.service.intake.preview import ListColumn
from campaign.service.intake.purposes import PURPOSES
from campaign.service.intake.reading import EVERY
from campaign.text import _
from campaign.tui.dialogs.choose import Choice, Choose, word
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_lines import Values
from campaign.tui.host import Host
from campaign.tui.screens.intake.file_dialog import FileDialog
from campaign.tui.screens.intake.how import CREATES, LABELS, NOTES, How, called, fields_of, units
from campaign.tui.screens.intake.paste_dialog import PasteDialog
from campaign.words.list_words import CALLED, ORDERS

NONE, AS_SAID = "-", "="
TYPED = {"header": Field("header", Type.TEXT, limit=7), "encoding": Field("encoding", limit=40), "on": Field("on", limit=40),
         "why": Field("why", limit=500), "save": Field("save", limit=60)}


class Typed:
    """What was typed into a form of one line."""

    def __init__(self, text: str) -> None:
        self.subject, self.seq, self.only_asked = text, 0, False
        self.asked: tuple[tuple[str, str], ...] = ()


async def file(host: Host, path: str, pasted: str) -> tuple[str, bytes] | None:
    """Name and bytes of a list. Through the gate no file of the server is named: the text is pasted."""
    if host.session.key is not None:
        text = await host.push_screen_wait(PasteDialog(pasted))
        return None if text is None else ("", text.encode())
    return None if (typed := await host.push_screen_wait(FileDialog(path))) is None else (typed, b"")


async def line(host: Host, how: How, name: str, sheets: Sequence[tuple[str, bool]]) -> bool:
    """Ask for a line; whether it is another one now."""
    before = repr(how)
    if name in CREATES:
        how.create = how.create ^ {name}
    elif name == "transpose":
        how.transpose = not how.transpose
    elif name == "sure":
        how.sure, how.assured = not (how.sure or how.assured), ()
    elif name in TYPED:
        await _type(host, how, name)
    else:
        await _choose(host, how, name, sheets)
    return repr(how) != before


async def _type(host: Host, how: How, name: str) -> None:
    def check(session: Session, typed: Values, version: int | None, request: str) -> Typed:
        text = (typed.get(name) or "").strip()
        if text and name == "header":
            count(text, 1_048_576, 1)
        elif text and name == "on":
            session.past_day(text)
        elif text:
            session.text(text, TYPED[name].limit)
        return Typed(text)

    now = "" if (value := _now(how, name)) is None else str(value)
    field = TYPED[name]._replace(label=LABELS[name], hint=NOTES[name])
    saved = await host.push_screen_wait(Form(_(LABELS[name]), [field], check, values={name: now}))
    if saved is None:
        return
    text = saved.subject
    if name == "header":
        how.header = int(text) if text else None
    elif name == "encoding":
        how.encoding = text or None
    elif name == "on":
        how.on = text or None
    elif name == "why":
        how.why = text
    else:
        how.save = text


def _now(how: How, name: str) -> object:
    return {"header": how.header, "encoding": how.encoding, "on": how.on, "why": how.why, "save": how.save}[name]


async def _choose(host: Host, how: How, name: str, sheets: Sequence[tuple[str, bool]]) -> None:
    as_found = word(NONE, _("as it is found"))
    offered: dict[str, Callable[[], list[Choice]]] = {
        "purpose": lambda: [word(one, _(CALLED[one])) for one in PURPOSES],
        "profile": lambda: [word(NONE, _("none")), *(word(one, one) for one in profiles.names(host.session))],
        "sheet": lambda: [as_found, word(EVERY, _("all, the hidden ones too")),
                          *(word(f"={one}", one, _("hidden") if hidden else "") for one, hidden in sheets)],
        "unit": lambda: [word(NONE, _("none")), *(word(unit, unit, said) for unit, said in units())],
        "dates": lambda: [word(NONE, _("none")), *(word(order, _(said), order) for order, said in ORDERS.items())]}
    now = {"purpose": how.purpose, "profile": how.profile, "sheet": how.sheet, "unit": how.unit, "dates": how.dates}[name]
    found = await host.push_screen_wait(Choose(_(LABELS[name]), offered[name](), current=now or NONE))
    if found is None:
        return
    if name == "purpose":
        if found != how.purpose:
            how.purpose, how.mapped = found, {}
    elif name == "profile":
        if found == NONE:
            how.profile = ""
        else:
            how.follow(found, profiles.profile(host.session, found))
    elif name == "sheet":
        how.sheet = None if found == NONE else found.removeprefix("=")
    elif name == "unit":
        how.unit = None if found == NONE else found
    else:
        how.dates = None if found == NONE else found


async def column(host: Host, how: How, one: ListColumn, columns: Sequence[ListColumn]) -> bool:
    """Which field it fills; whether that is another one now."""
    filled = {each.field: each.heading for each in columns if each.field is not None}
    choices = [word(NONE, _("not taken")), word(AS_SAID, _("as its heading says")),
               *(word(name, called(name), _("now filled by {heading}").format(heading=filled[name])
                      if name in filled and filled[name] != one.heading else name) for name in fields_of(how.purpose))]
    title = _("What does {heading} fill?").format(heading=one.heading)
    found = await host.push_screen_wait(Choose(title, choices, current=one.field or NONE))
    if found is None:
        return False
    before = dict(how.mapped)
    others = [each.heading for each in columns if each.field == found]
    how.map(one.heading, None if found == AS_SAID else "" if found == NONE else found, others)
    return how.mapped != before
