"""The verbs of blockers: what the keys do on one of them, and on a project that has some."""

from uuid import uuid4

from campaign.core.blockers import ABOVE_THE_CITY, UPWARD
from campaign.core.codes import is_a
from campaign.core.model.blocker import Blocker, BlockerState, HoldReason
from campaign.service import blockers
from campaign.text import _
from campaign.tui.dialogs import choice_notes, choices, choose
from campaign.tui.dialogs.form import reopening
from campaign.tui.host import Host
from campaign.tui.screens.blockers import forms
from campaign.tui.shell.verb_context import called, other_unit, permitted, situation_of
from campaign.tui.shell.verb_writing import ask_write, done, write
from campaign.words import level


async def _meant(host: Host, row: str, action: str) -> Blocker | None:
    """The blocker, or the one on the project; several: which."""
    if is_a(row, "blocker"):
        return blockers.blocker(host.session, row)
    situation = situation_of(host)
    found = situation.blockers_of(row)
    if not found:
        host.tell(_("{code} has no open blocker; 3 shows all blockers, a adds one").format(code=row))
        return None
    chosen: str | None = found[0].code
    if len(found) > 1:
        offered = [choose.word(one.code, one.title, note=choice_notes.note(situation, one.code)) for one in found]
        chosen = await host.push_screen_wait(choose.Choose(_("Which blocker of {code}?").format(code=row), offered))
    return blockers.blocker(host.session, chosen) if chosen is not None and permitted(host, action, chosen) else None


async def _open(host: Host, row: str, action: str) -> Blocker | None:
    """The one that is meant, while it is open."""
    blocker = await _meant(host, row, action)
    if blocker is not None and blocker.state is BlockerState.RESOLVED:
        host.tell(_("{code} is resolved already; r opens it again").format(code=blocker.code))
        return None
    return blocker


async def note(host: Host, row: str) -> None:
    if (blocker := await _open(host, row, "note")) is not None:
        await ask_write(host, forms.note(blocker), _("{code}: noted"))


async def pass_on(host: Host, row: str) -> None:
    """To another unit."""
    blocker = await _open(host, row, "move_on")
    if blocker is None:
        return
    unit = await other_unit(host, blocker.code, blocker.unit)
    if unit is not None:
        name = called(host, unit)
        await ask_write(host, forms.pass_on(blocker, unit, name),
                        _("{code}: passed on to {unit}").replace("{unit}", name))


async def resolve(host: Host, row: str) -> None:
    """One that is resolved is opened again."""
    blocker = await _meant(host, row, "resolve")
    if blocker is None:
        return
    if blocker.state is BlockerState.RESOLVED:
        await ask_write(host, reopening(blockers.reopen, blocker.code, blocker.title, blocker.version), _("{code} is open again"))
    else:
        await ask_write(host, forms.resolve(blocker), _("{code} resolved"))


async def hold(host: Host, row: str) -> None:
    blocker = await _open(host, row, "hold")
    if blocker is None:
        return
    title = _("Why does {code} wait?").format(code=blocker.code)
    reason = await host.push_screen_wait(choose.Choose(title, choices.words(HoldReason)))
    if reason is not None:
        await ask_write(host, forms.hold(blocker, reason), _("{code} is on hold"))


async def escalate(host: Host, row: str) -> None:
    """By one level; what is in the hands of an authority above the city, also straight to the top."""
    blocker = await _open(host, row, "escalate")
    if blocker is None:
        return
    upward = False
    if blocker.authority in ABOVE_THE_CITY and blocker.level < UPWARD:
        steps = [choose.word(str(step), level(step)) for step in dict.fromkeys((blocker.level + 1, UPWARD))]
        to = await host.push_screen_wait(choose.Choose(_("Escalate {code} to whom?").format(code=blocker.code), steps))
        if to is None:
            return
        upward = to == str(UPWARD)
    code, version, request = blocker.code, blocker.version, uuid4().hex
    await write(host, lambda session: blockers.escalate(session, code, upward=upward, version=version, request=request))
    after = UPWARD if upward else blocker.level + 1
    done(host, _("{code}: {before} -> {after}").format(code=code, before=level(blocker.level), after=level(after)))
