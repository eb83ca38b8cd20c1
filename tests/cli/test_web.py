"""``campaign web``: the dashboard in a browser, of this machine only. What Chromium's page receives is read as by a terminal."""

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pyte
import pytest
from aiohttp import web

from campaign.cli.browser.server import MOST, Dashboards
from tests import chromium
from tests.chromium import Page
from tests.cli.conftest import Cli

SIZE = 1200, 800
MEASURED = """(() => {
  const drawn = document.createElement("canvas").getContext("2d");
  drawn.font = "16px 'Roboto Mono', monospace";
  return [drawn.measureText("堵").width, drawn.measureText("M").width];
})()"""
needs_browser = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium")


@contextmanager
def served(environment: dict[str, str], *options: str, language: str = "zh") -> Iterator[str]:
    """The address; it ends as by Ctrl-C, without a word."""
    env = {**os.environ, **environment, "CAMPAIGN_LANG": language}
    with subprocess.Popen([sys.executable, "-m", "campaign", "web", "--port", "0", *options], env=env, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.send_signal(signal.SIGINT)
            out, err = server.communicate(timeout=30)
    assert (server.returncode, out) == (0, "")
    assert len(err.splitlines()) == 1, err


def shown(page: Page) -> list[str]:
    """What the terminal in the page shows: it has as many columns as the page said, and wide characters take two."""
    screen = pyte.Screen(*page.cells)
    stream = pyte.ByteStream(screen)
    for data in page.received:
        stream.feed(data)
    return ["".join(screen.buffer[line][column].data for column in range(screen.columns)) for line in range(screen.lines)]


def browsed(folder: Path, walk: Callable[[Page], Awaitable[None]]) -> None:
    async def run() -> None:
        async with chromium.page(folder, *SIZE) as page:
            await walk(page)

    asyncio.run(run())


@needs_browser
def test_the_dashboard_is_in_the_browser_takes_keys_and_asks_nobody_else(environment: dict[str, str], tmp_path: Path) -> None:
    async def walk(page: Page) -> None:
        await page.do("Page.navigate", url=address)
        await page.until(lambda: any("剩" in line for line in shown(page)))
        assert page.cells[0] > 100
        await page.key("3")
        await page.until(lambda: any("B0001" in line for line in shown(page)))
        # Two cells are as wide as a Chinese character, or wider: whatever follows it stands where it should.
        cell = SIZE[0] / page.cells[0]
        wide = await page.asks(MEASURED)
        assert wide[0] <= 2 * cell + 1 and wide[1] <= cell + 1
        await page.key("n")  # looking only: nothing opens that could be typed into
        await page.until(lambda: any("只读" in line for line in shown(page)))
        assert all(url.startswith((address, "data:")) for url in page.asked), page.asked
        await page.key("q")
        await page.until_asks("document.body.classList.contains('-closed')")

    with served(environment) as address:
        browsed(tmp_path / "chromium", walk)


@needs_browser
def test_the_wallboard_turns_by_itself(environment: dict[str, str], tmp_path: Path) -> None:
    async def walk(page: Page) -> None:
        await page.do("Page.navigate", url=address)
        await page.until(lambda: len("".join(shown(page)).strip()) > 100)
        first = shown(page)
        await page.until(lambda: sum(a != b for a, b in zip(first, shown(page), strict=True)) > len(first) // 2)

    with served(environment, "--wallboard", "--every", "3", language="en") as address:
        browsed(tmp_path / "chromium", walk)


def test_only_this_machine_and_its_own_page_are_answered(environment: dict[str, str]) -> None:
    with served(environment) as address:
        at = urlsplit(address)
        assert at.hostname == "127.0.0.1" and at.port
        for headers, status in [({}, 200), ({"Host": f"localhost:{at.port}"}, 200), ({"Host": "localhost:9000"}, 200),
                                ({"Host": "evil.example"}, 403), ({"Host": f"127.0.0.1.evil.example:{at.port}"}, 403),
                                ({"Host": ""}, 403), ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403),
                                ({"Origin": f"http://localhost:{at.port}"}, 403)]:
            for path in ("/", "/page.js", "/static/js/textual.js"):
                asked = http.client.HTTPConnection(at.hostname, at.port, timeout=10)
                asked.request("GET", path, headers=headers)
                answer = asked.getresponse()
                assert answer.status == status, (headers, path)
                text = answer.read().decode()
                if status == 200 and path == "/":
                    assert "https://" not in text and "//fonts" not in text
                    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]

        async def sockets() -> None:
            async with aiohttp.ClientSession() as session:
                for origin in (None, "http://evil.example", "null", f"http://localhost:{at.port}"):
                    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                        await session.ws_connect(f"{address}ws", origin=origin)
                    assert refused.value.status == 403, origin

        asyncio.run(sockets())


