"""A machine of one's own: this one's files, accounts and network as they are, and whatever is done to them is gone at the end.

Namespaces for mounts, processes and network, and overlays over every folder that an administrator touches: paths, accounts and
port 22 are the real ones, and nothing outside is changed. Linux, root. Source: unshare(1), mount(8), overlayfs.
"""

import contextlib
import shlex
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.driver import Terminal
from tests.server.conftest import ROOT, SITE
from tests.server.sshd import Answer, CannotRun, find

TOUCHED = ("etc", "home", "opt", "root", "srv", "usr/local", "var")
"""Folders that an installation and its users write to."""
BEGIN = """set -eu
mount --make-rprivate /
mount -t tmpfs -o mode=0755 tmpfs {place}
mkdir {place}/python {place}/code {place}/site
mount --bind {python} {place}/python
mount --bind {code} {place}/code
{sites}
for folder in {touched}; do
    [ -d /$folder ] || continue
    mkdir -p {place}/upper/$folder {place}/work/$folder
    mount -t overlay overlay -o lowerdir=/$folder,upperdir={place}/upper/$folder,workdir={place}/work/$folder /$folder
done
mount -t tmpfs -o mode=0755 tmpfs /run
{interpreter} -c {loopback}
echo begun
exec sleep infinity
"""
LOOPBACK = """
import fcntl, socket, struct
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 0x41))
"""
"""SIOCSIFFLAGS: a new network has one device, which is down."""


class Machine:
    """``with Machine() as machine``. Every process started in it ends with it. Raises ``CannotRun`` with the reason."""

    def __init__(self) -> None:
        self.place = Path("/mnt")
        """Hidden inside by what the tests need there."""
        base = Path(sys.base_prefix).resolve()
        self.interpreter = self.place / "python" / Path(sys.executable).resolve().relative_to(base)
        """The one that runs the tests, where every account can reach it."""
        self.code = self.place / "code"
        self.paths = [self.code, *(self.place / "site" / str(number) for number in range(len(SITE)))]
        """What it must find: this checkout and the packages."""
        self._base = base
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        unshare, self._nsenter = find("unshare"), find("nsenter")
        if unshare is None or self._nsenter is None:
            raise CannotRun("not installed: unshare, nsenter")
        sites = "\n".join(f"mkdir {target}; mount --bind {shlex.quote(str(source))} {target}"
                          for source, target in zip(SITE, self.paths[1:], strict=True))
        script = BEGIN.format(place=self.place, python=shlex.quote(str(self._base)), code=shlex.quote(str(ROOT)), sites=sites,
                              touched=" ".join(TOUCHED), interpreter=shlex.quote(str(Path(sys.executable).resolve())),
                              loopback=shlex.quote(LOOPBACK))
        first = subprocess.Popen([unshare, "--mount", "--pid", "--net", "--fork", "--kill-child", "--mount-proc",
                                  "sh", "-c", script],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self._stack.callback(self._end, first)
        assert first.stdout is not None and first.stderr is not None
        if first.stdout.readline() != "begun\n":
            first.kill()
            why = first.stderr.read().strip().splitlines()
            self._stack.close()
            raise CannotRun(f"no machine of one's own here: {why[-1] if why else 'no reason given'}")
        self._inside = Path(f"/proc/{first.pid}/task/{first.pid}/children").read_text().split()[0]
        self._check_apart()
        return self

    def _check_apart(self) -> None:
        """Nothing may reach the real folders: nsenter's own --wd, for one, opens the folder while it is still outside."""
        inside = self.run("stat", "-c", "%d", ".", "/etc", "/var").out.split()
        outside = [str(Path(place).stat().st_dev) for place in ("/root", "/etc", "/var")]
        if len(inside) != 3 or any(one == other for one, other in zip(inside, outside, strict=True)):
            self._stack.close()
            raise AssertionError(f"not apart from the machine that runs the tests: {inside}, {outside}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    @staticmethod
    def _end(first: "subprocess.Popen[str]") -> None:
        first.kill()  # and, by --kill-child, the first process inside and so all of them
        first.communicate(timeout=20)

    def argv(self, *words: object) -> list[str]:
        """What starts a command line inside, in root's home and with root's environment."""
        path = f"{self.place}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        return [str(self._nsenter), "-t", self._inside, "-m", "-p", "-n", "env", "-i", "-C", "/root", f"PATH={path}",
                "HOME=/root", "USER=root", "LOGNAME=root", "SHELL=/bin/sh", "LANG=C.UTF-8", "TERM=xterm-256color",
                *map(str, words)]

    def run(self, *words: object, stdin: str = "") -> Answer:
        done = subprocess.run(self.argv(*words), input=stdin, capture_output=True, text=True, timeout=60)
        return Answer(done.returncode, done.stdout, done.stderr)

    def sh(self, script: str) -> Answer:
        """As if it had been typed: each line is a command, the first that fails is the last."""
        return self.run("sh", "-eu", "-c", script)

    def start(self, *words: object) -> "subprocess.Popen[bytes]":
        """A server; it ends with the machine."""
        return subprocess.Popen(self.argv(*words), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def terminal(self, script: str) -> Terminal:
        return Terminal(self.argv("sh", "-eu", "-c", script))

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """A file inside."""
        done = self.run("sh", "-c", 'mkdir -p "$(dirname "$1")" && cat > "$1" && chmod "$2" "$1"', "sh", path, f"{mode:04o}",
                        stdin=text)
        assert done.code == 0, done
