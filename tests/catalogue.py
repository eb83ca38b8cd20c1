"""The catalogues of translations: English texts in the code are their keys, ``locale/zh`` holds the Chinese.

``python -m tests.catalogue`` takes new texts in, drops those that are gone and compiles, for every language that there is;
``--fill FILE`` takes translations from lines of ``English<TAB>中文``; ``--missing`` prints what has none. Both are about the
first language, or the one named by ``--language``. Of counted texts a line stands for every form; forms that differ are
written into the catalogue itself, and stay. ``test_catalogue`` checks that all of it was done.
"""

import argparse
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

from campaign.text import LANGUAGES, SOURCE

CODE = Path(__file__).parents[1] / "campaign"
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)
"""Languages that have a catalogue."""
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pair": (1, 2)}
PLACEHOLDER = re.compile(r"\{([a-z_]*)[^}]*\}")
THEN = datetime(2026, 1, 1, tzinfo=UTC)
"""In the head of the files, whenever they were made: two people's work then differs only where the texts do."""


def po(language: str) -> Path:
    return CODE / "locale" / language / "LC_MESSAGES" / "messages.po"


def mo(language: str) -> Path:
    """What ``po`` is compiled to."""
    return po(language).with_suffix(".mo")


def extracted() -> Catalog:
    """Every text in the code."""
    catalogue = _empty(SOURCE)
    for file, _line, message, _comments, _context in extract_from_dir(
        CODE, [("**.py", "python")], {"**.py": {"encoding": "utf-8"}}, KEYWORDS
    ):
        catalogue.add(message, locations=[(f"campaign/{file}", 0)])
    return catalogue


def stored(language: str) -> Catalog:
    if not po(language).exists():
        return _empty(language)
    with po(language).open("rb") as file:
        return read_po(file, locale=language, domain="messages")


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        domain="messages",
        project="campaign",
        version="1",
        copyright_holder="campaign",
        msgid_bugs_address="CONTRIBUTING.md",
        creation_date=THEN,
        revision_date=THEN,
        language_team=language,
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


def translations(message: Message) -> tuple[str, ...]:
    """Its forms in the language of the catalogue; '' stands for one that is missing."""
    return tuple(str(said or "") for said in ((message.string,) if isinstance(message.string, str) else message.string)) or ("",)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def compiled(catalogue: Catalog) -> bytes:
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def merged(language: str, fill: Iterable[Path] = ()) -> Catalog:
    """The texts of the code with the translations that are stored, and those of ``fill``."""
    told = {form: translations(message) for message in texts(stored(language)).values() for form in forms(message)}
    for path in fill:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 1:
                told[cells[-2]] = (cells[-1],)
    catalogue = _empty(language)
    for key, message in sorted(texts(extracted()).items(), key=lambda pair: str(pair[0])):
        found = next((told[form] for form in reversed(forms(message)) if any(told.get(form, ()))), ("",))
        if not isinstance(key, str) and len(found) < catalogue.num_plurals:
            found = (found[0],) * catalogue.num_plurals
        files = sorted({(file, 0) for file, _line in message.locations})
        catalogue.add(key, found[0] if isinstance(key, str) else found, locations=files)
    return catalogue


def missing(language: str) -> list[str]:
    """English forms of what the code says and the catalogue does not."""
    return [forms(message)[-1] for message in texts(merged(language)).values() if not all(translations(message))]


def main(arguments: list[str]) -> None:
    options = argparse.ArgumentParser(prog="python -m tests.catalogue")
    options.add_argument("--language", choices=TRANSLATED, default=TRANSLATED[0])
    options.add_argument("--fill", nargs="+", type=Path, default=[])
    options.add_argument("--missing", action="store_true")
    asked = options.parse_args(arguments)
    if asked.missing:
        print("\n".join(missing(asked.language)))
        return
    for language in TRANSLATED:
        catalogue = merged(language, asked.fill if language == asked.language else ())
        po(language).parent.mkdir(parents=True, exist_ok=True)
        with po(language).open("wb") as file:
            write_po(file, catalogue, width=0, include_lineno=False, sort_output=True)
        mo(language).write_bytes(compiled(stored(language)))
        print(f"{language}: {len(texts(catalogue))} texts, {len(missing(language))} without a translation", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
