"""Full-width signs, as a Chinese input method types them, made narrow."""

import re

NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: " "}
"""For ``str.translate``. Signs that only a day or an amount is written with are added where those are read."""
_ANY = re.compile("[\u3000\uff01-\uff5e]").search


def narrow(text: str) -> str:
    """The same, narrow. Most texts have nothing to be made narrow, which is quick to see."""
    return text.translate(NARROW) if _ANY(text) is not None else text
