"""The pages and the socket of ``campaign web``: on this machine only, a dashboard for each page that is open.

What textual-serve brings is its terminal for browsers and how that talks. The page is our own: nothing is asked of another
host, and nothing that another site's page sends is heard (a name that leads to this machine is no help: both names are compared).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp_jinja2
import jinja2
import textual_serve
from aiohttp import WSMsgType, web
from textual_serve.server import Server, to_int

from campaign.cli.browser.terminal import Terminal

HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Names of this machine; through a tunnel of ssh the port is another."""
MOST = 20
"""Dashboards at once: each is a process of its own."""
SMALLEST, LARGEST = 6, 72
"""Pixels of a letter."""
SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                               "font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Dashboards(Server):
    """``texts`` are what the page says: ``title``, ``language``, ``opening``, ``closed``, ``again``, ``full``."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], texts: Mapping[str, str]) -> None:
        super().__init__(" ".join(command), title=texts["title"], statics_path=Path(textual_serve.__file__).parent / "static")
        self._words, self._environ, self._texts = list(command), dict(environ), texts
        self._open: set[web.WebSocketResponse] = set()

    def listen(self, at: socket.socket) -> None:
        """Serve until Ctrl-C or the end of the process is asked for."""
        with suppress(KeyboardInterrupt):
            web.run_app(self._make_app(), sock=at, print=None, access_log=None, shutdown_timeout=1)

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[only_here])
        aiohttp_jinja2.setup(app, loader=jinja2.FileSystemLoader(HERE), autoescape=True)
        app.add_routes([web.get("/", self.handle_index, name="index"), web.get("/page.js", _script),
                        web.get("/ws", self.handle_websocket, name="websocket"),
                        web.static("/static", self.statics_path, name="static")])
        app.on_shutdown.append(self.on_shutdown)
        return app

    async def on_shutdown(self, app: web.Application) -> None:
        await asyncio.gather(*(page.close() for page in set(self._open)))

    async def handle_index(self, request: web.Request) -> web.Response:
        size = min(max(to_int(request.query.get("fontsize", ""), 16), SMALLEST), LARGEST)
        context: dict[str, Any] = {**self._texts, "socket": f"ws://{request.host}/ws", "font_size": size}
        return aiohttp_jinja2.render_template("page.html", request, context)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        page = web.WebSocketResponse(heartbeat=15)
        await page.prepare(request)
        if len(self._open) >= MOST:
            await page.send_bytes(self._texts["full"].encode() + b"\r\n")
            await page.close()
            return page
        self._open.add(page)
        terminal = Terminal(self._words, self._environ, page.send_bytes)
        try:
            await terminal.start(to_int(request.query.get("width", ""), 80), to_int(request.query.get("height", ""), 24))
            shown = asyncio.create_task(_show(terminal, page))
            await _hear(page, terminal)
            shown.cancel()
        finally:
            await terminal.stop()
            self._open.discard(page)
        return page


async def _script(request: web.Request) -> web.FileResponse:
    return web.FileResponse(HERE / "page.js")


async def _show(terminal: Terminal, page: web.WebSocketResponse) -> None:
    with suppress(ConnectionError):
        await terminal.run()
        await page.close()


async def _hear(page: web.WebSocketResponse, terminal: Terminal) -> None:
    """What the page says, until it is closed; what makes no sense is passed over."""
    async for message in page:
        if message.type is not WSMsgType.TEXT:
            continue
        try:
            match message.json():
                case ["stdin", str(typed)]:
                    await terminal.type(typed)
                case ["resize", {"width": int(width), "height": int(height)}]:
                    terminal.resize(width, height)
                case ["ping", str(sent)]:
                    await page.send_json(["pong", sent])
        except ValueError:
            continue


@web.middleware
async def only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Who asks for another host than this, or from another one's page, gets nothing."""
    host, origin = urlsplit(f"//{request.host}").hostname, request.headers.get("Origin")
    if host not in LOOPBACK or origin not in (None, f"http://{request.host}") or (origin is None and request.path == "/ws"):
        raise web.HTTPForbidden(text="403: not from here\n")
    answer = await handler(request)
    if not answer.prepared:
        answer.headers.update(SAFE)
    return answer
