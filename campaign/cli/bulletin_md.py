"""A document as Markdown (CommonMark with tables). What people typed is escaped: it makes no heading, link, cell or HTML."""

import re
from datetime import date
from functools import cache

from campaign.clean import printable
from campaign.core.document import Document, Figure, Heading, Paragraph, Table, flow


@cache
def _signs() -> re.Pattern[str]:
    """What Markdown could take for its own, anywhere; ``:`` and ``.`` only where addresses become links by themselves."""
    return re.compile(r"[\\`*_{}\[\]<>#|~&!$@^]|:(?=//)|(?<=www)\.", re.IGNORECASE)


@cache
def _begins() -> re.Pattern[str]:
    """What it could take for its own at the beginning of a line."""
    return re.compile(r"^(\s*)([-+](?=\s|$)|[-=](?=[-=\s]*$)|[0-9]+(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """``text`` as it is to be read, on one line."""
    text = _signs().sub(lambda match: "\\" + match[0], printable(text))
    match = _begins().match(text)
    if match is None:
        return text
    if match[2].isdigit():
        return f"{text[:match.end()]}\\{text[match.end():]}"
    return f"{match[1]}\\{text[match.end(1):]}"


def made(document: Document, on: date) -> bytes:
    """The file, as UTF-8."""
    parts = [f"# {escaped(document.title)}", escaped(document.issue),
             f"{escaped(document.issuer)}, {escaped(document.dated)}" if document.language != "zh" else
             f"{escaped(document.issuer)}　　{escaped(document.dated)}", "---"]
    for block in flow(document):
        match block:
            case Heading(level, text):
                parts.append(f"{'#' * (level + 1)} {escaped(text)}")
            case Paragraph(text=text):
                parts.append(escaped(text))
            case Table():
                parts.append(_table(block))
            case Figure(caption):
                parts.append(escaped(caption))
    parts.append("---")
    parts += map(escaped, document.closing + document.fine)
    return ("\n\n".join(parts) + "\n").encode()


def _table(table: Table) -> str:
    rule = ["---:" if at in table.right else "---" for at in range(len(table.heads))]
    rows = [list(map(escaped, table.heads)), rule, *(list(map(escaped, row.cells)) for row in table.rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
