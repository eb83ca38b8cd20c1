"""A writer is killed, or the whole machine is lost, again and again: how much of what was acknowledged is in the replica?

``python -m tests.bench.replica --rounds 20``. Litestream runs with the very configuration that ``campaign server setup`` prints,
and copies to a folder on this machine. Each round loses twice: first Litestream and the writers at once, as a machine that burns;
then the writers alone, after which someone else writes and the replica must be what the database is. Where it is not, the
handbook's remedy is tried. Linux only (/proc).
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

from campaign.core.errors import CampaignError
from campaign.service.server_places import Places
from campaign.service.server_setup import parts
from campaign.store.queries import checks as checks_queries
from campaign.store.queries import log as log_queries
from campaign.store.queries import projects as projects_queries
from campaign.store.store import Store
from tests.driver import cpu_seconds, pss_mb
from tests.store.workers import go, said, start
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


def chain(path: Path) -> list[str]:
    """Hashes of the audit, oldest first, each of which rests on all before it. Raises when they do not."""
    with Store(path) as store:
        checks_queries.verify(store)
        return [entry.hash for entry in reversed(log_queries.log(store, limit=10_000_000))]


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
            self._money, self._rows = projects_queries.project(store, "P0001").done_100, checks_queries.counts(store)["audit"]
            self._projects = len(store.snapshot().projects)
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

    def snapshot(self) -> str:
        """A whole copy at once, while Litestream does not run; what it complains of."""
        done = subprocess.run([self._litestream, "replicate", "-config", str(self.config), "-once", "-force-snapshot"],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        return f"{done.stdout}{done.stderr}".strip().splitlines()[-1] if done.returncode else ""

    def begin_anew(self) -> None:
        """The handbook's remedy, while Litestream does not run: what it has noted and copied is put aside."""
        subprocess.run([self._litestream, "reset", "-config", str(self.config), str(self.db)], check=True,
                       stdin=subprocess.DEVNULL, capture_output=True)
        shutil.rmtree(self.places.under("srv/replica"))
        self.snapshot()

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

    def write(self, name: str, each: int) -> None:
        """So many writes by each writer, who then leaves in peace."""
        workers = [start("add", self.db, each, f"{name}-{number}") for number in range(WRITERS)]
        go(workers)
        for worker in workers:
            self.acks += [Ack(time.monotonic(), word) for word in said(worker)]

    def same(self) -> bool:
        """Whether what is restored is whole and has the very log of the database."""
        try:
            path, _ = self.restore()
            return chain(path) == chain(self.db)
        except (RuntimeError, CampaignError):
            return False

    def _listen(self, worker: "subprocess.Popen[str]") -> None:
        assert worker.stdout is not None
        while (line := worker.stdout.readline()).endswith("\n"):  # one that was cut in two was not heard
            self.acks.append(Ack(time.monotonic(), line.strip()))

    def restore(self) -> tuple[Path, float]:
        """Into a new file, by the command that docs/handbook/replica.md gives; and the seconds that it took."""
        self._restored += 1
        target, began = self.folder / f"restored-{self._restored}.db", time.perf_counter()
        argv = [self._litestream, "restore", "-config", str(self.config), "-integrity-check", "full", "-o", str(target),
                str(self.db)]
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, umask=0o077)
        if done.returncode:
            raise RuntimeError(done.stderr or done.stdout)
        return target, time.perf_counter() - began

    def found(self) -> Found:
        """Restore, open with the program, and count. Raises what ``Store`` raises for a file that is not whole."""
        path, seconds = self.restore()
        with Store(path) as store:
            rows = checks_queries.verify(store)
            there, money = set(store.snapshot().projects), projects_queries.project(store, "P0001").done_100 - self._money
            added = len(there) - self._projects + money
        if rows != self._rows + added:
            raise RuntimeError("a write without its row in the audit, or a row without its write")
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
            except (RuntimeError, CampaignError):  # nothing has been copied yet, or it is not whole
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
    machine_lost: list[int]
    """Acknowledged and not in the replica, by round in which Litestream died with the writers."""
    ages: list[float]
    """Seconds before the end at which the oldest of them had been acknowledged, by round."""
    healed: list[float]
    """Seconds from the next person's write until the replica was what the database is, when the writers alone had been killed."""
    harmed: int
    """Rounds in which it did not come to be so within ``HEAL`` seconds."""
    copied: int
    """Of those, put right by a whole copy."""
    anew: int
    """And by a new replica."""
    restores: list[float]
    cpu: float
    """Seconds of Litestream's for a second of writing."""
    pss: float
    """MB, the most."""
    wal: int
    """Bytes, the most."""


