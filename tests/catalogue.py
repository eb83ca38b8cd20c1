"""The catalogue of translations: English texts in the code are its keys, ``locale/zh`` holds the Chinese.

``python -m tests.catalogue`` takes new texts in, drops those that are gone and compiles; ``--fill FILE`` takes translations from
lines of ``English<TAB>中文``; ``--missing`` prints what has none. ``test_catalogue`` checks that all of it was done.
"""

import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

CODE = Path(__file__).parents[1] / "campaign"
PO = CODE / "locale" / "zh" / "LC_MESSAGES" / "messages.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pair": (1, 2)}
PLACEHOLDER = re.compile(r"\{([a-z_]*)[^}]*\}")
THEN = datetime(2026, 1, 1, tzinfo=UTC)
"""In the head of the files, whenever they were made: two people's work then differs only where the texts do."""


def extracted() -> Catalog:
    """Every text in the code."""
    catalogue = _empty()
    for file, _line, message, _comments, _context in extract_from_dir(
        CODE, [("**.py", "python")], {"**.py": {"encoding": "utf-8"}}, KEYWORDS
    ):
        catalogue.add(message, locations=[(f"campaign/{file}", 0)])
    return catalogue


def stored() -> Catalog:
    if not PO.exists():
        return _empty()
    with PO.open("rb") as file:
        return read_po(file, locale="zh", domain="messages")


def _empty() -> Catalog:
    return Catalog(
        locale="zh",
        domain="messages",
        project="campaign",
        version="1",
        copyright_holder="campaign",
        msgid_bugs_address="CONTRIBUTING.md",
        creation_date=THEN,
        revision_date=THEN,
        language_team="zh",
        last_translator="campaign",
        fuzzy=False,
        header_comment="# Kept by python -m tests.catalogue: edit the msgstr lines only.",
    )


def texts(catalogue: Catalog) -> dict[object, Message]:
    """Messages by their English text (a pair for plurals), the head left out."""
    return {message.id: message for message in catalogue if message.id}


def forms(message: Message) -> list[str]:
    """English forms."""
    return [message.id] if isinstance(message.id, str) else list(message.id)


def chinese(message: Message) -> str:
    told = message.string if isinstance(message.string, str) else next(iter(message.string), "")
    return str(told or "")


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def merged(fill: Iterable[Path] = ()) -> Catalog:
    """The texts of the code with the translations that are stored, and those of ``fill``."""
    told = {form: chinese(message) for message in texts(stored()).values() for form in forms(message)}
    for path in fill:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 1:
                told[cells[-2]] = cells[-1]
    catalogue = _empty()
    for key, message in sorted(texts(extracted()).items(), key=lambda pair: str(pair[0])):
        found = next((told[form] for form in reversed(forms(message)) if told.get(form)), "")
        files = sorted({(file, 0) for file, _line in message.locations})
        catalogue.add(key, found if isinstance(key, str) else (found,), locations=files)
    return catalogue


def main(arguments: list[str]) -> None:
    fill = [Path(name) for name in arguments[arguments.index("--fill") + 1 :]] if "--fill" in arguments else []
    catalogue = merged(fill)
    missing = [form for message in texts(catalogue).values() if not chinese(message) for form in forms(message)[-1:]]
    if "--missing" in arguments:
        print("\n".join(missing))
        return
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=0, include_lineno=False, sort_output=True)
    MO.write_bytes(compiled(stored()))
    print(f"{len(texts(catalogue))} texts, {len(missing)} without a translation", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
