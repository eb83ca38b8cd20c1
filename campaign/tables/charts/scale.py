"""The few numbers of an axis: round steps, and money said shortly."""

from campaign.text import language

_WAN_A_YI, _WAN_A_BILLION, _WAN_A_MILLION = 10_000, 100_000, 100


def step_of(span: float, parts: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … of which at most ``parts`` lie within ``span``."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if span <= factor * size * parts:
                return factor * size
        size *= 10


def money_label(value: int, step: int, *, sign: bool = False) -> str:
    """万元 with no more places than the step between two labels has: ``150亿``, ``-4亿``, ``2,000万``, ``¥1.5bn``."""
    before = "+" if sign and value > 0 else "-" if value < 0 else ""
    amount = abs(value)
    if not value:
        return "0"
    if language() == "zh":
        return before + (_short(amount, step, _WAN_A_YI) + "亿" if step >= _WAN_A_YI // 10 else f"{amount:,}万")
    if step >= _WAN_A_BILLION // 10:
        return f"{before}¥{_short(amount, step, _WAN_A_BILLION)}bn"
    return f"{before}¥{_short(amount, step, _WAN_A_MILLION)}m"


def _short(amount: int, step: int, unit: int) -> str:
    places = next((places for places in range(3) if step * 10**places % unit == 0), 2)
    return f"{amount / unit:,.{places}f}"
