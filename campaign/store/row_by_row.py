"""Many rows in one write, each of which stands or falls by itself: what a row has done is taken back when it is refused."""

from collections.abc import Container, Iterator
from contextlib import contextmanager

from campaign.core.errors import CampaignError
from campaign.core.plausible import Doubt
from campaign.store import plausible
from campaign.store.changes import Changes
from campaign.store.write import Write


class Attempt:
    """One row. ``subject`` is what it is about, said before its end."""

    subject = ""
    sums = True
    """Whether no sum may stand below nothing by it."""
    wrote = False
    """Whether anything is written now that it is over; what it asks for may be asked for already."""


@contextmanager
def attempt(write: Write, assured: Container[Doubt]) -> Iterator[Attempt]:
    """What is done inside is asked as the end of a write asks it: is it likely, one's own, explained? Raises what refuses it,
    with nothing of it left.
    """
    write.by_row = True
    before, write.changes = write.changes, Changes()
    touched, doubts, asked = dict(write.touched), write.doubts, list(write.consent.asked)
    write.doubts, write.consent.unexplained = [], None
    write.connection.execute("SAVEPOINT one_row")
    told = Attempt()
    try:
        yield told
        if write.changes:
            plausible.check(write, assured, sums=told.sums)
        if told.subject and (write.changes or write.consent.unexplained is not None):
            write.check_own(told.subject)
        write.consent.check_explained()  # also where nothing else was changed
    except CampaignError:
        write.connection.execute("ROLLBACK TO one_row")
        write.changes, write.touched, write.consent.asked = Changes(), touched, asked
        raise
    finally:
        write.connection.execute("RELEASE one_row")
        told.wrote = bool(write.changes)
        before.pack(write.changes)
        write.changes, write.doubts, write.consent.unexplained = before, doubts, None
