"""Where the cursor of a list and its window go when the list is another one, or the cursor leaves the window."""

from collections.abc import Collection, Sequence


def jump(window: int) -> int:
    """Rows by which the window runs ahead of a cursor that leaves it: most of a page, two rows staying in sight."""
    return max(window - 3, 0)


def nearest(old: Sequence[str], start: int, places: dict[str, int], headers: Collection[str]) -> int | None:
    """Where the first key of ``old`` from ``start`` on that still exists is now; else the nearest before; else None."""
    for place in (*range(start, len(old)), *range(min(start, len(old)) - 1, -1, -1)):
        key = old[place]
        if key in places and key not in headers:
            return places[key]
    return None


def settled(keys: Sequence[str], headers: Collection[str], wanted: str | None, old: Sequence[str], old_place: int,
            places: dict[str, int], window: int) -> int | None:
    """The place of ``wanted``; where it is gone, the next one that was after it, but not far from where it was."""
    place = places.get(wanted) if wanted is not None else None
    if place is not None and keys[place] not in headers:
        return place
    place = nearest(old, old_place, places, headers)
    if place is not None and abs(place - old_place) >= window:
        return min(old_place, len(keys) - 1)
    return place


def brought(top: int, first: int, place: int, window: int) -> int:
    """The first row of a window in which ``place`` is, and ``first``, the headers right above it."""
    if first < top:
        # Going up by a row: the cursor lands low in the window, to have room above it.
        return first if place - top < -window else place - jump(window)
    return place - window + 1 + (jump(window) if place - top < 2 * window else 0)
