"""What an administrator installs, printed and never done: the account, the folders, sshd's lines, the services."""

import sys
from pathlib import Path, PurePosixPath
from typing import Annotated

from typer import Option

from campaign.cli import output
from campaign.cli import params as opt
from campaign.cli.state import current
from campaign.service.server_places import Places
from campaign.text import N_, _


def server_setup(
    program: Annotated[str | None, Option("--program", metavar="DIR", help=N_(
        "virtual environment with the program; this one if left out"))] = None,
    replica: Annotated[str, Option("--replica", metavar="URL", help=N_(
        "also copy every change there, by Litestream: s3://bucket/path, sftp://..., file:///..."))] = "",
    account: Annotated[str, Option("--account", metavar="NAME", help=N_("account that owns the database"))] = "campaign",
    keys_account: Annotated[str | None, Option("--keys-account", metavar="NAME", help=N_(
        "account that sshd asks for keys as"))] = None,
    prefix: Annotated[str, Option("--prefix", metavar="DIR", help=N_("put before every path, to try it out"))] = "/",
    as_json: opt.Json = False,
) -> None:
    from campaign.core.errors import BadInput
    from campaign.service.server_setup import SCHEMES, parts, script

    for text, where in ((account, "--account"), (keys_account or account, "--keys-account")):
        if not text.isascii() or not text.replace("-", "").replace("_", "").isalnum() or text[0] in "-0123456789":
            raise BadInput("bad_account", text=text, option=where)
    for text, where in ((prefix, "--prefix"), (program or sys.prefix, "--program")):
        if not text.startswith("/") or any(sign in text for sign in " \t\n\"'$`\\;&|<>*?"):
            raise BadInput("bad_place", text=text, option=where)
    # $: Litestream would put a variable there.
    if replica and (replica.partition("://")[0] not in SCHEMES or any(sign.isspace() or sign in "\"'#$" for sign in replica)):
        raise BadInput("bad_replica", text=replica)
    places = Places(PurePosixPath(prefix), account, keys_account or f"{account}-keys", PurePosixPath(program or sys.prefix),
                    replica)
    if as_json:
        output.json_object({"parts": [
            {"title": _(part.title), "commands": [line for line, _why in part.commands],
             "files": [{"path": str(file.path), "mode": f"{file.mode:04o}", "text": file.text(),
                        "reasons": {line.strip(): _(why) for line, why in file.lines if why}} for file in part.files],
             "after": [line for line, _why in part.after]} for part in parts(places)]})
        return
    output.data(script(places, _))
    output.talk(_("Nothing has been changed: read it, then run it as root (campaign server setup | sudo sh)"))


def server_warm(
    socket: Annotated[str, Option("--socket", metavar="SOCKET", help=N_("where who comes in finds it"))] = str(Places().warm),
    most: Annotated[int | None, Option("--most", metavar="N", min=1, help=N_(
        "sessions at once; as many as memory allows if left out"))] = None,
) -> None:
    from campaign.cli.warm import template

    template.warm(current(), Path(socket), most)
