"""How a verb writes: a form is shown, or a reason and what is unlikely are asked; then what was done is said."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar
from uuid import uuid4

from campaign.core.chain import SEPARATOR
from campaign.core.codes import CHAINS, is_a
from campaign.core.errors import CampaignError, Refused
from campaign.core.plausible import Doubt, Doubtful
from campaign.service import Session
from campaign.text import _
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.error_text import UNEXPLAINED
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.dialogs.form_lines import Saved
from campaign.tui.dialogs.record_form import WHY
from campaign.tui.host import Host, assuring
from campaign.words import listed
from campaign.words.doubts import doubt_text

T = TypeVar("T")


async def ask_write(host: Host, form: Form, done_text: str) -> None:
    """Show a form; ``done_text`` (translated, with the place {code}) is said when it was saved."""
    saved = await host.push_screen_wait(form)
    if saved is not None:
        point_at(host, saved.subject)
        tell_saved(host, saved, done_text.replace("{code}", saved.subject))


class Explained(Protocol):
    """A verb that takes a reason."""

    def __call__(self, session: Session, *, why: str | None, request: str) -> Saved: ...


async def explained(host: Host, title: str, job: Explained) -> Saved | None:
    """What ``job`` did; where it needs a reason, that is asked first (None: not given).

    Raises the ``CampaignError`` for which it was refused.
    """
    outcome = await _sure(host, partial(job, why=None, request=uuid4().hex))
    if isinstance(outcome, CampaignError):
        if outcome.key != UNEXPLAINED:
            raise outcome
        return await host.push_screen_wait(Form(title, [WHY._replace(required=True)], saving(job)))
    return outcome


async def write(host: Host, job: Callable[[Session], T]) -> T:
    """What ``job`` gave. Raises the ``CampaignError`` for which it was refused."""
    outcome = await _sure(host, job)
    if isinstance(outcome, CampaignError):
        raise outcome
    return outcome


async def _sure(host: Host, job: Callable[[Session], T]) -> T | CampaignError:
    """What ``job`` gave, or why it was refused; what is unlikely is asked."""
    outcome, doubts = await host.verbs.written(job), tuple[Doubt, ...]()
    while isinstance(outcome, Doubtful):
        doubts = (*doubts, *outcome.doubts)
        question = _("{doubts}. Go on?").format(doubts="; ".join(map(doubt_text, outcome.doubts)))
        if not await host.push_screen_wait(Confirm(_("Is it so?"), question)):
            return Refused("not_so")
        outcome = await host.verbs.written(assuring(job, doubts))
    return outcome


def point_at(host: Host, code: str) -> None:
    """What was just written is what one looks at next, if the page in front has it. An indicator is written about by its county:
    the cursor stays on the indicator; a node by its place on the map.
    """
    page = host.page
    if page is None or page.subject == code or page.adds[:1] == ("indicator",) or is_a(page.subject, "indicator"):
        return
    page.point_at(f"{CHAINS}{code}" if SEPARATOR in code else code)


def tell_saved(host: Host, saved: Saved, what: str) -> None:
    """What was done, or that headquarters was asked for it: the old value is still there, which is no mistake."""
    if not saved.asked:
        done(host, what if saved.seq else _("Nothing was changed"), undoable=bool(saved.seq))
        return
    asked = listed([code for code, _field in saved.asked])
    if saved.only_asked:
        host.tell(_("{requests} asked for: the old value stays until headquarters agrees; u withdraws").format(requests=asked))
    else:
        done(host, _("{what}; {requests} waits for headquarters").format(what=what, requests=asked))


def done(host: Host, what: str, *, undoable: bool = True) -> None:
    offered = undoable and host.session.refusal("undo") is None
    host.tell(_("{what}; u takes it back").format(what=what) if offered else what)
