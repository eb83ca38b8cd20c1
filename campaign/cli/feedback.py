"""What is said when a write has been done: one line of talk, and the code alone as data where something was added."""

from collections.abc import Iterable

from campaign.cli import output
from campaign.cli.names import name_of
from campaign.store.write import Done
from campaign.text import _, ngettext
from campaign.words import field, listed, verb


def said(done: Done, act: str, detail: str = "", *more: str | None) -> None:
    """Confirm a write on stderr; ``more`` is what else is to be known now."""
    subject = f"{done.subject} {name_of(done.subject)}".strip()
    for code, _field in done.asked:
        output.data(code)
    if done.asked:
        output.talk(_("{subject}: asked headquarters for {requests}; the old value stays in force until they agree").format(
            subject=subject, requests=listed([f"{code} {field(name)}" for code, name in done.asked])))
    if done.replayed:
        output.talk(_("{subject}: done before under this request id, nothing was done now").format(subject=subject))
    elif done.only_asked:
        return
    elif not done.seq:
        output.talk(_("{subject}: it was so already, nothing was changed").format(subject=subject))
    else:
        what = listed([f"{verb(act)} {detail}".strip(), *filter(None, more)])
        output.talk(_("{subject}: {what} (campaign undo takes it back)").format(subject=subject, what=what))


def others(codes: Iterable[str]) -> str | None:
    """Of what was decided together, of which the first one is named."""
    n = len(set(codes)) - 1
    return ngettext("and {n} more", "and {n} more", n).format(n=n) if n > 0 else None


def added(done: Done, as_json: bool) -> None:
    """Print the code of a new thing alone, or the whole thing as JSON."""
    if not as_json:
        output.data(done.subject)
        return
    from campaign.cli.record import described

    output.json_object(described(done.subject))
