"""The verb of indicators (I): entering one, and correcting the one under the cursor."""

from typing import TYPE_CHECKING

from campaign.core.codes import SERIES
from campaign.tui.shell.lazy import lazy
from campaign.tui.shell.verb_context import VerbContext

if TYPE_CHECKING:
    from campaign.tui.screens.counties import indicator_forms
else:
    indicator_forms = lazy("campaign.tui.screens.counties.indicator_forms")


class IndicatorVerbs(VerbContext):
    """A part of the app."""

    def _of_indicators(self, subject: str) -> bool:
        """Whether ``a`` enters an indicator here."""
        return subject[:1] == SERIES or self._adds == "indicator"

    def _point_at(self, code: str) -> None:
        """An indicator is written about by its county: the cursor stays on the indicator."""
        if not self._of_indicators(self.subject or ""):
            super()._point_at(code)
