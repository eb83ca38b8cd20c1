"""What is said when a write has been done: one line of talk, and the code alone as data where something was added."""

from campaign.cli import output
from campaign.cli.state import current
from campaign.core import codes
from campaign.store.write import Done
from campaign.text import _
from campaign.words import verb


def name_of(code: str) -> str:
    """The name behind a code, as well as it can be found."""
    kind = codes.NAMES.get(code[:1])
    name = current().session().store.name_of(kind, code) if kind and codes.canonical(code) == code else None
    return name or ""


def said(done: Done, act: str, detail: str = "") -> None:
    """Confirm a write on stderr."""
    subject = f"{done.subject} {name_of(done.subject)}".strip()
    if done.replayed:
        output.talk(_("{subject}: done before under this request id, nothing was done now").format(subject=subject))
    elif not done.seq:
        output.talk(_("{subject}: it was so already, nothing was changed").format(subject=subject))
    else:
        what = f"{verb(act)} {detail}".strip()
        output.talk(_("{subject}: {what} (campaign undo takes it back)").format(subject=subject, what=what))


def added(done: Done, as_json: bool) -> None:
    """Print the code of a new thing alone, or the whole thing as JSON."""
    if not as_json:
        output.data(done.subject)
        return
    from campaign.cli.show import described

    output.json_object(described(done.subject))
