"""What pages, dialogs and verbs know of the app: the words of what happens here, and nothing of how Textual does it."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast, runtime_checkable

from textual.screen import Screen
from textual.widget import Widget

from campaign.core.errors import CampaignError
from campaign.core.plausible import Doubt
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.judged import Left
from campaign.tables.signs import Signs

if TYPE_CHECKING:
    from campaign.service.news import Since

T = TypeVar("T")


class Draft(NamedTuple):
    """What was typed into a form but not saved, and what it was typed upon."""

    typed: Mapping[str, str]
    base: Mapping[str, str]
    version: int | None


class Kept(NamedTuple):
    """What of a list can be saved under a name."""

    words: dict[str, str]
    """As ``service.saved_lists.save`` takes them."""
    sort: str | None = None
    grouping: str | None = None


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds something typed and not saved."""

    def put_aside(self) -> bool: ...

    def say(self, message: str, *, bad: bool = False) -> None: ...


@runtime_checkable
class Leaves(Protocol):
    """A page that is shown at once at the next start, where nothing was written since."""

    def leaves(self, situation: Situation) -> Left | None:
        """What is kept of it; None where it shows anything but this situation."""
        ...


class Front(Protocol):
    """The page in front, as a verb knows it; ``shell.page.Page`` says what each means."""

    @property
    def subject(self) -> str | None: ...

    @property
    def person(self) -> str | None: ...

    @property
    def adds(self) -> tuple[str, ...]: ...

    @property
    def first(self) -> bool: ...

    @property
    def listed(self) -> Sequence[str]: ...

    def acts(self) -> list[str]: ...

    def prefilled(self, subject: str) -> dict[str, str]: ...

    def point_at(self, code: str) -> None: ...

    def kept(self) -> Kept | None: ...

    def set_words(self, words: Mapping[str, str]) -> None: ...

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None: ...

    def say(self, message: str, *, bad: bool = False) -> None: ...

    def unsay(self) -> None: ...

    def relabel(self) -> None: ...


class Drawn(Protocol):
    """How everything is drawn."""

    def choose(self, *, theme: str | None = None, signs: str | None = None) -> None:
        """Another theme, other signs (a ``Way``, or ``auto``), at once and until it is left."""


class Opens(Protocol):
    """How one goes somewhere."""

    async def carry_out(self, chosen: str | None) -> None:
        """What was chosen among the commands: an action, or a code to open."""


class Verbs(Protocol):
    """How what somebody does is written."""

    async def written(self, job: Callable[[Session], T]) -> T | CampaignError:
        """What ``job`` gave, or why it was refused. The screen goes on meanwhile; what was written shows at once."""


class Host(Protocol):
    """The app, for one person. Everything here is called on its thread."""

    session: Session
    """Of that thread; whatever takes long reads and writes on a twin of it."""
    drafts: dict[str, Draft]
    """What was typed into forms that were closed unsaved, by form."""
    signs: Signs
    """Which signs are drawn. They may become others once, when the terminal has answered, and by a command."""
    attended: bool
    """Whether somebody looks; what is made ready ahead has nobody yet, reads nothing for anybody and lets no clock run."""
    looked: "Since | None"
    """Since when changes are news, once somebody has looked here; None: as the database remembers it."""
    touched: frozenset[str] | None
    """Codes changed by the last update of ``situation``; None means anything."""

    @property
    def drawing(self) -> Drawn: ...

    @property
    def verbs(self) -> Verbs: ...

    @property
    def opening(self) -> Opens: ...

    @property
    def situation(self) -> Situation | None:
        """Everything, as of now; None until it is loaded."""

    @property
    def page(self) -> Front | None:
        """The page one sees, perhaps behind a form."""

    @property
    def current_mode(self) -> str:
        """The screen it belongs to, as ``registry.SCREENS`` calls it."""

    # Telling and asking

    def say(self, message: str, *, bad: bool = False) -> None:
        """One line at the foot of the page, whatever stands before it."""

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Where one looks: in the form that is open, at the foot of the page, in a box of its own if it is too long for that."""

    def push_screen(self, screen: Screen[T] | str, callback: Callable[[T | None], Any] | None = None) -> Any:
        """Show a page or a dialog."""

    async def push_screen_wait(self, screen: Screen[T]) -> T | None:
        """Ask a dialog and wait for its answer: in a worker only."""

    # Going

    def act(self, action: str, *more: str) -> None:
        """What an action of ``keys.KEYS`` or ``registry.COMMANDS`` does, on what is under the cursor. One verb at a time: a key
        pressed twice opens one form. Who may not hears why.
        """

    def open(self, row: str) -> None:
        """The page of a record; of a unit the list of the blockers in its hands."""

    def open_list(self, screen: str, words: Mapping[str, str], then: Callable[[Front], None] | None = None) -> None:
        """Go to a screen, filtered by the words of ``core.filters``; ``then`` is called when it is in front."""

    def catch_up(self) -> None:
        """Bring the situation up to date now."""


def assuring(job: Callable[[Session], T], doubts: Container[Doubt]) -> Callable[[Session], T]:
    """``job``, to whom was said that these are so."""
    def run(session: Session) -> T:
        session.assured = doubts
        return job(session)

    return run


def host_of(node: Widget) -> Host:
    """The app that a page, dialog or pane is shown by. The one place where it is taken for what it is."""
    return cast("Host", node.app)
