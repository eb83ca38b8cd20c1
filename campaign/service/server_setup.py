"""What makes a shared server, part by part, with the reason for each line: printed for an administrator, held against by doctor.

Source: docs/handbook/server.md; sshd_config(5), systemd.exec(5). Nothing here touches the machine. Reasons are English, marked
with ``N_``; whoever prints them translates them.
"""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from campaign.service.server_places import Places
from campaign.text import N_

Line = tuple[str, str]
"""What is typed or written, and why (English; empty: the line before says it)."""

SCHEMES = ("s3", "sftp", "file", "gs", "abs", "oss", "webdav", "webdavs", "nats")
"""Places that Litestream 0.5 copies to."""
WARM = "campaign-warm.service"
STARTUPS = 100
"""Log-ins under way at once of which sshd turns none away: twice the fifty that are to work together."""


class File(NamedTuple):
    """Root's file, which everybody may read."""

    path: PurePosixPath
    mode: int
    lines: tuple[Line, ...]
    comment: str = "#"

    def text(self) -> str:
        """The file's content, without reasons."""
        return "".join(line + "\n" for line, _why in self.lines)


class Part(NamedTuple):
    """A step of the installation: commands, then files."""

    title: str
    commands: tuple[Line, ...] = ()
    files: tuple[File, ...] = ()
    after: tuple[Line, ...] = ()
    """Commands once the files are there."""


def parts(places: Places) -> list[Part]:
    """All steps, in the order in which they are carried out."""
    return [_accounts(places), _folders(places), _program(places), _keys(places), _sshd(places), _backups(places), _warm(places),
            *([_replica(places)] if places.replica else [])]


def _accounts(places: Places) -> Part:
    account, keys = places.account, places.keys_account
    return Part(N_("Two accounts"), (
        (f"id {account} >/dev/null 2>&1 || useradd --system --user-group --home-dir / --shell /bin/sh {account}",
         N_("owns the database; everyone comes in as this account and is told apart by the key")),
        (f"usermod -p '*' {account}",
         N_("no password fits, yet the account is not locked: with UsePAM no, sshd refuses locked ones")),
        (f"id {keys} >/dev/null 2>&1"
         f" || useradd --system --user-group --home-dir /nonexistent --shell /usr/sbin/nologin {keys}",
         N_("sshd asks for keys as this account, before anyone has proved who they are: it can read public keys and no more")),
    ))


def _folders(places: Places) -> Part:
    account, keys = places.account, places.keys_account
    return Part(N_("Folders"), (
        (f"install -d -m 0700 -o {account} -g {account} {places.home}",
         N_("nobody else reads or writes here: a group that may write could pass roles and log by with sqlite3")),
        (f"install -d -m 0700 -o {account} -g {account} {places.backups}", N_("a backup holds all that the database holds")),
        (f"install -d -m 2750 -o {account} -g {keys} {places.keys.parent}",
         N_("the program publishes the public keys here; the group of the second account may read them")),
        (f"[ -e {places.database}-ballast ] || "
         f"runuser -u {account} -- dd if=/dev/urandom of={places.database}-ballast bs=1M count=16 status=none",
         N_("room to fall back on: on a full disk even deleting needs some; doctor tells when to let go of it")),
    ))


def _program(places: Places) -> Part:
    return Part(N_("The program and its configuration"), files=(
        File(places.command, 0o755, (
            (f"#!{places.program}/bin/python -IXutf8",
             N_("-I: neither PYTHON* variables nor a folder of the caller's can change what is run; no shell in between")),
            ("from campaign.cli import main", ""),
            ("main()", ""),
        )),
        File(places.config, 0o644, (
            (f'db = "{places.database}"', N_("the database of everyone who says no other")),
            (f'keys = "{places.keys}"', N_("where the program publishes the keys of members after each change")),
        )),
    ))


def _keys(places: Places) -> Part:
    return Part(N_("The key command: which key belongs to whom"), files=(
        File(places.key_command, 0o755, (
            ("#!/bin/sh", ""),
            (f'[ "$1" = {places.account} ] || exit 0', N_("for this account alone")),
            (f'exec grep -F -e " $3 $4" {places.keys}',
             N_("sshd gives type and key: the line of that key, and no other, is its answer")),
        )),
    ))


