"""``campaign web``: the dashboard in a browser of this machine."""

import os
import socket
import sys
from typing import Annotated

from typer import Option

from campaign import text
from campaign.cli import output
from campaign.cli.params import missing
from campaign.cli.state import current
from campaign.cli.tui import EVERY, Every, Wallboard
from campaign.core.errors import Refused
from campaign.text import N_, _

LOOPBACK = "127.0.0.1"


def web(
    port: Annotated[int, Option("--port", metavar="N", min=0, max=65535, help=N_(
        "port of this machine; 0 takes a free one"))] = 8000,
    write: Annotated[bool, Option("--write", help=N_("let whoever opens it write as you"))] = False,
    wallboard: Wallboard = False, every: Every = None,
) -> None:
    if every is not None and not wallboard:
        raise missing("--wallboard", "web")
    state = current()
    title, told = state.session().campaign.name, state.config
    state.close()
    try:
        import pty  # noqa: F401
    except ImportError:
        raise Refused("web_windows") from None
    try:
        from campaign.cli.browser.server import Dashboards
    except ImportError:
        raise Refused("web_missing") from None
    try:
        at = socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise Refused("port_taken", port=port, why=error.strerror or str(error)) from None
    readonly = told.readonly or not write
    words = [sys.executable, "-P", "-m", "campaign", "--db", str(told.db), "tui", *(["--readonly"] if readonly else []),
             *(["--wallboard", "--every", str(every or EVERY)] if wallboard else [])]
    # What the browser's terminal can do; what is known of this one is none of its business.
    environ = {name: value for name, value in os.environ.items()
               if not name.startswith(("TERM", "TMUX", "STY", "SSH_", "VTE_", "WT_", "COLUMNS", "LINES"))}
    environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONUTF8": "1"}
    if told.language:
        environ["CAMPAIGN_LANG"] = told.language
    texts = {"title": title, "language": text.language(), "opening": _("Opening, please wait"),
             "closed": _("The dashboard was left."), "again": _("Open it again"),
             "full": _("Too many dashboards are open here: close another page first")}
    output.data(f"http://{LOOPBACK}:{at.getsockname()[1]}/")
    output.flush()
    output.talk(_("For browsers of this machine, looking only. Ctrl-C ends it.") if readonly else
                _("For browsers of this machine; whoever opens it writes as you. Ctrl-C ends it."))
    Dashboards(words, environ, texts).listen(at)
