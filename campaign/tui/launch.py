"""What must be settled before Textual is imported: it reads its settings from the environment once, while loading.

Nothing here imports Textual. Names are those of ``textual/constants.py`` of Textual 8; what the person has set stays.
"""

from collections.abc import MutableMapping
from enum import StrEnum

COLOURLESS = ("vt100", "vt102", "vt220", "vt320")
"""Terminals of one colour, to which Rich would send colours all the same."""


class Refusal(StrEnum):
    """Why the dashboard cannot be shown and the plain board is printed instead."""

    NO_TERMINAL = "no_terminal"
    DUMB = "dumb"
    ENCODING = "encoding"


def prepare(
    environ: MutableMapping[str, str],
    stdin_isatty: bool,
    stdout_isatty: bool,
    stderr_isatty: bool,
    encoding: str | None,
) -> Refusal | None:
    """Set ``environ`` (``os.environ``) up for Textual, or say why not. ``encoding`` is that of ``sys.__stderr__``: Textual draws
    on standard error and reads standard input, whatever standard output is.

    Nothing is set when it is refused. Tracing (``TEXTUAL_LOG``, ``TEXTUAL``) and drivers are never touched.
    """
    if not (stdin_isatty and stdout_isatty and stderr_isatty):
        return Refusal.NO_TERMINAL
    term = environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return Refusal.DUMB
    if (encoding or "").lower().replace("-", "").replace("_", "") not in ("utf8", "utf8sig"):
        return Refusal.ENCODING

    # The Kitty protocol reports every key by itself, before a Chinese input method has composed anything.
    environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    # Nothing moves: not over a slow line, and not elsewhere either.
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    if not environ.get("NO_COLOR", "1"):
        # Empty means unset (no-color.org); Textual takes the bare name for a yes.
        del environ["NO_COLOR"]
    if term.startswith(COLOURLESS):
        environ.setdefault("NO_COLOR", "1")
    if environ.get("SSH_CONNECTION") or environ.get("SSH_TTY"):
        # An arrow key may arrive in two parts, Esc first: wait longer before taking it for Esc.
        environ.setdefault("ESCDELAY", "400")
        # No mouse reports by the pixel.
        environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    return None
