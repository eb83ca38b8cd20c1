"""One sentence per way to fail: what happened, why, and what to type instead. Always one line."""

from collections.abc import Mapping

from campaign.clean import printable
from campaign.core.errors import CampaignError
from campaign.core.model.people import Role
from campaign.kinds import registry
from campaign.text import _
from campaign.words import labels
from campaign.words.error_sentences import ERRORS
from campaign.words.spacing import and_things

SHOWN = 8
"""Candidates that are listed of an ambiguous name."""
LONGEST = 200
"""Characters of one thing inside a sentence."""


def error_text(error: CampaignError, instead: str = "") -> str:
    """The sentence, in the language spoken now; harmless on any terminal. ``instead`` (English) is said in place of its own."""
    params = {name: _param(name, value) for name, value in error.params.items()}
    if "kind" in error.params:
        params.setdefault("list", f"campaign {_lists(str(error.params['kind']))}")
    english = instead or ERRORS.get(error.key)
    if error.key == "bad_word" and error.params.get("lists"):
        english = _pointing(error, params)
    sentence = _(english) if english else error.key  # gettext's own header stands behind the empty text
    return sentence.format_map(_Given(params))


def _pointing(error: CampaignError, params: dict[str, str]) -> str:
    """Of words that are too many for a line: those of which it may be a slip, and which command lists them all."""
    from campaign.words.reading import near  # only where a word is not known

    known: Mapping[str, str] = error.params["words"]  # type: ignore[assignment]
    found = near(known, str(error.params["text"]))
    params |= {"n": str(len(known)), "list": f"campaign {error.params['lists']}",
               "words": _param("words", {code: known[code] for code in found})}
    return ERRORS["bad_word_near" if found else "bad_word_many"]


def _lists(kind: str) -> str:
    """The command that lists what was meant."""
    return "leaders" if kind == "leader" else (kind in registry.CODED and registry.kind(kind).lists) or "projects"


class _Given(dict[str, str]):
    """A figure that was not handed over shows as a question mark: an error must never fail itself."""

    def __missing__(self, key: str) -> str:
        return "?"


def _param(name: str, value: object) -> str:
    match name:
        case "doubts" if isinstance(value, tuple):
            from campaign.words.doubts import doubt_text

            return "; ".join(map(doubt_text, value))
        case "plan" | "total" if isinstance(value, int):
            return labels.money(value)
        case "field":
            return labels.field(str(value))
        case "kind" if labels.is_kind(str(value)):
            return labels.kind(str(value))
        case "words" if isinstance(value, Mapping):
            return labels.listed([code if label == code else f"{label} ({code})"
                                  for code, label in ((code, _(english)) for code, english in value.items())])
        case "words" | "known":
            return _short(labels.listed(str(value).split(", ")))
        case "verb":
            return labels.verb(str(value))
        case "role" | "least" if isinstance(value, Role):
            return labels.label(value)
        case "ballast" | "drop":  # to be typed into a shell
            import shlex

            return shlex.quote(printable(str(value)))
        case "candidates" if isinstance(value, list):
            shown = labels.listed([f"{code} {_short(name)}" for code, name in value[:SHOWN]])
            return and_things(shown, len(value) - SHOWN)
    return _short(labels.coded(name, value) or str(value))


def _short(text: str) -> str:
    text = printable(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."
