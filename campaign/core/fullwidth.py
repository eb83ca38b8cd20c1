"""Full-width signs, as a Chinese input method types them, made narrow."""

NARROW = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: " "}
"""For ``str.translate``. Signs that only a day or an amount is written with are added where those are read."""
