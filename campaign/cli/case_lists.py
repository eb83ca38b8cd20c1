"""The list of model cases and study visits."""

from campaign.cli import formatting
from campaign.cli.output import style
from campaign.cli.state import current
from campaign.core.model.merits import CaseKind
from campaign.service import cases as service
from campaign.tables.cases import CASES, Cases
from campaign.text import _
from campaign.words.reading import word


def cases(as_json: bool, as_csv: bool, plain: bool, *, kind: str | None, county: str | None) -> None:
    how, session = style(as_json, as_csv, plain), current().session()
    situation = session.situation()
    found = service.cases(session, situation, kind=None if kind is None else CaseKind(word(CaseKind, kind)),
                          county=None if county is None else session.code("county", county))
    some = kind is not None or county is not None
    empty = _("No case fits.") if some else _("No case is noted yet: campaign case TITLE --kind model --project P0042")
    formatting.show(CASES, Cases(situation, {row.code: row for row in found}), how, empty=empty)
