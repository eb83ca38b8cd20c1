"""The forms of model cases and study visits."""

from campaign.service import cases
from campaign.text import N_
from campaign.tui.dialogs.form_fields import lines
from campaign.tui.dialogs.record_form import Forms

CASE = Forms(cases.add_case, tuple(lines("case", on={"required": False, "hint": N_("empty: today")},
                                         county={"hint": N_("where, if no project is named")})),
             {"kind": "model"}, change=cases.change_case)
