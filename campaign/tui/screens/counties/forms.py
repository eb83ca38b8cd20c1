"""The forms of counties and of units: their fields say it all."""

from campaign.service import records
from campaign.tui.dialogs.record_form import Forms

COUNTY, UNIT = Forms(records.add_county), Forms(records.add_unit)
