"""Quantities of land tasks, in and out: whole numbers of 1/100 亩, 户 or 座."""

import re

from campaign.core.errors import BadInput
from campaign.core.fullwidth import NARROW
from campaign.core.model.land import Measure

LARGEST = 10**9
_SIGNS = NARROW | {0x2212: "-"}
_FORM = r"(?a)([+-]?) *([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))? *([^0-9\s]+)?"
_WORDS = {
    "亩": Measure.MU, "mu": Measure.MU, "户": Measure.HOUSEHOLDS, "households": Measure.HOUSEHOLDS,
    "座": Measure.STRUCTURES, "栋": Measure.STRUCTURES, "处": Measure.STRUCTURES, "structures": Measure.STRUCTURES,
}  # fmt: skip
_TYPED = 40


def parse_quantity(text: str, *, signed: bool = False) -> tuple[int, Measure | None]:
    """1/100 and the measure, if one is named, of ``434.90亩``, ``872户``, ``22座``, ``+10.5``; full-width digits too.

    Raises BadInput ``bad_quantity`` (text). A leading + or - is taken only if ``signed``.
    """
    match = re.fullmatch(_FORM, text.translate(_SIGNS).strip()) if len(text) <= _TYPED else None
    if match is None:
        raise BadInput("bad_quantity", text=text[:_TYPED])
    sign, whole, fraction, word = match.groups(default="")
    amount = int(whole.replace(",", "")) * 100 + int(fraction.ljust(2, "0") or 0)
    if (sign and not signed) or (word and word.lower() not in _WORDS) or amount > LARGEST:
        raise BadInput("bad_quantity", text=text[:_TYPED])
    return (-amount if sign == "-" else amount), _WORDS.get(word.lower())


def format_quantity(amount: int | None) -> str:
    """``434.9`` of 43490; ``-`` for None."""
    if amount is None:
        return "-"
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    text = f"{sign}{size // 100:,}.{size % 100:02}"
    return text.rstrip("0").rstrip(".")
