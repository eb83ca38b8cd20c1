"""Entries as an iCalendar file. Source: RFC 5545; the name of the calendar is as Apple's and Google's programs take it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from campaign.clean import printable
from campaign.service.calendar_entries import Entry
from campaign.text import language

LONGEST = 75
"""Bytes of a line; a longer one goes on in the next, behind a blank."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def made(entries: Iterable[Entry], name: str, zone: str, root: str) -> bytes:
    """The file, as UTF-8. ``root`` makes the names of entries unlike those of any other campaign.

    Nothing in it comes from the clock: an entry that was not written to since is the same, byte by byte.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//campaign//ical//{language().upper()}", "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", f"X-WR-TIMEZONE:{escaped(zone)}"]
    for entry in entries:
        lines += _event(entry, root)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line)).encode()


def _event(entry: Entry, root: str) -> Iterator[str]:
    at = entry.written.at.translate({ord("-"): None, ord(":"): None})
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.name}@{root[:16]}.campaign"
    yield f"DTSTAMP:{at}"
    yield f"LAST-MODIFIED:{at}"
    yield f"SEQUENCE:{entry.written.seq}"
    yield f"DTSTART;VALUE=DATE:{entry.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{entry.last + timedelta(1):%Y%m%d}"
    yield f"SUMMARY:{escaped(entry.summary)}"
    if entry.notes:
        yield "DESCRIPTION:" + "\\n".join(map(escaped, entry.notes))
    if entry.place:
        yield f"LOCATION:{escaped(entry.place)}"
    yield f"STATUS:{'CANCELLED' if entry.over else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """On one line, whatever it holds."""
    return printable(text).translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """Never within a character."""
    if (line.isascii() and len(line) <= LONGEST) or len(line.encode()) <= LONGEST:
        yield line
        return
    begun, size = 0, 0
    for at, char in enumerate(line):
        bytes_ = len(char.encode())
        if size + bytes_ > LONGEST:
            yield (" " if begun else "") + line[begun:at]
            begun, size = at, 1
        size += bytes_
    yield (" " if begun else "") + line[begun:]
