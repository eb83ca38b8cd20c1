"""Whether the chain of the log is whole."""

from campaign.cli import output
from campaign.core.errors import CampaignError, Refused
from campaign.service import Session
from campaign.store.queries import checks as checks_queries
from campaign.tables import values
from campaign.text import _


def check(session: Session, how: output.Style) -> None:
    """With a format, where it is broken is data too."""
    broken: CampaignError | None = None
    try:
        entries: int | None = checks_queries.verify(session.store)
    except Refused as error:
        if not (how.json or how.csv) or not error.key.startswith("audit_"):
            raise
        broken, entries = error, None
    if not (how.json or how.csv):
        output.data(_("The log is whole: {n} entries").format(n=entries))
        return
    row: dict[str, object] = {"whole": broken is None, "entries": entries, "broken": None if broken is None else broken.key,
                              "seq": None if broken is None else broken.params.get("seq")}
    if how.json:
        output.json_object(row)
    else:
        output.csv_rows([row], list(row), values.flat)
    if broken is not None:
        raise broken
