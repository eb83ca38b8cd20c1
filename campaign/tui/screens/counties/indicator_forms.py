"""The forms of indicators."""

from campaign.core import indicators as rules
from campaign.core.errors import NotFound
from campaign.core.indicators import IN_MONEY
from campaign.core.model.indicators import Indicator, IndicatorMeasure, Metric
from campaign.core.situation import Situation
from campaign.kinds.field import Type
from campaign.service import Session, indicators
from campaign.tables.cells import name_of
from campaign.text import N_, _
from campaign.tui.dialogs.form import Form, Reading
from campaign.tui.dialogs.form_fields import figure, lines, money
from campaign.tui.dialogs.form_lines import Saved, Values
from campaign.tui.dialogs.record_form import WHY, Forms
from campaign.words.indicators import series_name

# typed with the sign that says what it is: as words of their own, not as the number that is stored
_VALUE, _TARGET = lines("indicator", "value", "target",
                        value={"holds": Type.TEXT, "limit": 40, "hint": N_("7.3% is growth, 9.2亿 an amount, 12 a rank")},
                        target={"holds": Type.TEXT, "limit": 40, "hint": N_("may be empty: then that of the year counts")})


def _add(session: Session, typed: Values, request: str) -> Saved:
    what = indicators.typed(session, typed.get("county", ""), typed.get("metric", ""), typed.get("period", ""),
                            typed.get("value"), measure=typed.get("measure"), target=typed.get("target"))
    return indicators.enter(session, what, why=typed.get("why"), request=request)


def _edit(session: Session, situation: Situation, subject: str) -> Form:
    """Figure and target of a period, of the latest when none is named. Raises ``NotFound``."""
    (county, metric, measure), period = rules.key_of(subject)
    if not period:
        found = indicators.table(session, county).get((county, metric, measure))
        latest = None if found is None else found.latest or found.rows[-1]
        period = "" if latest is None else latest.period
    now = _read(session, county, metric, measure, period)

    def save(session: Session, typed: Values, version: int | None, request: str) -> Saved:
        what = indicators.typed(session, county, metric, period, typed.get("value"), measure=measure, target=typed.get("target"))
        return indicators.enter(session, what, why=typed.get("why"), request=request)

    title = _("{county}: {series} {period}").format(
        county=name_of(situation, county), series=series_name(metric, measure), period=period)
    return Form(title, [_VALUE, _TARGET, WHY], save, values=now.values, version=now.version,
                reread=lambda session: _read(session, county, metric, measure, period), key=f"edit {subject}")


def _read(session: Session, county: str, metric: Metric, measure: IndicatorMeasure, period: str) -> Reading:
    found = indicators.table(session, county).get((county, metric, measure))
    row = None if found is None else found.of(period)
    if row is None:
        raise NotFound("no_indicator", county=county, metric=metric, measure=measure, period=period)
    return Reading({"value": written(row, row.value), "target": written(row, row.target)}, 0, "")


def written(row: Indicator, value: int | None) -> str:
    """As one would type it: nothing is lost when it is read back unchanged."""
    if value is None:
        return ""
    if row.measure is IndicatorMeasure.VALUE and row.metric in IN_MONEY and value % 100 == 0:
        return money(value // 100)
    return figure(value) + ("%" if row.measure is IndicatorMeasure.YOY_CUM else "")


INDICATOR = Forms(_add, (*lines("indicator", "county", "metric", "period"), _VALUE, _TARGET,
                         *lines("indicator", "measure", measure={"required": False, "label": N_("Taken as"),
                                                                 "hint": N_("empty: as it is written")}), WHY), edit=_edit)