def test_a_dashboard_ends_with_its_page_and_nonsense_does_no_harm(environment: dict[str, str]) -> None:
    async def walk() -> None:
        origin = address.rstrip("/")
        async with aiohttp.ClientSession() as session:
            first = await session.ws_connect(f"{address}ws?width=80&height=24", origin=origin)
            heard = b""
            while "剩".encode() not in heard:
                heard += (await first.receive(timeout=30)).data
            for nonsense in ("{", "[]", '["stdin"]', '["resize", {"width": -5, "height": 99999999}]', '["resize", 7]',
                             '["stdin", 7]'):
                await first.send_str(nonsense)
            await first.send_json(["ping", "7"])
            while (answer := await first.receive(timeout=30)).type is not aiohttp.WSMsgType.TEXT:
                pass
            assert answer.json() == ["pong", "7"]
            assert dashboards()
            await first.close()
            async with asyncio.timeout(20):
                while dashboards():
                    await asyncio.sleep(0.05)  # another process ends when it ends

    with served(environment) as address:
        asyncio.run(walk())

def dashboards() -> list[str]:
    """Those of this process's servers."""
    return [words for server in children(os.getpid()) for pid in children(server) if " tui" in (words := arguments(pid))]


def children(of: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended meanwhile
            if int(stat.read_text().rpartition(")")[2].split()[1]) == of:
                found.append(int(stat.parent.name))
    return found


def arguments(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def test_one_page_more_than_there_may_be_is_told_so_and_what_is_typed_arrives() -> None:
    async def walk() -> None:
        texts = dict.fromkeys(("title", "language", "opening", "closed", "again"), "") | {"full": "too many"}
        runner = web.AppRunner(await Dashboards(["cat"], {"PATH": os.environ["PATH"]}, texts)._make_app())
        await runner.setup()
        with socket.create_server(("127.0.0.1", 0)) as at:
            await web.SockSite(runner, at).start()
            address = f"http://127.0.0.1:{at.getsockname()[1]}"
            async with aiohttp.ClientSession() as session:
                pages = [await session.ws_connect(f"{address}/ws", origin=address) for _ in range(MOST)]
                await pages[-1].send_json(["stdin", "青岭县\r"])
                heard = b""
                while heard.count("青岭县".encode()) < 2:  # the terminal's echo, and cat's
                    heard += (await pages[-1].receive(timeout=10)).data
                over = await session.ws_connect(f"{address}/ws", origin=address)
                assert (await over.receive(timeout=10)).data == b"too many\r\n"
                assert (await over.receive(timeout=10)).type is aiohttp.WSMsgType.CLOSE
                await pages.pop().close()
                async with asyncio.timeout(10):
                    answer = b"too many"
                    while b"too many" in answer:  # until the one that was closed has ended
                        next_ = await session.ws_connect(f"{address}/ws", origin=address)
                        with suppress(ConnectionError):
                            await next_.send_json(["stdin", "x"])
                        answer = (await next_.receive()).data
            await runner.cleanup()

    asyncio.run(walk())


def test_what_cannot_be_served_is_said_in_one_line(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = cli("web", "--port", str(taken.getsockname()[1]))
    assert said.code == 1 and "--port" in said.err and len(said.err.splitlines()) == 1
    assert cli("web", "--port", "70000").code == 2
    assert "--wallboard" in cli("web", "--every", "5").err