def _sshd(places: Places) -> Part:
    lines = (
        # Before any Match: sshd knows it for the whole server only.
        (f"MaxStartups {STARTUPS}:30:{2 * STARTUPS}",
         N_("everyone may log in at once in the morning: by itself sshd begins to turn people away when 10 are at the door")),
        (f"Match User {places.account}", N_("all below is for this account only")),
        ("    AuthorizedKeysFile none", N_("no key in any file lets in: only those that the program knows")),
        (f"    AuthorizedKeysCommand {places.key_command} %u %f %t %k", N_("asks which key belongs to whom")),
        (f"    AuthorizedKeysCommandUser {places.keys_account}", N_("asked as the account that can do nothing else")),
        ("    PasswordAuthentication no", N_("a key is the identity; a password would be nobody's")),
        ("    KbdInteractiveAuthentication no", N_("the same by another way")),
        ("    DisableForwarding yes", N_("no tunnels through this machine: ports, agent, X11")),
        ("    PermitTunnel no", N_("nor whole networks")),
        ("    PermitUserRC no", N_("no script of the account's runs before the program")),
        ("    AcceptEnv LANG LC_*", N_("language and nothing else comes from the caller's environment")),
        ("    ClientAliveInterval 15", N_("a line that went dead is noticed")),
        ("    ClientAliveCountMax 3", N_("after 45 seconds")),
    )
    return Part(N_("The SSH server"), files=(File(places.sshd, 0o644, lines),), after=(
        ("install -d -m 0755 /run/sshd && /usr/sbin/sshd -t", N_("a mistake is seen before the server is told")),
        ("if [ -d /run/systemd/system ]; then systemctl reload ssh; fi", N_("those who are logged in stay logged in")),
    ))


def _enable(unit: str) -> str:
    return f"if [ -d /run/systemd/system ]; then systemctl daemon-reload && systemctl enable --now {unit}; fi"


_HARDENED: tuple[Line, ...] = (
    ("UMask=0077", N_("files of the account's own")),
    ("NoNewPrivileges=yes", N_("it can gain no rights")),
    ("ProtectSystem=strict", N_("it writes to its own folder only")),
    ("ProtectHome=yes", ""),
    ("PrivateTmp=yes", ""),
)


def _backups(places: Places) -> Part:
    service = File(places.unit("campaign-backup.service"), 0o644, (
        ("[Unit]", ""), ("Description=Backup of the campaign", ""), ("[Service]", ""), ("Type=oneshot", ""),
        (f"User={places.account}", N_("the account that owns the database")),
        (f"ExecStart={places.command} backup {places.backups}",
         N_("a verified copy while everyone works on; old ones are thinned out")),
        *_HARDENED, (f"ReadWritePaths={places.home}", ""),
    ))
    timer = File(places.unit("campaign-backup.timer"), 0o644, (
        ("[Unit]", ""), ("Description=Backup of the campaign, every hour", ""), ("[Timer]", ""),
        ("OnCalendar=hourly", N_("an hour is the most that a lost disk costs without a replica")),
        ("Persistent=true", N_("what was missed while the machine was off is made up for")),
        ("[Install]", ""), ("WantedBy=timers.target", ""),
    ))
    return Part(N_("Backups, every hour"), files=(service, timer), after=(
        (_enable("campaign-backup.timer"), ""),
    ))


def _warm(places: Places) -> Part:
    service = File(places.unit(WARM), 0o644, (
        ("[Unit]", ""), ("Description=Sessions of the campaign, ready before anybody comes", ""),
        ("StartLimitIntervalSec=0", N_("started again for as long as it takes: meanwhile people come in all the same, slowly")),
        ("[Service]", ""),
        (f"User={places.account}", N_("the account that owns the database")),
        (f"ExecStart={places.command} server warm --socket {places.warm}",
         N_("has read everything once; a log-in takes a tenth of the time, and a third of the memory")),
        ("ExecReload=/bin/kill -HUP $MAINPID", N_("begin anew; who waits at the socket waits a second")),
        ("Restart=always", ""), ("RestartSec=5", ""),
        ("RuntimeDirectory=campaign", N_("the folder of the socket: nobody else may knock there")),
        ("RuntimeDirectoryMode=0700", ""),
        ("KillMode=process", N_("stop and restart end it alone: whoever is logged in stays")),
        ("OOMPolicy=continue", N_("a session that the machine ends for want of memory ends alone")),
        *_HARDENED, (f"ReadWritePaths={places.home} {places.keys.parent}", N_("sessions write the database, and publish keys")),
        ("PrivateNetwork=yes", N_("no session needs a network: its terminal was handed to it")),
        ("LimitNICE=+0", N_("a session that had stepped back may come forward again")),
        ("TasksMax=4096", N_("a few threads for each of some hundred sessions")),
        ("[Install]", ""), ("WantedBy=multi-user.target", ""),
    ))
    return Part(N_("Sessions that are ready before anybody comes"), files=(service,), after=(
        (f"if [ -d /run/systemd/system ]; then systemctl daemon-reload && systemctl enable {WARM} "
         f"&& systemctl reload-or-restart {WARM}; fi",
         N_("a new version is taken up at once; until there is a database it waits for one")),
    ))


