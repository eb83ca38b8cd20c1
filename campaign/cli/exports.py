"""``campaign export``: a list, with the filters of the command that shows it, or all of them, as a file."""

import inspect
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option
from typer.models import ParameterInfo

from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.tables.exports.book import Book

ALL = "all"
STYLES = ("as_json", "as_csv", "plain")
"""How a list is printed, which nobody asks an export."""
EVERY = ("every", "everything")
"""Parameters of lists that else hide what is over."""

Form = Annotated[str | None, Option("--format", metavar="WORD", help=N_(
    "xlsx, csv, json, oc4ids or datapackage; else as FILE ends, else xlsx"))]
To = Annotated[str | None, Option("--output", "-o", metavar="FILE", help=N_("write it there; - is stdout"))]
Yes = Annotated[bool, Option("--yes", "-y", help=N_("do not ask before FILE is overwritten"))]


def export(what: Annotated[str, Argument(metavar="WHAT", help=N_("which list, or all"))],
           form: Form = None, to: To = None, yes: Yes = False) -> None:
    """Without filters; with those of a list it is called as ``derived`` has made it."""
    _give(meant(what), form, to, yes)


def members() -> dict[str, str]:
    """What can be given out → what it is called."""
    from campaign.service.exports import exported

    return {name: _(called(name)) for name in (ALL, *sorted(exported()))}


def called(name: str) -> str:
    """What is given out under that name, in English."""
    from campaign.service.exports import exported
    from campaign.words.files import file_message

    return N_("all lists") if name == ALL else file_message(exported()[name].file)


def meant(text: str) -> str:
    """The list that was typed by its label, in either language, or its pinyin. Raises ``BadInput``."""
    from campaign.core.errors import BadInput
    from campaign.service.exports import exported
    from campaign.words.reading import word

    if text.startswith("-"):
        raise BadInput("missing", text="WHAT", usage="campaign export projects -o 项目.xlsx")
    return word((ALL, *exported()), text, called, "export")


def derived(word: str) -> Callable[..., None] | None:
    """The command for one list: the options of an export, and before them those of the command that shows the list."""
    from campaign.service.exports import exported

    one = exported().get(word)
    if one is None and word != ALL:
        return None
    body = _listing(one.command) if one is not None and one.command else None
    own = [] if body is None else [each for name, each in inspect.signature(body).parameters.items() if name not in STYLES]

    def run(*, form: str | None = None, to: str | None = None, yes: bool = False, **given: Any) -> None:
        _give(word, form, to, yes, body, given)

    common = [each for name, each in inspect.signature(export).parameters.items() if name != "what"]
    run.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *common)])
    return run


def _listing(command: str) -> Callable[..., None]:
    """The function of the command that shows a list."""
    from importlib import import_module

    from campaign.cli.commands import COMMANDS
    from campaign.cli.params import Taking

    body = getattr(import_module(f"campaign.cli.{COMMANDS[command].module}"), command.replace("-", "_"))
    made: Callable[..., None] = body.command() if isinstance(body, Taking) else body
    return made


def _give(word: str, form: str | None, to: str | None, yes: bool, body: Callable[..., None] | None = None,
          given: Mapping[str, Any] | None = None) -> None:
    from campaign.cli import to_file
    from campaign.core.errors import BadInput
    from campaign.tables.exports.formats import TEXTS, format_of, made

    form = format_of(form, to)
    shown = to in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    if shown and (form not in TEXTS or (word == ALL and form == "csv")):
        raise BadInput("export_terminal", form=form)
    to_file.place("export", to, yes)
    to_file.write(to, made(_book(word, body, given or {}), form))


ANNEX = ("projects", "blockers", "land-tasks", "approvals")
"""Lists that go along with a bulletin."""


def annex_of(path: str) -> str:
    """Where they stand: beside the bulletin."""
    annex = _("annex")
    return f"{path.removesuffix('.docx')}-{annex}.xlsx"


def annex(path: str) -> None:
    """Write them; without the library, say what to install: the bulletin is there all the same."""
    from campaign.cli import output, to_file
    from campaign.cli.state import current
    from campaign.core.errors import Refused
    from campaign.service.exports import exported
    from campaign.tables.exports.books import Wanted, book
    from campaign.tables.exports.formats import made
    from campaign.words import error_text

    session, known = current().session(), exported()
    with session.store.reading():
        told = book(session, [Wanted(known[name], _records(_listing(known[name].command), {}), only=True) for name in ANNEX])
    try:
        to_file.write(path, made(told, "xlsx"))
    except Refused as error:
        output.talk(error_text(error, N_("The lists that go with it need XlsxWriter: pip install 'campaign[excel]'")
                               if error.key == "excel_missing" else ""))
    else:
        output.talk(_("The lists that go with it are in {path}").format(path=path))


# The book ---------------------------------------------------------------------------------------------------------------


def _book(word: str, body: Callable[..., None] | None, given: Mapping[str, Any]) -> "Book":
    from campaign.cli import export_filters
    from campaign.cli.state import current
    from campaign.service.exports import exported
    from campaign.tables.exports.books import Wanted, book

    session, known = current().session(), exported()
    with session.store.reading():  # the lists and their rows of one moment
        if word == ALL:
            wanted = [Wanted(one, _records(_listing(one.command), {}, every=True) if one.command else None)
                      for one in known.values()]
            return book(session, wanted, whole=True)
        one = known[word]
        if body is None:
            return book(session, [Wanted(one, None)])
        return book(session, [Wanted(one, _records(body, given), only=True)],
                    chosen_by=export_filters.told(session, one, body, given))


def _records(body: Callable[..., None], given: Mapping[str, Any], *, every: bool = False) -> list[dict[str, Any]]:
    """What the list would print as JSON; ``every``: with what is over."""
    from campaign.cli import formatting

    parameters = inspect.signature(body).parameters
    defaults = {name: each.default for name, each in parameters.items() if name not in STYLES}
    plain = {name: _plain(default) for name, default in defaults.items()}
    asked = {name: True for name in EVERY if name in parameters} if every else {}
    with formatting.taken() as rows:
        body(**{**plain, **asked, **given}, as_json=True, as_csv=False, plain=False)
    return rows


def _plain(default: Any) -> Any:
    """Of an option that was made from a field, its own default."""
    return default.default if isinstance(default, ParameterInfo) else default
