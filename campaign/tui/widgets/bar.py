"""A progress bar of plain ASCII cells: ``[####..|...]``, '|' where one should be by now."""

from campaign.tui.widgets.lines import Line, Piece


def bar(width: int, done: float, expected: float | None = None, tone: str = "") -> Line:
    """A bar of exactly ``width`` cells (at least 3). ``done`` and ``expected`` are shares of 1; beyond 0 and 1 they are clamped.

    A bar is full only when all is done, and shows a cell as soon as anything is; the mark stands after the expected share.
    The tone is that of the done part.
    """
    inner = max(width, 3) - 2
    done = min(max(done, 0.0), 1.0)
    full = int(done * inner)
    if done > 0 and full == 0:
        full = 1
    if done < 1 and full == inner and inner > 1:
        full = inner - 1
    cells = ["#"] * full + ["."] * (inner - full)
    if expected is not None:
        at = round(min(max(expected, 0.0), 1.0) * inner)
        if at < inner:
            cells[at] = "|"
    text = "".join(cells)
    pieces: list[Piece] = [("[", "dim")]
    if text[:full]:
        pieces.append((text[:full], tone))
    if text[full:]:
        pieces.append((text[full:], "dim"))
    return [*pieces, ("]", "dim")]
