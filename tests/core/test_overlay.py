"""An overlay is a dict, order included, whose copies share what has not been changed."""

from hypothesis import given
from hypothesis import strategies as st

from campaign.core import overlay
from campaign.core.overlay import Overlay

KEYS = st.sampled_from("abcdefgh")
STEPS = st.lists(st.tuples(st.sampled_from(("set", "drop", "copy", "set", "drop")), KEYS, st.integers(0, 3)), max_size=40)


@given(st.dictionaries(KEYS, st.integers(0, 3)), STEPS)
def test_it_does_as_a_dict_does(first: dict[str, int], steps: list[tuple[str, str, int]]) -> None:
    plain, lying = dict(first), Overlay.of(first)
    kept: list[tuple[dict[str, int], Overlay[str, int]]] = []
    for what, key, value in steps:
        if what == "copy":
            kept.append((plain.copy(), lying))
            lying = Overlay.of(lying)
        elif what == "set":
            plain[key] = lying[key] = value
        else:
            assert plain.pop(key, None) == lying.pop(key, None)
        assert list(lying.items()) == list(plain.items())
        assert list(lying) == list(plain) == list(lying.keys())
        assert list(lying.values()) == list(plain.values())
        assert len(lying) == len(plain) and lying == plain and plain == lying
        assert all((key in lying) == (key in plain) and lying.get(key) == plain.get(key) for key in "abcdefghi")
    for was, copied in kept:  # what it was copied from has not become anything else
        assert list(copied.items()) == list(was.items())


def test_many_changes_are_laid_down() -> None:
    lying: Overlay[int, int] = Overlay.of({0: 0})
    for number in range(overlay.MOST + 1):
        lying[number] = number
    assert not lying.copy()._over and lying.copy() == lying
