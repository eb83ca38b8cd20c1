"""The disk below the database: which kind of file system it is, what keeps a write from it, and when a write has reached it."""

import os
from contextlib import suppress
from pathlib import Path

from campaign.core.errors import Refused

MOUNTS = "/proc/self/mountinfo"
NETWORKED = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "davfs", "ceph", "glusterfs", "lustre", "gpfs", "beegfs",
    "pvfs2", "gfs2", "ocfs2", "9p/tcp", "9p/rdma", "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs",
    "fuse.davfs", "fuse.davfs2", "fuse.juicefs", "fuse.mfs", "fuse.gcsfuse", "fuse.curlftpfs"})
"""Types of file systems on which the sessions of two machines share no memory, and locks do not hold. Source:
sqlite.org/wal.html: all processes using a database must be on the same host computer."""
BALLAST_TAIL = "-ballast"
_HINDRANCES = {"ENOSPC": "disk_full", "EDQUOT": "disk_quota", "EFBIG": "file_limit", "EROFS": "disk_readonly"}


def file_system(path: Path) -> str:
    """Type of the file system that holds an existing file or folder, like ``ext4``; empty when the system does not tell.

    9p has its transport with it (``9p/tcp``): it is a network's, or a virtual machine's own.
    """
    try:
        device = path.stat().st_dev
        with open(MOUNTS, encoding="utf-8", errors="replace") as file:  # noqa: PTH123  # half as dear as Path.open
            table = file.read()
    except OSError:
        return ""
    wanted = f"{os.major(device)}:{os.minor(device)}"
    lines = [line for line in table.splitlines() if wanted in line and line.split(" ", 3)[2] == wanted]
    if not lines:  # parts of btrfs and overlay have numbers of their own: whatever is mounted nearest above
        real = os.path.realpath(path)
        above = [(len(place), line) for line in table.splitlines() if (place := _unescaped(line.split(" ", 5)[4]))
                 and (real + "/").startswith(place.rstrip("/") + "/")]
        lines = [max(above)[1]] if above else []
    if not lines:
        return ""
    kind, *more = lines[-1].partition(" - ")[2].split()
    transport = next((option[6:] for option in ",".join(more[1:]).split(",") if option.startswith("trans=")), "")
    return f"{kind}/{transport}" if kind == "9p" and transport in ("tcp", "rdma") else kind


def _unescaped(place: str) -> str:
    return place.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")


def refuse_network(path: Path, at: Path) -> None:
    """Raises ``Refused`` when ``at`` (the database ``path``, or the folder it would be made in) lies on another machine."""
    kind = file_system(at)
    if kind in NETWORKED:
        raise Refused("db_network", path=str(path), kind=kind)


def wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def is_waiting(path: Path) -> bool:
    """Whether there are writes that the file itself does not have yet."""
    try:
        return wal(path).stat().st_size > 0
    except OSError:
        return False


def durable(path: Path) -> None:
    """Everything committed so far outlives a power cut. Raises ``OSError`` when the disk does not take it.

    SQLite could do so itself (``synchronous = FULL``), but it waits for the disk in the middle of a commit, when the frames are
    in the -wal file already and not counted yet. A writer killed in those milliseconds leaves frames that nobody counts and the
    next one overwrites, and a program that copies the -wal file (Litestream) may have copied them. So SQLite commits without
    waiting, and we wait before anybody is told. Closing this descriptor drops no lock: SQLite has its own on the other two files.
    """
    try:
        descriptor = os.open(wal(path), os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:  # not a WAL database yet: what is being made has no reader
        return
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


_sync = getattr(os, "fdatasync", os.fsync)


def no_room(path: Path, text: str) -> Refused:
    """Why nothing could be written, as the file system itself says it: SQLite calls most of it an I/O error."""
    why = hindrance(path)
    if why in ("disk_full", "disk_quota") or (why is None and "full" in text):
        ballast = path.with_name(path.name + BALLAST_TAIL)
        if ballast.exists():
            return Refused(f"{why or 'disk_full'}_ballast", path=str(path), ballast=str(ballast))
        return Refused(why or "disk_full", path=str(path))
    if why is not None:
        return Refused(why, path=str(path))
    if "readonly" in text:
        return Refused("db_readonly", path=str(path))
    return Refused("db_failed", path=str(path), why=text)


def hindrance(path: Path, wanted: int = 64 * 1024) -> str | None:
    """The key of what keeps ``wanted`` bytes from being written beside ``path``; None when nothing of the disk does."""
    import errno

    probe = path.with_name(f".{path.name}.{os.getpid()}.probe")
    try:
        size = max(place.stat().st_size for place in (path, wal(path)) if place.exists()) if path.exists() else 0
        descriptor = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            if os.write(descriptor, b"\1" * wanted) < wanted:  # a limit inside of it: the next byte says which
                os.write(descriptor, b"\1")
            os.fsync(descriptor)
            os.lseek(descriptor, size, os.SEEK_SET)  # a limit of the size of files shows only where the database ends
            os.write(descriptor, b"\1")
        finally:
            os.close(descriptor)
    except OSError as error:
        return _HINDRANCES.get(errno.errorcode.get(error.errno or 0, ""))
    finally:
        with suppress(OSError):  # a file system that is read-only
            probe.unlink(missing_ok=True)
    return None
