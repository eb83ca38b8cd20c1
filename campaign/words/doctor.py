"""What doctor found, in a sentence, and what to type about it. Commands are the same in every language."""

import shlex

from campaign.clean import printable
from campaign.text import N_, _
from campaign.words.error_sentences import ERRORS
from campaign.words.labels import field

CHECKS = {
    "sqlite": N_("SQLite"), "permissions": N_("Permissions"), "file_system": N_("File system"), "room": N_("Free space"),
    "ballast": N_("Ballast"), "database": N_("Database"), "schema": N_("Schema"), "integrity": N_("Integrity"),
    "audit": N_("Log"), "triggers": N_("Guards of the log"), "rows": N_("Rows"), "totals": N_("Totals"),
    "settings": N_("Settings"), "clock": N_("Clock"),
    "members": N_("Members"), "keys": N_("Published keys"), "backup": N_("Backups"), "sessions": N_("Open dashboards"),
    "installed": N_("Installation"), "accounts": N_("Accounts"), "sshd": N_("SSH server"), "warm": N_("Ready sessions"),
    "terminal": N_("This terminal"),
}
STATES = {"ok": N_("well"), "warn": N_("look"), "bad": N_("wrong")}
FOUND = {
    "terminal_ok": N_("{terminal}: signs {signs}, theme {theme}"),
    "terminal_ok_unasked": N_("{terminal}: what it makes of the signs is not known yet, the dashboard asks it; theme {theme}"),
    "permissions_ok": N_("only its owner can read {path}"),
    "permissions_open": N_("others can reach {path} (mode {mode})"),
    "permissions_owner": N_("{path} belongs to {owner}, not to {account}"),
    "file_system_ok": N_("{kind}, on this machine"),
    "file_system_network": N_("{path} is on a network file system ({kind}): locks there do not hold"),
    "sqlite_ok": "{version} ({driver})",
    "sqlite_old": N_("{version} ({driver}) can damage a database that several write to"),
    "room_ok": "{free} MB",
    "room_short": N_("only {free} MB are free at {path}, and {wanted} MB should be"),
    "ballast_ok": N_("{size} MB to fall back on"),
    "ballast_missing": N_("there is no ballast: on a full disk not even deleting would work"),
    "schema_ok": N_("version {version}"),
    "integrity_ok": N_("the file and its references are whole"),
    "audit_ok": N_("whole: {count} entries, head {head}"),
    "triggers_ok": N_("in place: no entry can be changed or deleted"),
    "rows_ok": N_("every cell can be read, and the log explains them"),
    "rows_bad": N_("{column} of {code} in {table} cannot be what it says: {value}"),
    "rows_unexplained": N_("{column} of {code} in {table} is {value}, and no entry of the log says so"),
    "rows_added": N_("{code} in {table} is there, and no entry of the log says so"),
    "rows_gone": N_("{code} in {table} is gone, and no entry of the log says so"),
    "rows_other": N_("the rows of {table} are not those that the campaign began with, and no entry of the log says so"),
    "rows_ok_older": N_("every cell can be read, and the log explains those it tells of; of rows that came with the seed it "
                        "keeps no digest, for the campaign is older than that"),
    "rows_more": N_("and {count} more"),
    "totals_ok": N_("equal to their own rows"),
    "totals_differ": N_("{count} totals differ from their own rows; the first: {field} of {code} is {stored}, counted {counted}"),
    "settings_ok": N_("each within its bounds"),
    "settings_odd": N_("{setting} is {value}, which it cannot be any more: it is taken for {taken}"),
    "clock_ok": "{now}",
    "clock_behind": N_("it says {now}, yet the newest entry was written at {newest}"),
    "sessions_ok": "{count}",
    "sessions_left": N_("{there} open; {count} ended without a word, their locks are removed now"),
    "audit_behind": N_("entry {seq} of the newest backup, {backup}, is not in it: its end was cut off, and the rest looks whole"),
    "audit_other": N_("whole, but the newest backup, {backup}, is of another campaign"),
    "backup_unsound": N_("the newest, {path}, is damaged: restore would refuse it"),
    "backup_ok": N_("the newest is {path}"),
    "backup_none": N_("there is none in {folder}"),
    "backup_old": N_("the newest, {path}, is {hours} hours old"),
    "installed_ok": N_("{count} files are as server setup prints them"),
    "installed_missing": N_("{path} is not there, or cannot be read"),
    "installed_other": N_("{path} says something else than server setup prints"),
    "installed_writable": N_("others than root can change {path}"),
    "installed_mode": N_("{path} has mode {found} instead of {mode}"),
    "accounts_ok": N_("{account} owns the database, {keys} reads the keys"),
    "accounts_missing": N_("not there: {names}"),
    "folder_missing": N_("{path} is not there"),
    "folder_other": N_("{path} has another owner, group or mode than it should"),
    "account_shell": N_("{account} has the shell {shell}: sshd could start nothing"),
    "account_locked": N_("{account} is locked: with UsePAM no, sshd lets nobody in"),
    "sshd_ok": N_("it does for {account} what server setup says"),
    "sshd_other": N_("for {account} it does not have {option} {value}"),
    "sshd_startups": N_("it begins to turn people away when {count} log in at once, and {wanted} should fit"),
    "sshd_silent": N_("it does not say what it would do"),
    "warm_ok": N_("the warm server runs; {count} sessions are its own"),
    "warm_silent": N_("nobody answers at {path}: people come in all the same, in a second instead of a tenth"),
    "warm_other": N_("who answers at {path} has another database ready, {database}"),
    "members_ok": N_("{count}, each with a key"),
    "members_none": N_("nobody can come in yet"),
    "members_no_admin": N_("nobody with a key may administer"),
    "members_keyless": N_("nobody who may administer has a key"),
    "members_no_key": N_("{count} members have no key yet: {people}"),
    "members_weak_key": N_("keys that are too weak, or none that sshd reads: {people}"),
    "keys_ok": N_("{count} keys, as the database has them"),
    "keys_unpublished": N_("{path} is not there: nobody can come in"),
    "keys_other": N_("{path} is not what the database has"),
    "unseen": N_("{path} cannot be looked at: {why}"),
}
_RESTORE = "campaign restore {backup}"
TO_DO = {
    "permissions_open": "chmod {wanted} {path}",
    "permissions_owner": "chown {account}: {path}",
    "file_system_network": N_("move the database to a disk of this machine"),
    "sqlite_old": N_("install a driver with SQLite {wanted} or later: pip install pysqlite3"),
    "room_short": N_("delete what is not needed, old backups first"),
    "ballast_missing": "dd if=/dev/urandom of={path} bs=1M count={size}",
    "db_missing": N_("campaign init or campaign seed DIR, or campaign restore {backup}"),
    "db_empty": _RESTORE, "db_garbage": _RESTORE, "db_damaged": _RESTORE, "db_failed": _RESTORE, "db_unfinished": _RESTORE,
    "db_foreign": N_("campaign --db FILE doctor, with the right file"),
    "db_folder": N_("campaign --db FILE doctor, with the right file"),
    "db_unreadable": N_("run doctor as the owner of the database: runuser -u campaign -- campaign doctor"),
    "db_readonly": N_("run doctor as the owner of the database: runuser -u campaign -- campaign doctor"),
    "db_busy": N_("campaign doctor, once more in a minute; campaign who tells who is there"),
    "db_newer": N_("update the program: /opt/campaign/bin/pip install --upgrade"),
    "db_special": N_("campaign --db FILE doctor, with the right file"),
    "db_network": N_("move the database to a disk of this machine"),
    "db_older": N_("campaign doctor, once more"), "db_woke": N_("campaign doctor, once more"),
    "disk_full": N_("make room: delete old backups, and as a last resort the ballast"),
    "disk_readonly": N_("dmesg | tail, then mount -o remount,rw"),
    "integrity_broken": _RESTORE,
    "audit_missing": N_("compare with the head that your backups printed; campaign restore one that is whole"),
    "rows_bad": _RESTORE, "rows_unexplained": _RESTORE, "rows_added": _RESTORE, "rows_gone": _RESTORE,
    "rows_other": _RESTORE,
    "rows_more": _RESTORE,
    "schema_lacks": _RESTORE, "schema_other": _RESTORE,
    "schema_foreign": "sqlite3 {path} {drop}",
    "audit_behind": N_("campaign restore {backup}; what is there now is kept"),
    "audit_other": "campaign backup {folder}",
    "totals_differ": N_("campaign backup, report it with that copy, then campaign restore --recount that copy"),
    "settings_odd": "campaign settings {setting} {taken}",
    "clock_behind": N_("set the machine's clock: timedatectl set-ntp true"),
    "sessions_left": N_("nothing: it is done"),
    "backup_none": "campaign backup {folder}",
    "backup_no_folder": "mv {path} {aside} && campaign backup {path}",
    "backup_unsound": "campaign backup {folder}",
    "backup_old": "campaign backup {folder}; systemctl status campaign-backup.timer",
    "installed_missing": N_("campaign server setup prints it"),
    "installed_other": N_("compare it with campaign server setup"),
    "installed_writable": "chown root: {path} && chmod {mode} {path}",
    "installed_mode": "chmod {mode} {path}",
    "accounts_missing": N_("campaign server setup prints how to make it"),
    "folder_missing": N_("campaign server setup prints how to make it"),
    "folder_other": "chown {account}:{group} {path} && chmod {mode} {path}",
    "account_shell": "usermod --shell /bin/sh {account}",
    "account_locked": "usermod -p '*' {account}",
    "sshd_other": N_("compare {path} with campaign server setup; an earlier Match may hide it: sshd -T -C user={account}"),
    "sshd_startups": N_("let no other line than that of campaign server setup say it: grep -ri maxstartups /etc/ssh"),
    "sshd_silent": "sshd -t",
    "warm_silent": "systemctl enable --now {unit}; systemctl status {unit}",
    "warm_other": "systemctl restart {unit}",
    "members_none": N_("campaign people tells the codes; campaign member add CODE --role admin --key - < id_ed25519.pub"),
    "members_no_admin": "campaign member role {person} admin",
    "members_keyless": "campaign member key {person} - < id_ed25519.pub",
    "members_no_key": "campaign member key {person} - < id_ed25519.pub",
    "members_weak_key": "campaign member key {person} - < id_ed25519.pub; campaign member key --remove {fingerprint}",
    "keys_unpublished": "campaign keys --publish",
    "keys_other": "campaign keys --publish",
    "unseen": N_("run doctor as root"),
}
_SAME = {**dict.fromkeys(("audit_broken", "audit_cut", "audit_unguarded"), "audit_missing"),
         **dict.fromkeys(("disk_full_ballast", "disk_quota", "disk_quota_ballast", "file_limit"), "disk_full")}


def check(name: str) -> str:
    return _(CHECKS[name])


def state(name: str) -> str:
    return _(STATES[name])


def found(key: str, facts: dict[str, object]) -> str:
    """What was found; where an error stopped the check, its sentence."""
    english = FOUND.get(key) or ERRORS.get(key, key)
    return _(english).format_map(_Given(_shown(facts)))


def to_do(key: str, facts: dict[str, object]) -> str:
    """What to type; empty where all is well. What a shell would take apart is quoted."""
    english = TO_DO.get(_SAME.get(key, key), "")
    return _(english).format_map(_Given({name: shlex.quote(text) for name, text in _shown(facts).items()})) if english else ""


class _Given(dict[str, str]):
    """What a command needs and doctor could not know is for the reader to fill in."""

    def __missing__(self, key: str) -> str:
        return key.upper()


def _shown(facts: dict[str, object]) -> dict[str, str]:
    return {name: field(str(value)) if name == "field" else printable(str(value)) for name, value in facts.items()}
