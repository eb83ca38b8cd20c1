"""Indicators of the counties: the verb that enters them."""

from collections.abc import Mapping

from campaign.core.errors import NotFound
from campaign.core.model.indicators import IndicatorMeasure, Metric
from campaign.store.write import Write
from campaign.store.writes.common import require


def set_indicator(write: Write, county: str, metric: Metric, measure: IndicatorMeasure, period: str,
                  values: Mapping[str, int | None], why: str | None = None) -> str:
    """Set ``value``, ``target`` or both, over what was there; a row that is left with neither goes. ``why``: of another
    target.
    """
    require(write, "counties", county)
    key = {"county": county, "metric": metric.value, "measure": measure.value, "period": period}
    found = write.one("SELECT value, target FROM indicators WHERE county = ? AND metric = ? AND measure = ? AND period = ?",
                      *key.values())
    before = {"value": None, "target": None} if found is None else dict(zip(("value", "target"), found, strict=True))
    after = {**before, **values}
    if before["target"] is not None and before["target"] != after["target"]:
        write.consent.why = why
        was, now = (None if told is None else told / 100 for told in (before["target"], after["target"]))
        write.consent.agree(county, f"target {metric.value} {measure.value} {period}", was, now)
    if any(value is not None for value in after.values()):
        write.set_single("indicators", key, after)
    elif found is not None:
        write.delete("indicators", key)
    else:
        raise NotFound("no_indicator", county=county, metric=metric, measure=measure, period=period)
    if before != after:
        write.touch(county)
    return county