def _replica(places: Places) -> Part:
    scheme, _, rest = places.replica.partition("://")
    local = places.under(rest.lstrip("/")) if scheme == "file" else None
    url = f"file://{local}" if local else places.replica
    config = File(places.litestream, 0o644, (
        ("snapshot:", ""),
        ("  interval: 1h", N_("a whole copy: an error in what was copied before ends with it")),
        ("  retention: 168h", N_("any moment of the last week can be put back")),
        ("dbs:", ""),
        (f"  - path: {places.database}", N_("every change of this file is copied as it is made")),
        ("    monitor-interval: 200ms", N_("how often it looks for changes")),
        ("    replica:", ""),
        (f"      url: {url}", N_("another machine or store: this one may burn")),
        ("      sync-interval: 500ms", N_("how often it sends them: a lost disk costs about a second")),
        *(_opened(places) if scheme == "sftp" else ()),
    ))
    service = File(places.unit("campaign-litestream.service"), 0o644, (
        ("[Unit]", ""), ("Description=Replica of the campaign", ""),
        ("Wants=network-online.target", ""), ("After=network-online.target", ""), ("[Service]", ""),
        (f"User={places.account}", N_("the account that owns the database")),
        (f"EnvironmentFile=-{places.secrets}", N_("what opens the other store, mode 0600: systemd reads it as root")),
        (f"ExecStart={places.program}/bin/litestream replicate -config {places.litestream}", ""),
        ("Restart=always", N_("it takes up where it was")), ("RestartSec=5", ""), *_HARDENED,
        (f"ReadWritePaths={places.home}{f' {local}' if local else ''}", N_("it keeps its own notes beside the database")),
        ("[Install]", ""), ("WantedBy=multi-user.target", ""),
    ))
    return Part(N_("A replica off this machine, by Litestream"), (
        (f"{places.program}/bin/litestream version >/dev/null",
         N_("the extra of the program brings it: pip install 'campaign[replica]'; nothing below works without")),
        *(((f"install -d -m 0700 -o {places.account} -g {places.account} {local}",
            N_("a replica holds all that the database holds")),) if local else ()),
    ), (config, service), (
        (_enable("campaign-litestream.service"), ""),
    ))


def _opened(places: Places) -> tuple[Line, ...]:
    """What an SSH replica needs besides its address."""
    return (
        (f"      key-path: {places.replica_key}",
         N_("the private key that opens the other machine: the account's own, mode 0600")),
        ("      host-key: ${REPLICA_HOST_KEY}",
         N_("the other machine's public key, from replica.env: without it any machine would be believed")),
    )


def script(places: Places, say: Callable[[str], str] = str) -> str:
    """A shell script of all steps, to be read and then run by root; ``say`` translates titles and reasons."""
    told: list[str] = ["#!/bin/sh", "set -eu", ""]
    for number, part in enumerate(parts(places), 1):
        told += [f"# {number}. {say(part.title)}"]
        told += _commands(part.commands, say)
        for file in part.files:
            told += ["", f"# {file.path}"]
            told += [f"#   {line.strip()}: {say(why)}" for line, why in file.lines if why]
            told += [f"install -d -m 0755 {file.path.parent}", f"cat > {file.path} <<'END'", file.text().rstrip("\n"), "END",
                     f"chmod {file.mode:04o} {file.path}"]
        told += _commands(part.after, say)
        told.append("")
    return "\n".join(told)


def _commands(lines: tuple[Line, ...], say: Callable[[str], str]) -> list[str]:
    return [text for line, why in lines for text in (*([f"# {say(why)}"] if why else []), line)]
