"""What a member asked for who came in through the gate: words as a shell would make them, errors as they must be told
at the other end of an ssh line. Source: docs/handbook/server.md.
"""

from contextlib import suppress

from campaign import text
from campaign.clean import clean
from campaign.cli.state import Entrance, State, shown
from campaign.core.errors import BadInput, CampaignError, NotAllowed, Refused
from campaign.store.queries.names import name_of

LONGEST = 2_000
"""Characters of a line that ssh was given."""


def words(state: State) -> list[str]:
    """The command line that the member asked for, once it is certain who that is. What is refused is noted in the log."""
    entrance = state.entrance
    assert entrance is not None
    _check_sqlite()
    try:
        state.session()
    except NotAllowed as error:
        _note_stranger(state, entrance, error)
        raise
    try:
        asked = split(entrance.asked)
    except CampaignError as error:
        state.refuse("gate", error)
    state.hear(asked)
    with suppress(CampaignError):
        text.use(state.config.language or text.language())
    return asked


def split(line: str) -> list[str]:
    """Words as a shell would make them of ``line``, without any of a shell's other doings. Raises ``BadInput``."""
    if len(line) > LONGEST:
        raise BadInput("text_long", length=len(line), limit=LONGEST)
    for at, char in enumerate(line, 1):
        if char < " " or char == "\x7f":  # clean() would make blanks of some
            raise BadInput("text_refused", what=f"U+{ord(char):04X}", at=at)
    clean(line, LONGEST)
    import shlex

    try:
        found = shlex.split(line)
    except ValueError:
        raise BadInput("open_quote") from None
    if found[:1] == ["campaign"]:
        found = found[1:]
    return found or ["tui"]


def _note_stranger(state: State, entrance: Entrance, error: CampaignError) -> None:
    """Of a person who is known, though no longer let in."""
    from campaign.service import Session

    with suppress(CampaignError):
        session = Session(entrance.db, entrance.member, clock=state.clock)
        try:
            if name_of(session.store, "person", entrance.member):
                session.store.refuse("gate", entrance.member, session.clock(), error.key, shown(entrance.asked))
        finally:
            session.close()


def _check_sqlite() -> None:
    from campaign.store.engine.connection import SHARED_SQLITE, driver

    version = driver()[1]
    if tuple(map(int, version.split("."))) < SHARED_SQLITE:
        raise Refused("sqlite_old", found=version, least=".".join(map(str, SHARED_SQLITE)))


def explained(state: State, asked: list[str], error: CampaignError) -> CampaignError:
    """What is wrong, as somebody must be told who types at the other end of an ssh line; what was not allowed is noted."""
    if isinstance(error, NotAllowed) or error.key in ("no_command", "no_command_near"):
        state.note(asked[0] if asked else "gate", error)
    if error.key == "extra":
        return BadInput("extra_ssh", text=error.params["text"], line=_quoted(asked, str(error.params["text"])))
    if error.key == "readonly" and not state.config.readonly:
        return NotAllowed("readonly_key")
    return error


def _quoted(asked: list[str], extra: str) -> str:
    """The line as it should have been typed: the word too many and its neighbours are one name."""
    import shlex

    at = asked.index(extra) if extra in asked else 0
    first, last = max(1, at - 1), at + 1
    while last < len(asked) and not asked[last].startswith("-"):
        last += 1
    joined = [*asked[:first], " ".join(asked[first:last]), *asked[last:]]
    return " ".join(["ssh HOST", *(word if shlex.quote(word) == word or (word.isprintable() and word.isalnum())
                                   else f'"{shlex.quote(word)}"' for word in joined)])
