"""``-o FILE``: a whole file where somebody wants it, or on stdout; nothing that is there is written over without a word."""

from campaign.cli import output


def place(command: str, to: str | None, yes: bool) -> None:
    """Whether ``command`` may write there, asked before any work. A device or a pipe has nothing to lose.

    Raises ``NotAllowed`` through the gate, where no path is taken; ``Refused`` when something is there and nobody can be asked.
    """
    if to in (None, "-"):
        return
    from pathlib import Path

    from campaign.cli import question
    from campaign.cli.state import current
    from campaign.core.errors import NotAllowed, Refused
    from campaign.text import _

    state = current()
    if state.entrance is not None:
        state.refuse(command, NotAllowed("no_paths", text=command))
    if yes:
        return
    try:
        there = Path(to).expanduser().is_file()
    except (OSError, ValueError, RuntimeError):  # told when it is written
        return
    if there:
        question.somebody(Refused("file_there", path=to))
        question.agreed(_("{path} is there already. Write over it? [y/N]").format(path=to))


def write(to: str | None, made: bytes) -> None:
    """To FILE; on stdout where none is named, or ``-``."""
    if to in (None, "-"):
        output.binary(made)
    else:
        output.file(to, made)
