"""What a file must be to be put in the place of a database: a backup, whole in every cell, that its own log explains."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from campaign.core.errors import Refused, TooNew
from campaign.store import explained, sound
from campaign.store.copies import About, copy, digest, sum_of, verified
from campaign.store.engine.connection import check_pages, private, schema_of, snapshot_of_file, translated
from campaign.store.queries import checks
from campaign.store.restored_members import RestoredMember, insiders
from campaign.store.schema import SCHEMA_VERSION


class Candidate(NamedTuple):
    copy: Path
    """Verified, beside the live database, brought to the present schema."""
    about: About
    """What the file is."""
    insiders: dict[str, RestoredMember]
    recounted: int
    """Totals that were wrong in the file and are right in the copy."""
    unexplained: tuple[sound.Flaw, ...] = ()
    """What the log does not explain, and somebody wants all the same."""


@contextmanager
def candidate(file: Path, live: Path, recount: bool = False, unexplained: bool = False) -> Iterator[Candidate]:
    """A verified copy of ``file``, to be put in the place of ``live``. ``file`` stays as it is.

    With ``recount``, totals that differ from their own rows are counted anew instead of being a reason to refuse; with
    ``unexplained`` so are rows that no entry of its log explains. A cell that no field lets in always is.
    Raises ``Refused`` or ``TooNew``, with keys of its own (``backup_…``) for all that a file can be instead of a backup.
    """
    with ExitStack() as stack:
        try:
            if live.exists() and file.exists() and file.samefile(live):
                raise Refused("backup_itself", path=str(file))
            made = _candidate(file, live, recount, unexplained, stack)
        except (Refused, TooNew) as error:
            raise _of_backup(file, error) from None
        except OSError as error:
            raise Refused("backup_unreadable", path=str(file), why=error.strerror or str(error)) from None
        yield made


def has_sum(file: Path) -> bool:
    """Whether a checksum lies beside ``file``. Raises ``Refused`` when it is of other bytes, or cannot be read."""
    beside = sum_of(file)
    try:
        told = beside.read_text(encoding="utf-8", errors="replace")[:1000]
        found = digest(file)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Refused("backup_unreadable", path=str(error.filename or file), why=error.strerror or str(error)) from None
    if told.split()[:1] != [found]:
        raise Refused("backup_sum_differs", path=str(file), beside=str(beside))
    return True


def _candidate(file: Path, live: Path, recount: bool, unexplained: bool, stack: ExitStack) -> Candidate:
    with translated(file):
        source = snapshot_of_file(file)
        try:
            version = schema_of(source)
            if version > SCHEMA_VERSION:
                raise TooNew("db_newer", path=str(file), found=version, known=SCHEMA_VERSION)
            if version == 0:
                raise Refused("db_unfinished")
            made = stack.enter_context(copy(source, live.absolute().parent))
        finally:
            source.close()
    with translated(made), closing(private(made)) as connection:
        check_pages(connection)
        checks.check_parts(connection, made, version)  # before anything is written: a trigger of somebody's would act on it
        told = verified(connection)
        if version < SCHEMA_VERSION:
            from campaign.store.schema import migrate

            migrate(connection)
            verified(connection)
        bad, other = list(sound.flaws(connection)), list(dict.fromkeys(explained.unexplained(connection)))
        for key, found in (("backup_cell", bad), ("backup_unexplained", [] if unexplained else other)):
            if found:
                table, code, column, value = found[0]
                raise Refused(key, path=str(file), table=table, code=code, column=column, value=value, more=len(found) - 1)
        connection.execute("BEGIN")
        wrong = checks.recount(connection, made)
        connection.execute("COMMIT")
        if wrong and not recount:
            code, field, stored, counted = wrong[0]
            raise Refused("backup_totals_differ", path=str(file), count=len(wrong), code=code, field=field, stored=stored,
                          counted=counted)
        return Candidate(made, told, insiders(connection), len(wrong), tuple(other))


def _of_backup(file: Path, error: Refused | TooNew) -> Refused | TooNew:
    """The same about a file that is to be restored: what to type is another thing then."""
    if error.key in ("db_failed", "db_readonly"):
        return Refused("backup_unreadable", path=str(file), why=error.params.get("why", ""))
    if not error.key.startswith(("db_", "audit_", "integrity_", "schema_")):
        return error
    key = "backup_" + error.key.removeprefix("db_").removeprefix("integrity_")
    return type(error)(key, **{**error.params, "path": str(file)})
