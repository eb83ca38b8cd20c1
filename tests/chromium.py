"""A headless Chromium, driven by its own protocol (CDP): a page, its keys, its picture, its sockets; and what it prints."""

import asyncio
import base64
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = shutil.which("chromium")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")
BINARY = 2
PATIENCE = 30
"""Seconds until what is waited for is given up."""


def printed(page: Path, folder: Path) -> Path:
    """The PDF of a file, as the page itself says on which paper; ``folder`` takes what the program writes besides."""
    made = folder / f"{page.stem}.pdf"
    done = subprocess.run(
        [str(PROGRAM), *FLAGS, f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={made}",
         page.as_uri()], capture_output=True, timeout=60)
    assert done.returncode == 0 and made.is_file(), done.stderr[-2000:]
    return made


class Page:
    """``received``: what came over the page's web sockets; ``asked``: every address that the page asked for."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.received: list[bytes] = []
        self.asked: list[str] = []
        self.cells = 80, 24
        """Columns and lines, as the page's terminal last said."""
        self._something = asyncio.Event()

    async def listen(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            response = told.get("params", {}).get("response", {})
            match told:
                case {"id": int(number)}:
                    self._answers.pop(number).set_result(told)
                case {"method": "Network.webSocketFrameReceived"} if response["opcode"] == BINARY:
                    self.received.append(base64.b64decode(response["payloadData"]))
                case {"method": "Network.webSocketFrameSent"}:
                    self._sent(json.loads(response["payloadData"]))
                case {"method": "Network.requestWillBeSent", "params": {"request": {"url": str(url)}}}:
                    self.asked.append(url)
            self._something.set()

    def _sent(self, said: object) -> None:
        match said:
            case ["resize", {"width": int(width), "height": int(height)}]:
                self.cells = width, height

    async def do(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        told = await asyncio.wait_for(answer, PATIENCE)
        assert "error" not in told, told
        result: dict[str, Any] = told["result"]
        return result

    async def until(self, so: Callable[[], bool]) -> None:
        """Until something that came has made it so."""
        async with asyncio.timeout(PATIENCE):
            while not so():
                self._something.clear()
                await self._something.wait()

    async def key(self, letter: str) -> None:
        for kind in ("keyDown", "keyUp"):
            await self.do("Input.dispatchKeyEvent", type=kind, key=letter, text=letter if kind == "keyDown" else "",
                          windowsVirtualKeyCode=ord(letter.upper()))

    async def asks(self, script: str) -> Any:
        return (await self.do("Runtime.evaluate", expression=script, returnByValue=True))["result"].get("value")

    async def until_asks(self, script: str) -> None:
        """Until a script of the page says yes."""
        async with asyncio.timeout(PATIENCE):
            while not await self.asks(script):
                await asyncio.sleep(0.05)

    async def picture(self) -> bytes:
        """PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def page(folder: Path, width: int = 1200, height: int = 800) -> AsyncIterator[Page]:
    """An empty page of a browser that has never run before; ``folder`` is its own."""
    assert PROGRAM is not None
    browser = await asyncio.create_subprocess_exec(
        PROGRAM, *FLAGS, f"--user-data-dir={folder}", f"--window-size={width},{height}", "--remote-debugging-port=0",
        "about:blank", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert browser.stderr is not None
        async with asyncio.timeout(PATIENCE):
            line = b""
            while b"DevTools listening on" not in line:
                line = await browser.stderr.readline()
                assert line, "the browser ended"
        drained = asyncio.create_task(browser.stderr.read())
        port = line.decode().rsplit(":", 1)[1].split("/")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                first = next(target for target in await listed.json() if target["type"] == "page")
            async with session.ws_connect(first["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                shown = Page(socket)
                listening = asyncio.create_task(shown.listen())
                for domain in ("Network", "Page", "Runtime"):
                    await shown.do(f"{domain}.enable")
                yield shown
                listening.cancel()
        drained.cancel()
    finally:
        if browser.returncode is None:
            browser.kill()
        await browser.wait()
