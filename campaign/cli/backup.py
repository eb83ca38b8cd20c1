"""A verified copy of the database, and the way back from one."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from campaign.cli import output, question
from campaign.cli import params as opt
from campaign.cli.state import State, current
from campaign.core.errors import BadInput, Refused
from campaign.kinds.field import count
from campaign.store.queries import members as members_queries
from campaign.text import N_, _, ngettext
from campaign.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from campaign.service.backups import About, Backup, Choice, Turned

_CHUNK = 2**20
_NAMED = 20
"""Rows that are named one by one."""


def backup(
    folder: Annotated[str | None, Argument(
        metavar="[DIR|-]", help=N_("folder for it; - writes it to stdout; backups beside the database if left out"))] = None,
    keep: Annotated[str | None, Option("--keep", metavar="N", help=N_(
        "keep the newest N backups in the folder; if left out, all of the last 48 hours and one a day for 30 days"))] = None,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import backups

    state = current()
    kept = None if keep is None else count(keep, 100_000, 1)
    if folder == "-":
        if keep is not None or as_json:
            raise BadInput("twice", text="- --keep" if keep is not None else "- --json")
        _stream(state)
        return
    made = backups.back_up(state.session(), None if folder is None else Path(folder).expanduser(), kept)
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
    from campaign.service import backups

    if sys.stdout.isatty():
        raise BadInput("backup_terminal")
    with backups.passing(state.session()) as made, made.path.open("rb") as file:
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
    recount: Annotated[bool, Option("--recount", help=N_("count totals anew that differ from their own rows"))] = False,
    unexplained: Annotated[bool, Option("--unexplained", help=N_("let in rows that no entry of its log explains"))] = False,
    as_json: opt.Json = False,
) -> None:
    from campaign.service import backups, keyfile

    state = current()
    state.may_write()
    told = state.config
    # A session would bring an older database to the present schema, before anybody has said yes.
    state.language = told.language or backups.language(told.db)
    state.speak()
    state.close()
    path = Path(file).expanduser()
    with backups.restoring(told.db, path, told.actor, recount=recount, unexplained=unexplained, clock=state.clock) as ready:
        choice = ready.choice
        if not choice.summed:
            if not yes and not sys.stdin.isatty():
                raise Refused("backup_unsummed", path=file)
            output.talk(_("{path} has no checksum beside it: whether it is as it was made cannot be known").format(path=path))
        _tell_unexplained(choice.unexplained)
        if not yes:
            question.somebody(BadInput("restore_unasked", path=file))
            _describe(told.db, path, choice)
            question.agreed(_("Put the backup in its place? What is there now is kept. [y/N]"))
        done = ready.carry_out()
    kept = None if done.kept is None else str(done.kept)
    turned = done.turned
    if as_json:
        output.json_object({"database": str(told.db), "kept": kept, "before": done.before, "after": done.after,
                            "recounted": choice.recounted, "members": None if turned is None else {
                                name: [code for code, _name in people] for name, people in turned._asdict().items()}})
    elif kept is not None:
        output.data(kept)
    output.talk(_("{name}: restored from {file}; the log goes on at entry {entries}").format(
        name=choice.backup.name, file=path.name, entries=done.after))
    if kept is not None:
        output.talk(_("What was there before is kept in {path}").format(path=kept))
    if yes:
        _tell_recounted(choice.recounted)
    if turned is not None:
        _tell_members(turned)
    store = state.session().store
    if members_queries.members(store):
        output.talk(_("Members and their keys are those of the backup now: campaign member list"))
    if backups.is_replicated(told.db):
        output.talk(_("Litestream copies this database and looks at its start only whether its own tables are there: systemctl "
                      "restart campaign-litestream, or it may copy no more"))
    keyfile.renew(told, store)


def _describe(live: Path, file: Path, choice: "Choice") -> None:
    output.talk(_("Now in {path}: {what}").format(
        path=live, what=_("nothing that can be read") if choice.there is None else _facts(choice.there)))
    output.talk(_("Backup {path}: {what}").format(path=file, what=_facts(choice.backup)))
    if choice.lost:
        output.talk(ngettext("{n} entry that was written since would be gone from what everybody sees",
                             "{n} entries that were written since would be gone from what everybody sees",
                             choice.lost).format(n=choice.lost))
    _tell_recounted(choice.recounted)
    if choice.turned is not None:
        _tell_members(choice.turned)
    if choice.there is not None and choice.there.name != choice.backup.name:
        output.talk(_("The names differ: this may be another campaign"))


def _tell_recounted(count: int) -> None:
    if count:
        output.talk(ngettext("{n} total of the backup differs from its own rows, and is counted anew",
                             "{n} totals of the backup differ from their own rows, and are counted anew", count).format(n=count))


def _tell_unexplained(found: "Sequence[tuple[str, str, str, str]]") -> None:
    for table, code, column, value in found[:_NAMED]:
        output.talk(_("No entry of the log explains {table} {code}, {column}: {value}").format(
            table=table, code=code, column=column, value=value))
    if len(found) > _NAMED:
        output.talk(_("and {count} more").format(count=len(found) - _NAMED))


def _tell_members(turned: "Turned") -> None:
    """Who they are: a restore may let somebody in again who was removed for a reason."""
    for sentence, people in ((_("Members who come back, removed since the backup: {people}"), turned.back),
                             (_("Members who go, added since the backup: {people}"), turned.gone),
                             (_("Members with the role and the keys that they had then: {people}"), turned.other)):
        if people:
            output.talk(sentence.format(people=listed([f"{code} {name}" for code, name in people])))


def _facts(about: "About") -> str:
    return _("{name}, {entries} entries of the log, the newest at {newest}").format(
        name=about.name, entries=about.entries, newest=about.newest or "-")