HEAL = 6.0


def measure(folder: Path, litestream: str, rounds: int, seed: int = 1) -> Figures:
    rng = random.Random(seed)
    lost, ages, healed, restores = [], [], [], []
    harmed = copied = anew = wal = acknowledged = 0
    cpu = span = pss = 0.0
    for number in range(rounds):
        city = Replicated(folder / str(number), litestream)  # a new one: no round suffers from what an earlier one did
        with city.running() as process:
            city.write("settled", 20)
            city.caught_up()
            with city.writing("machine"):
                time.sleep(rng.uniform(1.0, 3.0))
                process.kill()
                ended, heard = time.monotonic(), list(city.acks)
            # What was acknowledged after its end is no loss of the replica's: there was none any more.
            every, city.acks = city.acks, heard
            found = city.found()
            city.acks = every
            lost.append(found.missing)
            ages.append(0.0 if found.oldest is None else ended - found.oldest)
        with city.running() as process:
            restores.append(city.caught_up().seconds)
            before, began = cpu_seconds(process.pid), time.monotonic()
            with city.writing("writers"):
                time.sleep(rng.uniform(1.0, 3.0))
            cpu, span = cpu + cpu_seconds(process.pid) - before, span + time.monotonic() - began
            pss, wal = max(pss, pss_mb(process.pid)), max(wal, city.wal())
            city.write("next", 1)
            began = time.monotonic()
            while not (whole := city.same()) and time.monotonic() < began + HEAL:
                time.sleep(0.1)
            if whole:
                healed.append(time.monotonic() - began)
        if not whole:
            harmed += 1
            if why := city.snapshot():
                print(f"a whole copy: {why}", file=sys.stderr)
            copied += city.same()
            city.begin_anew()
            anew += city.same()
        acknowledged += len(city.acks)
    return Figures(acknowledged, lost, ages, healed, harmed, copied, anew, restores, cpu / span, pss, wal)


def told(figures: Figures, rounds: int) -> str:
    """Markdown."""
    ages, lost = sorted(figures.ages), sorted(figures.machine_lost)
    rows = (
        (f"machine lost {rounds} times: acknowledged and not in the replica, median · most", f"{lost[rounds // 2]} · {lost[-1]}"),
        ("the oldest of those was written before the end, median · most", f"{ages[rounds // 2]:.2f} · {ages[-1]:.2f} s"),
        (f"writers alone killed {rounds} times: the replica is the database again after the next write",
         f"{len(figures.healed)} times, within {max(figures.healed, default=0):.1f} s"),
        ("it is harmed and stays so",
         f"{figures.harmed} times; {figures.copied} put right by a whole copy, {figures.anew} by a new replica"),
        ("writes acknowledged in all", f"{figures.acknowledged:,}"),
        ("restore and full check, most", f"{max(figures.restores):.2f} s"),
        (f"Litestream: CPU while {WRITERS} write as fast as they can · PSS",
         f"{figures.cpu * 100:.0f} % of a core · {figures.pss:.0f} MB"),
        ("the -wal file, most", f"{figures.wal / 2**20:.0f} MB"),
    )
    return "\n".join(["| figure | measured |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.replica")
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    litestream = program()
    if litestream is None:
        print("litestream is not installed: pip install 'campaign[replica]'", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="campaign-replica-") as folder:
        figures = measure(Path(folder), litestream, asked.rounds)
    print(told(figures, asked.rounds))
    return int(figures.anew < figures.harmed)


if __name__ == "__main__":
    sys.exit(main())
