"""A list given out as a file: what it shows under its filter, as ``campaign export`` writes it."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from campaign.core.errors import Refused
from campaign.core.situation import Situation
from campaign.kinds import registry
from campaign.kinds.field import Field
from campaign.service import Session
from campaign.service.exports import Exported, exported
from campaign.store.write import Done
from campaign.tables.cells import words_text
from campaign.tables.exports.books import Wanted, book
from campaign.tables.exports.formats import FILES, format_of, made
from campaign.tables.table import Record
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.host import Host
from campaign.tui.shell.list_pane import Pane
from campaign.tui.shell.panes_page import PanesPage
from campaign.words.files import file_label

FILE = Field("file", required=True, limit=500, label=N_("File"), hint=N_("its end says which: .xlsx, .csv or .json"))


async def export(host: Host) -> None:
    """Asks where to; a member who came in through the gate hears what to type, for the file is to be on another machine."""
    page, situation = host.page, host.situation
    pane = page.pane if isinstance(page, PanesPage) else None
    one = next((one for one in exported().values() if pane is not None and pane.KIND and one.command
                and one.kind is registry.kind(pane.KIND)), None)
    if pane is None or one is None or situation is None:
        host.tell(_("No list of records is in front: on one of those, this key gives out what it shows"))
        return
    title = file_label(one.file)
    if host.session.key is not None:
        host.tell(_("Type this on your own machine: ssh SERVER campaign export {what} --format xlsx > {title}.xlsx").format(
            what=one.name, title=title))
        return
    form = Form(_("Give out: {what}").format(what=title), [FILE], partial(_write, one, pane, situation),
                values={"file": f"{title}-{situation.today.isoformat()}.xlsx"}, asks=_overwrites)
    saved = await host.push_screen_wait(form)
    if saved is not None:
        host.tell(_("Written: {path}").format(path=saved.subject))


def _write(one: Exported, pane: Pane, situation: Situation, session: Session, typed: Values, version: int | None,
           request: str) -> Saved:
    """In a thread."""
    place = _place(typed)
    if place.suffix.lower().removeprefix(".") not in FILES:
        raise Refused("export_end", path=place.name, formats=", ".join(f".{form}" for form in FILES))
    chosen_by = " ".join(filter(None, (words_text(pane.words, pane.SCREEN, situation) if pane.words else "", pane.find.text)))
    told = book(session, [Wanted(one, _records(pane, situation), only=True)], chosen_by=chosen_by)
    given = made(told, format_of(None, place.name))
    assert isinstance(given, bytes)
    try:
        place.write_bytes(given)
    except (OSError, ValueError) as error:
        raise Refused("output_file", path=str(place), why=getattr(error, "strerror", None) or str(error)) from None
    return Done(str(place), 0)


def _records(pane: Pane, situation: Situation) -> list[Record]:
    """Of the rows that it shows, in its order."""
    told, record = pane.listing(situation), pane.TABLE.record
    rows = [told.rows[code] for code in pane.shown if code in told.rows]
    return [record(told, row) for row in rows] if record is not None else [{"code": code} for code in pane.shown]


def _overwrites(session: Session, typed: Mapping[str, str | None]) -> str:
    place = _place(typed)
    try:
        return _("{path} is there already. Write over it?").format(path=place) if place.is_file() else ""
    except (OSError, ValueError):  # told when it is written
        return ""


def _place(typed: Mapping[str, str | None]) -> Path:
    path = Path(typed.get("file") or "")
    try:
        return path.expanduser().absolute()
    except (RuntimeError, ValueError):
        return path
