"""The verb of indicators (I): entering one, and correcting the one under the cursor."""

from typing import TYPE_CHECKING

from campaign.core.codes import SERIES
from campaign.core.situation import Situation
from campaign.text import _
from campaign.tui.asking import Asking
from campaign.tui.later import later

if TYPE_CHECKING:
    from campaign.tui import forms_indicators
else:
    forms_indicators = later("campaign.tui.forms_indicators")

_PAGES = ("SeriesPage", "ParityPage")


class IndicatorActions(Asking):
    """A part of the app."""

    def _of_indicators(self, subject: str) -> bool:
        """Whether ``a`` enters an indicator here."""
        return subject[:1] == SERIES or self._adds == "indicator" or type(self.page).__name__ in _PAGES

    def _point_at(self, code: str) -> None:
        """An indicator is written about by its county: the cursor stays on the indicator."""
        if not self._of_indicators(self.subject or ""):
            super()._point_at(code)

    async def _edit_indicator(self, situation: Situation, subject: str) -> None:
        form = forms_indicators.edit(self._own.session, situation, subject)
        await self._filled(form, _("{code}: indicator saved"))
