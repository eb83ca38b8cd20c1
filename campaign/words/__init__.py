"""The words people read: labels of codes, sentences for reasons and findings, one line for every error."""

from campaign.words.errors import ERRORS, error_text
from campaign.words.labels import choices, day, field, flag, kind, label, level, listed, long_day, mark, money, verb, yes
from campaign.words.sentences import event_text, finding_text, reason_text, verb_text

__all__ = ["ERRORS", "choices", "day", "error_text", "event_text", "field", "finding_text", "flag", "kind", "label", "level",
           "listed", "long_day", "mark", "money", "reason_text", "verb", "verb_text", "yes"]
