"""What is wrong with a file of sheets, and what is said of one that was read."""

from collections.abc import Callable

from campaign.text import N_, _, ngettext

SHEETS_ERRORS = {
    "sheets_unreadable": N_("{name} is no table that can be read here: hand in .xlsx, .xls, .ods, HTML or CSV"),
    "sheets_foreign": N_("{name} is a {what} file, which is not read here: save the list as .xlsx or CSV and hand that in"),
    "sheets_damaged": N_("{name} is damaged and cannot be read: open it, save it again as .xlsx and hand that in"),
    "sheets_empty": N_("{name} is empty: hand in the file that has the list"),
    "sheets_password": N_("{name} is protected by a password: save it without one and hand that in"),
    "sheets_doctype": N_("{name} holds XML that declares entities, as no spreadsheet writes it, and was not read"),
    "sheets_quote": N_("{name} has a quotation mark in line {line} that is never closed: add the second one, or delete it"),
    "sheets_encoding": N_("{name} is neither UTF-8 nor Chinese in GB18030: if it is {guess}, type --encoding {guess}"),
    "sheets_mixed": N_("{name} is in two encodings, {first} in line {one} and {second} in line {other}: save it in one, "
                      "best UTF-8"),
    "sheets_no_encoding": N_("{name} cannot be read as {encoding} (line {line}): type another name after --encoding, "
                            "like gb18030"),
    "sheets_no_such_encoding": N_("“{encoding}” is no encoding of text: type one like gb18030, cp1252 or utf-16 after "
                                "--encoding"),
    "sheets_broken_text": N_("{name} is UTF-8 but for line {line}: mend that line, or save the file again"),
    "sheets_long": N_("{name} is longer than {limit} MB and was not read: leave out what does not belong here"),
    "sheets_bomb": N_("{name} unpacks to more than {limit} MB and was not read: leave out what does not belong here"),
    "sheets_wide": N_("{name} has cells as far away as {at} and was not read: delete what stands apart from the table"),
    "excel_missing": N_("{name} needs python-calamine: pip install 'campaign[excel]', or save the list as CSV"),
}

NOTES: dict[str, Callable[[int], str]] = {
    "macros": lambda _n: _("the file has macros: none was run"),
    "links": lambda _n: _("the file takes values from other files: as they were saved, nothing was asked there"),
    "unsaved": lambda n: ngettext("{n} formula has no value saved: open the file, save it again and hand that in",
                                      "{n} formulas have no value saved: open the file, save it again and hand that in", n),
    "no_cells": lambda _n: _("a chart, which has no cells"),
}


def note_text(what: str, times: int = 0) -> str:
    """Of a ``Note``, without its place: whoever lists it says that as for every cell."""
    return NOTES[what](times).format(n=times)
