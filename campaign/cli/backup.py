"""A verified copy of the database, and the way back from one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from campaign.cli import options as opt
from campaign.cli import output
from campaign.cli.state import State, current
from campaign.core.errors import BadInput, Refused
from campaign.core.fields import count
from campaign.text import N_, _, ngettext

if TYPE_CHECKING:
    from campaign.service.keeping import About, Backup, Choice

_CHUNK = 2**20
YES = ("y", "yes", "是", "好")


def backup(
    folder: Annotated[str | None, Argument(
        metavar="[DIR|-]", help=N_("folder for it; - writes it to stdout; backups beside the database if left out"))] = None,
    keep: Annotated[str | None, Option("--keep", metavar="N", help=N_(
        "keep the newest N backups in the folder; if left out, all of the last 48 hours and one a day for 30 days"))] = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import keeping

    state = current()
    kept = None if keep is None else count(keep, 100_000)
    if kept == 0:
        raise BadInput("bad_count", text=keep, limit=100_000)
    if folder == "-":
        if keep is not None or as_json:
            raise BadInput("twice", text="- --keep" if keep is not None else "- --json")
        _stream(state)
        return
    made = keeping.back_up(state.session(), None if folder is None else Path(folder).expanduser(), kept)
    path = made.path.absolute()
    if as_json:
        output.json_object({"path": str(path), "bytes": made.size, "entries": made.about.entries, "head": made.about.head,
                            "deleted": [place.name for place in made.deleted]})
    else:
        output.data(str(path))
    _tell(made)
    if made.deleted:
        output.talk(ngettext("{n} older backup was deleted", "{n} older backups were deleted", len(made.deleted)).format(
            n=len(made.deleted)))


def _stream(state: State) -> None:
    from campaign.service import keeping

    if sys.stdout.isatty():
        raise BadInput("backup_terminal")
    with keeping.passing(state.session()) as made, made.path.open("rb") as file:
        try:
            while part := file.read(_CHUNK):
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise output.NobodyReads from None
        except OSError as error:
            raise Refused("output_failed", why=error.strerror or str(error)) from None
    _tell(made)


def _tell(made: "Backup") -> None:
    output.talk(_("{name}: {size} KB, {entries} entries of the log up to {head}").format(
        name=made.about.name, size=-(-made.size // 1024), entries=made.about.entries, head=made.about.head))


def restore(
    file: Annotated[str, Argument(metavar="FILE", help=N_("a backup"))],
    yes: Annotated[bool, Option("--yes", "-y", help=N_("do not ask"))] = False,
    as_json: opt.Json = False,
) -> None:
    from campaign import text
    from campaign.service import keeping

    state = current()
    state.may_write()
    told = state.config
    state.speak()
    spoken = text.language()
    state.close()
    path = Path(file).expanduser()
    with keeping.restoring(told.db, path, told.actor, clock=state.clock) as ready:
        text.use(spoken)
        if not yes:
            if not sys.stdin.isatty():
                raise BadInput("restore_unasked", path=file)
            _describe(told.db, path, ready.choice)
            if not _agreed():
                output.talk(_("Nothing was changed"))
                raise Exit(1)
        done = ready.carry_out()
        name = ready.choice.backup.name
    kept = None if done.kept is None else str(done.kept)
    if as_json:
        output.json_object({"database": str(told.db), "kept": kept, "before": done.before, "after": done.after})
    elif kept is not None:
        output.data(kept)
    output.talk(_("{name}: restored from {file}; the log goes on at entry {entries}").format(name=name, file=path.name,
                                                                                            entries=done.after))
    if kept is not None:
        output.talk(_("What was there before is kept in {path}").format(path=kept))
    if state.session().store.members():
        output.talk(_("Members and their keys are those of the backup now: campaign member list"))
    if told.keys is not None:
        from campaign.service import keyfile

        place = keyfile.place(told)
        if place is not None:
            keyfile.publish(state.session().store, place, keyfile.command(told))


def _describe(live: Path, file: Path, choice: "Choice") -> None:
    output.talk(_("Now in {path}: {what}").format(
        path=live, what=_("nothing that can be read") if choice.there is None else _facts(choice.there)))
    output.talk(_("Backup {path}: {what}").format(path=file, what=_facts(choice.backup)))
    if choice.lost:
        output.talk(ngettext("{n} entry that was written since would be gone from what everybody sees",
                             "{n} entries that were written since would be gone from what everybody sees",
                             choice.lost).format(n=choice.lost))
    if choice.there is not None and choice.there.name != choice.backup.name:
        output.talk(_("The names differ: this may be another campaign"))


def _facts(about: "About") -> str:
    return _("{name}, {entries} entries of the log, the newest at {newest}").format(
        name=about.name, entries=about.entries, newest=about.newest or "-")


def _agreed() -> bool:
    sys.stderr.write(_("Put the backup in its place? What is there now is kept. [y/N] "))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in YES
