"""What verbs share: what they are about, how a form is shown and a write carried out, and how what was done is said."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar
from uuid import uuid4

from campaign.clean import printable
from campaign.core.chain import SEPARATOR
from campaign.core.codes import CHAINS, is_a
from campaign.core.errors import CampaignError, Refused
from campaign.core.plausible import Doubt, Doubtful
from campaign.core.situation import Situation
from campaign.service import Session
from campaign.service.stored import projects_of
from campaign.tables.cells import name_of
from campaign.text import _
from campaign.tui.dialogs import choices, choose
from campaign.tui.dialogs.confirm import Confirm
from campaign.tui.dialogs.error_text import UNEXPLAINED, trouble
from campaign.tui.dialogs.form import Form, saving
from campaign.tui.dialogs.form_lines import Saved
from campaign.tui.dialogs.record_form import WHY
from campaign.tui.host import Host, assuring
from campaign.tui.keys import BY_ACTION
from campaign.tui.shell.permissions import refusal
from campaign.words import listed
from campaign.words.doubts import doubt_text

T = TypeVar("T")


def situation_of(host: Host) -> Situation:
    """Everything, as of now: no verb begins before it is loaded."""
    assert host.situation is not None
    return host.situation


def called(host: Host, code: str) -> str:
    return printable(name_of(host.situation, code))


# Whose it is ------------------------------------------------------------------------------------------------------------


def whose(host: Host) -> str | None:
    """The person whose the row or page in front is, or who is under the cursor."""
    page = host.page
    if page is None:
        return None
    return page.person or (page.subject if is_a(page.subject, "person") else None)


def leads(host: Host, code: str) -> bool:
    """Whether that person has a column on the board."""
    people = host.situation.snapshot.people if host.situation is not None else {}
    return code in people and people[code].leader


def leader_values(host: Host) -> dict[str, str]:
    """Who leads what is new here: whose the row or page is."""
    person = whose(host)
    return {"leader": person} if person is not None and leads(host, person) else {}


# Which project, which unit ----------------------------------------------------------------------------------------------


async def project_of(host: Host, row: str, action: str) -> str | None:
    """The project that is meant; several: which. Who may not act on it hears so before a form opens."""
    on = projects_of(host.session, row)
    if not on:
        host.tell(elsewhere(action))
        return None
    if len(on) == 1:
        return on[0]
    offered = [choose.Choice(code, called(host, code), "", choices.note(situation_of(host), code)) for code in on]
    return await host.push_screen_wait(choose.Choose(_("Which project?"), offered))


async def other_unit(host: Host, code: str, holder: str | None) -> str | None:
    """Into whose hands something goes from those of ``holder``."""
    units = [choice for choice in choices.named(host.session, situation_of(host), "unit") if choice.code != holder]
    title = _("{code}: from {unit} to whom?").format(code=code, unit=called(host, holder) if holder else _("nobody"))
    return await host.push_screen_wait(choose.Choose(title, units, empty=_("There is no other unit yet: a adds one")))


def permitted(host: Host, action: str, row: str) -> bool:
    """Whether one may do it to what a question has found; if not, that is said before a form opens."""
    refused = refusal(host.session, action, row)
    if refused is not None:
        host.tell(trouble(refused), bad=True)
    return refused is None


def elsewhere(action: str) -> str:
    """What a key says where nothing under the cursor has it."""
    key = BY_ACTION[action]
    return _(key.elsewhere).format(key=key.shown)


# Writing, and saying what was written -----------------------------------------------------------------------------------


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
    outcome, doubts = await host.written(job), tuple[Doubt, ...]()
    while isinstance(outcome, Doubtful):
        doubts = (*doubts, *outcome.doubts)
        question = _("{doubts}. Go on?").format(doubts="; ".join(map(doubt_text, outcome.doubts)))
        if not await host.push_screen_wait(Confirm(_("Is it so?"), question)):
            return Refused("not_so")
        outcome = await host.written(assuring(job, doubts))
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
