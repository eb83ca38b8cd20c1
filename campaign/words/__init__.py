"""The words people read: labels of codes, sentences for reasons and findings, one line for every error."""

from typing import TYPE_CHECKING, Any

from campaign.words.error_sentences import ERRORS
from campaign.words.errors import error_text
from campaign.words.labels import NOTHING, choices, day, field, flag, kind, label, level, listed, long_day, mark, money, verb, yes
from campaign.words.spacing import and_others, tight

if TYPE_CHECKING:
    from campaign.words.light_reasons import reason_text
    from campaign.words.sentences import approval_event_text, event_text, finding_text, land_event_text, verb_text

__all__ = ["ERRORS", "NOTHING", "and_others", "approval_event_text", "choices", "day", "error_text", "event_text",
           "field", "finding_text", "flag", "kind", "label", "land_event_text", "level", "listed", "long_day", "mark",
           "money", "reason_text", "tight", "verb", "verb_text", "yes"]


def __getattr__(name: str) -> Any:
    """Sentences stand on all the rules: a command that adds a row has no need of them."""
    if name not in __all__:
        raise AttributeError(name)
    from campaign.words import light_reasons, sentences

    return light_reasons.reason_text if name == "reason_text" else getattr(sentences, name)
