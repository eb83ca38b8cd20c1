"""When two names of a list mean the same: written otherwise, or another part of the same thing."""

from functools import lru_cache

from campaign.core.names import fold

_SIGNS = "()（）[]［］【】〔〕{}｛｝<>《》〈〉「」『』“”‘’\"'▲△★☆●○◆◇■□※*＊#＃√✓✔ \u3000\u200b\u200c\u200d\ufeff"
_DROPPED = dict.fromkeys(map(ord, _SIGNS))
"""Brackets without what is in them, quotes, and marks that offices put before a name."""
_ENDS = ("项目", "工程")
UNKNOWN = frozenset({"", "-", "—", "--", "——", "–", "/", "／", "//", "\\", "无", "待定", "暂无", "未定", "n/a", "none", "null"})
"""What is typed where nothing is known yet."""


@lru_cache(65_536)
def same_key(name: str) -> str:
    """What two names share that are written otherwise: width, case, blanks, brackets, marks and a last 项目 or 工程 are gone.

    一期 and 二期, 北段 and 南段 stay apart.
    """
    bare = fold(name.translate(_DROPPED)).translate(_DROPPED)
    for end in _ENDS:
        if bare.endswith(end) and len(bare) > len(end):
            return bare.removesuffix(end)
    return bare


def unknown(text: str) -> bool:
    """``-``, ``/``, 无, 待定 and blank: nothing is known."""
    return text.strip().casefold() in UNKNOWN


def near_names(name: str, known: dict[str, list[str]], most: int = 4) -> list[str]:
    """Names (by their key) of which one begins with the other: the parts of what was meant, or its whole."""
    key = same_key(name)
    if len(key) < 2:
        return []
    found = [names for other, names in known.items() if other.startswith(key) or (len(other) > 3 and key.startswith(other))]
    return [each for names in found for each in names][:most]
