"""Where everything of a shared server is: what ``server setup`` writes there, and doctor and the gate look for."""

from pathlib import PurePosixPath
from typing import NamedTuple


class Places(NamedTuple):
    """Where everything is. Two accounts: one owns the database, one may only read the published keys."""

    prefix: PurePosixPath = PurePosixPath("/")
    """Stands before every path: to try it without touching the machine's own."""
    account: str = "campaign"
    keys_account: str = "campaign-keys"
    program: PurePosixPath = PurePosixPath("/opt/campaign")
    """The virtual environment that campaign is installed in."""
    replica: str = ""
    """Where Litestream copies to (``file:///…``, ``s3://…``); empty: no replica."""

    def under(self, path: str) -> PurePosixPath:
        return self.prefix / path

    @property
    def home(self) -> PurePosixPath:
        return self.under("var/lib/campaign")

    @property
    def database(self) -> PurePosixPath:
        return self.home / "campaign.db"

    @property
    def backups(self) -> PurePosixPath:
        return self.home / "backups"

    @property
    def keys(self) -> PurePosixPath:
        return self.under("var/lib/campaign-keys/authorized_keys")

    @property
    def command(self) -> PurePosixPath:
        return self.under("usr/local/bin/campaign")

    @property
    def key_command(self) -> PurePosixPath:
        return self.under("usr/local/libexec/campaign-keys")

    @property
    def config(self) -> PurePosixPath:
        return self.under("etc/campaign/config.toml")

    @property
    def litestream(self) -> PurePosixPath:
        return self.under("etc/campaign/litestream.yml")

    @property
    def secrets(self) -> PurePosixPath:
        """Variables that Litestream reads: written by the administrator, never printed here."""
        return self.under("etc/campaign/replica.env")

    @property
    def replica_key(self) -> PurePosixPath:
        return self.under("etc/campaign/replica_key")

    @property
    def sshd(self) -> PurePosixPath:
        return self.under("etc/ssh/sshd_config.d/campaign.conf")

    @property
    def warm(self) -> PurePosixPath:
        """Where the warm server listens (``cli.warm``)."""
        return self.under("run/campaign/warm")

    def unit(self, name: str) -> PurePosixPath:
        return self.under("etc/systemd/system") / name
