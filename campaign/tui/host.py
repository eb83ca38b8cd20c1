"""What pages, dialogs and verbs know of the app: the words of what happens here, and nothing of how Textual does it."""

from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar, cast

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from campaign.core.errors import CampaignError
from campaign.core.situation import Situation
from campaign.service import Session

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


class Front(Protocol):
    """The page in front, as a verb knows it."""

    @property
    def subject(self) -> str | None:
        """Code of what is under the cursor: what keys act on."""

    @property
    def person(self) -> str | None:
        """Code of whose row or page it is, where it is somebody's."""

    @property
    def adds(self) -> str | None:
        """Kind of what ``a`` adds first here; None where what is under the cursor says it."""

    def prefilled(self, subject: str) -> dict[str, str]:
        """What stands in the form of something new already, because it is added here."""

    def point_at(self, code: str) -> None:
        """Put the cursor on this if it is here."""

    def set_words(self, words: Mapping[str, str]) -> None:
        """List only what this filter selects."""

    def kept(self) -> Kept | None:
        """What it lists now, to be saved under a name; None when it is no list that one could come back to."""

    def set_view(self, sort: str | None, group: str | None, text: str, pane: str | None = None) -> None:
        """Sort, group and find as it was kept."""

    def say(self, message: str, *, bad: bool = False) -> None:
        """One line at the foot, until the next key or a few seconds have passed."""


class Host(Protocol):
    """The app, for one person. Everything here is called on its thread."""

    session: Session
    """Of that thread; whatever takes long reads and writes on a twin of it."""
    drafts: dict[str, Draft]
    """What was typed into forms that were closed unsaved, by form."""
    looked: "Since | None"
    """Since when changes are news, once somebody has looked here; None: as the database remembers it."""
    touched: frozenset[str] | None
    """Codes changed by the last update of ``situation``; None means anything."""

    @property
    def situation(self) -> Situation | None:
        """Everything, as of now; None until it is loaded."""

    @property
    def page(self) -> Front | None:
        """The page one sees, perhaps behind a form."""

    @property
    def subject(self) -> str | None:
        """Code of what is under the cursor of that page."""

    @property
    def whose(self) -> str | None:
        """The person whose the row or page in front is, or who is under the cursor."""

    # Telling and asking

    def say(self, message: str, *, bad: bool = False) -> None:
        """One line at the foot of the page, whatever stands before it."""

    def tell(self, message: str, *, bad: bool = False) -> None:
        """Where one looks: in the form that is open, at the foot of the page, in a box of its own if it is too long for that."""

    def push_screen(self, screen: Screen[T] | str, callback: Callable[[T | None], Any] | None = None) -> Any:
        """Show a page or a dialog."""

    async def push_screen_wait(self, screen: Screen[T]) -> T | None:
        """Ask a dialog and wait for its answer: in a worker only."""

    def is_screen_installed(self, screen: str) -> bool: ...

    def install_screen(self, screen: Screen[Any], name: str) -> None:
        """Keep a page when it is left: it is shown by its name."""

    # Going

    async def run_action(self, action: str) -> bool:
        """What a key of ``keys.KEYS`` does."""

    def open(self, code: str) -> None:
        """The page of a record; of a unit the list of the blockers in its hands."""

    def open_list(self, screen: str, words: Mapping[str, str]) -> None:
        """Go to a screen, filtered by the words of ``core.filters``."""

    # Writing

    def start_verb(self, dialogue: Coroutine[Any, Any, None], action: str) -> None:
        """Start the dialogue of an action, unless one is under way: a key pressed twice opens one form. Who may not hears why."""

    async def written(self, job: Callable[[Session], T]) -> T | CampaignError:
        """What ``job`` gave, or why it was refused. The screen goes on meanwhile; what was written shows at once."""

    def catch_up(self) -> None:
        """Bring the situation up to date now."""

    def claim_for(self, project: str, leader: str) -> None:
        """Give a project to a leader."""


def host_of(node: Widget | App[Any]) -> Host:
    """The app that a page, dialog or pane is shown by. The one place where it is taken for what it is."""
    return cast("Host", node if isinstance(node, App) else node.app)
