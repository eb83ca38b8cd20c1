"""The log as it grows: who is doing what."""

import re
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from campaign.cli import output
from campaign.cli.state import current
from campaign.core.errors import BadInput
from campaign.kinds.field import count
from campaign.text import N_, _

if TYPE_CHECKING:
    from campaign.service.watch import Seen


def watch(
    code: Annotated[str | None, Argument(metavar="[CODE]", help=N_("only what is done to this"))] = None,
    since: Annotated[str | None, Option("--since", metavar="SEQ[:HASH]", help=N_(
        "after this entry of the log, so that none is missed; from now on if left out"))] = None,
    limit: Annotated[str | None, Option("--limit", "-n", metavar="N", help=N_("leave after so many changes"))] = None,
    as_json: Annotated[bool, Option("--json", help=N_("a line of JSON for each, as log --json has them"))] = False,
) -> None:
    from campaign.cli import views
    from campaign.cli.log_words import changed, local
    from campaign.cli.names import actor_name
    from campaign.service.watch import Rewritten, Watch
    from campaign.words import verb_text

    session = current().session()
    subject = None if code is None else session.any_code(code)
    left = None if limit is None else count(limit, 1_000_000, 1)
    following = Watch(session, None if since is None else _seen(since), subject)
    for rows in following.follow(output.descriptor()):
        if isinstance(rows, Rewritten):
            output.talk(_("A backup was put back: the log goes on after entry {seq}").format(seq=rows.after))
            continue
        for entry in rows[:left]:
            if as_json:
                output.raw(output.json_text(views.entry(entry)))
            else:
                output.data("  ".join(filter(None, (str(entry.seq), local(session, entry.at), actor_name(session, entry.actor),
                                                    verb_text(entry), changed(session, entry)))))
        output.flush()
        if left is not None:
            left -= len(rows)
            if left <= 0:
                return


def _seen(text: str) -> "Seen":
    from campaign.service.watch import Seen

    number, colon, known = text.partition(":")
    if colon and not re.fullmatch("[0-9a-fA-F]{4,64}", known):
        raise BadInput("bad_seen", text=text)
    return Seen(count(number, 10**12), known.lower())
