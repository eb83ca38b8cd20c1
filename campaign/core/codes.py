"""Short codes, the keys people type: ``P0042``, ``B0107``, ``L03``, ``C05``, ``U11``, ``G0012``, ``A0031``; ``K0009`` lead,
``T04`` task force, ``R003`` trip, ``E003`` promotion event, ``D003`` dispatch, ``H0003`` merit, ``S003`` case,
``Q0001`` request; ``M003`` is a person added without a column on the board. The number grows past its padding. A code is never
used twice.
"""

import re
from typing import TypeGuard

KINDS = {"project": ("P", 4), "blocker": ("B", 4), "land_task": ("G", 4), "approval": ("A", 4), "leader": ("L", 2),
         "person": ("M", 3), "county": ("C", 2), "unit": ("U", 2), "lead": ("K", 4), "trip": ("R", 3), "event": ("E", 3),
         "task_force": ("T", 2), "dispatch": ("D", 3), "merit": ("H", 4), "case": ("S", 3), "request": ("Q", 4)}
"""Kind → letter and least number of digits; in the order in which they are offered."""
NAMES = {letter: "person" if kind == "leader" else kind for kind, (letter, _digits) in KINDS.items()}
"""Letter → kind of thing that it names; a leader is a person."""
EVERYTHING = "*"
"""Stands for more codes than can be listed."""
EXCUSES = "X"
"""Stands for the excused days, which have no code of their own."""
CHAINS = "N"
"""Stands for the nodes of the chain map, which have none either."""
SERIES = "I"
"""Begins what names an indicator on the screen: ``IC05 investment yoy_cum``; that has no code either, and is never typed."""
RESULTS = "W"
"""Begins what names a result that waits, on the screen that lists them: ``W12``; it has no code, and is never typed."""
SUBJECTS = {**NAMES, CHAINS: "node", SERIES: "indicator", EXCUSES: "excuse", RESULTS: "result"}
"""Letter → kind of thing that a row of a screen or of the log is about, with those that have no code of their own."""
_DIGITS = dict(KINDS.values())
_CODE = re.compile(r"([A-Z])0*([1-9][0-9]{0,8})")


def make(kind: str, number: int) -> str:
    letter, digits = KINDS[kind]
    return f"{letter}{number:0{digits}d}"


def canonical(text: str) -> str | None:
    """The code that ``text`` is, whatever its case and padding (``p42`` → ``P0042``), or None when it is none."""
    match = _CODE.fullmatch(text.strip().upper())
    if match is None or match[1] not in _DIGITS:
        return None
    return f"{match[1]}{int(match[2]):0{_DIGITS[match[1]]}d}"


def order(code: str) -> tuple[str, int, str]:
    """Sort key: P9999 before P10000."""
    return code[:1], len(code), code


def by_length(code: str) -> tuple[int, str]:
    """Sort key among codes of one letter, where it says the same as ``order`` and costs less."""
    return len(code), code


def kind_of(code: str) -> str:
    """The kind of thing that a code names, by its letter. Raises ``KeyError`` for what is no code."""
    return NAMES[code[:1]]


def is_a(code: str | None, *kinds: str) -> TypeGuard[str]:
    """Whether a code, or what stands for one, names a thing of one of these kinds; None names nothing."""
    return code is not None and SUBJECTS.get(code[:1]) in kinds
