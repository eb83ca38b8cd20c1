"""Everything that can go wrong, as a key and its facts. The words are in ``campaign.words``."""


class CampaignError(Exception):
    """A refusal that a person must be told about.

    ``key`` names the sentence in ``campaign.words``; ``params`` fill it; ``exit_code`` is the process's exit code.
    """

    exit_code = 1
    noted = False
    """The log has it already, as a try of a member."""

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class Refused(CampaignError):
    """The rules or the state of things forbid it."""

    exit_code = 1


class BadInput(CampaignError):
    """A word, money, date or option that cannot be understood."""

    exit_code = 2


class NotFound(CampaignError):
    """An unknown or ambiguous name or code."""

    exit_code = 3


class Busy(CampaignError):
    """Someone else held the database for too long."""

    exit_code = 4


class TooNew(CampaignError):
    """The database was written by a newer program."""

    exit_code = 5


class NotAllowed(CampaignError):
    """The role, or read-only use, forbids it."""

    exit_code = 6


class Changed(CampaignError):
    """Someone else changed the same thing meanwhile; ``params['theirs']`` holds their version."""

    exit_code = 7
