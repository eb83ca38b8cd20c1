"""``-o FILE``: a whole file where somebody wants it, or on stdout; nothing that is there is written over without a word."""

from collections.abc import Mapping

from campaign.cli import output


def place(command: str, to: str | None, yes: bool) -> None:
    """Whether ``command`` may write there, asked before any work. A device or a pipe has nothing to lose, nor has a folder in
    which nothing is.

    Raises ``BadInput`` for a name without a letter; ``NotAllowed`` through the gate, where no path is taken;
    ``Refused`` when something is there and nobody can be asked.
    """
    if to in (None, "-"):
        return
    from pathlib import Path

    from campaign.cli import question
    from campaign.cli.state import current
    from campaign.core.errors import BadInput, NotAllowed, Refused
    from campaign.text import _

    if not to.strip():  # else it would be the folder where one is
        raise BadInput("option_value", text="-o", usage=f"campaign {command} --help")
    state = current()
    if state.entrance is not None:
        state.refuse(command, NotAllowed("no_paths", text=command))
    if yes:
        return
    try:
        path = Path(to).expanduser()
        there = path.is_file() or (path.is_dir() and any(path.iterdir()))
    except (OSError, ValueError, RuntimeError):  # told when it is written
        return
    if there:
        question.somebody(Refused("file_there", path=to))
        question.agreed(_("{path} is there already. Write over it? [y/N]").format(path=to))


def write(to: str | None, made: bytes | Mapping[str, bytes]) -> None:
    """To FILE; on stdout where none is named, or ``-``. Several files by their names: into the folder FILE, or as one .zip."""
    if to is None or to == "-":
        output.binary(made if isinstance(made, bytes) else _zipped(made))
    elif isinstance(made, bytes) or to.lower().endswith(".zip"):
        output.file(to, made if isinstance(made, bytes) else _zipped(made))
    else:
        _folder(to, made)


def _folder(path: str, made: Mapping[str, bytes]) -> None:
    from pathlib import Path

    from campaign.core.errors import Refused

    try:
        Path(path).expanduser().mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, RuntimeError) as error:
        raise Refused("output_file", path=path, why=getattr(error, "strerror", None) or str(error)) from None
    for name, content in made.items():
        output.file(str(Path(path) / name), content)


def _zipped(made: Mapping[str, bytes]) -> bytes:
    """Alike for the same content."""
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
