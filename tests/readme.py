"""The parts of README and handbook that are made from the code: tables of keys, roles and columns, the list of commands.

``python -m tests.readme`` writes them between their marks: ``<!-- keys -->`` … ``<!-- /keys -->``, likewise ``commands``,
``roles`` and, of the files of a seed folder, ``columns``; in Chinese between ``<!-- keys zh -->`` … ``<!-- /keys -->``.
``test_house`` checks that they are up to date.
"""

import re
from pathlib import Path

from campaign import text
from campaign.cli.commands import COMMANDS
from campaign.core.roles import ORDER
from campaign.kinds.registry import all_verbs
from campaign.store.seed.columns import COLUMNS
from campaign.text import _
from campaign.tui.keys import KEYS, told
from campaign.words import label

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
GUIDES = [README, *sorted((ROOT / "docs/handbook").glob("*.md")), ROOT / "seed/README.md"]
"""Whatever tells a user what to type, in reading order, in English."""
TWINS = {guide: guide.parent / ("zh/" + guide.name if guide.parent.name == "handbook" else "README.zh-CN.md") for guide in GUIDES}
"""The Chinese one of each; ``tests/test_twins.py`` holds the two together."""
_PLACE = re.compile(r"(<!-- (keys|commands|roles|columns)( zh)? -->\n).*?(<!-- /\2 -->)", re.S)
_HEADS = {"en": ("key", "what it does", "also"), "zh": ("键", "作用", "也可以按")}
_ROLE_WORDS = {"en": ("role", "to what", "commands", "their own", "everything"),
               "zh": ("角色", "范围", "命令", "本人范围", "全部")}
_NAMES = {"slash": "/", "fullwidth_solidus": "／", "ideographic_comma": "、", "question_mark": "?",
          "fullwidth_question_mark": "？", "colon": ":", "fullwidth_colon": "：",
          "escape": "Esc", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp",
          "shift+tab": "Shift-Tab", "tab": "Tab", "ctrl+p": "Ctrl+P", "ctrl+q": "Ctrl+Q",
          "ctrl+l": "Ctrl+L", "ctrl+z": "Ctrl+Z", "home": "Home", "end": "End",
          "up": "Up", "down": "Down", "left": "Left", "right": "Right"}


def colon() -> str:
    return {"en": ": ", "zh": "："}[text.language()]


def readme_keys() -> str:
    """A Markdown table of the registry, in the language spoken now."""
    first, second, third = _HEADS[text.language()]
    lines = [f"| {first} | {second} | {third} |", "|---|---|---|"]
    for key in KEYS:
        names = [_NAMES.get(name, name.upper() if re.fullmatch("f[0-9]+", name) else name) for name in key.keys.split(",")]
        others = [name for name in names if name not in key.shown.split()]
        screen = key.group == "screen"
        does = f"{_(key.label)}{colon()}{_(key.help)}" if screen else told(key)
        lines.append(f"| `{key.shown}` | {does} | {' '.join(f'`{name}`' for name in others)} |")
    return "\n".join(lines) + "\n"


def readme_commands() -> str:
    """The commands by section, as ``campaign --help`` lists them, each with an example."""
    lines: list[str] = []
    section = ""
    for name, entry in COMMANDS.items():
        if entry.section != section:
            section = entry.section
            lines += ["", f"**{_(section)}**", ""]
        lines.append(f"- `{name}` {_(entry.help)}{colon()}`{entry.example.splitlines()[0]}`")
    return "\n".join(lines[1:]) + "\n"


def readme_roles() -> str:
    """What each role may do besides, verb by verb."""
    first, second, third, theirs, everything = _ROLE_WORDS[text.language()]
    lines = [f"| {first} | {second} | {third} |", "|---|---|---|"]
    for role in ORDER:
        shown = f"`{role}`" if text.language() == "en" else f"{label(role)} `{role}`"
        for own in (False, True):
            verbs = [verb for verb, rule in all_verbs().items() if rule.least is role and (rule.own or verb == "undo") is own]
            if verbs:
                lines.append(f"| {shown} | {theirs if own else everything} | {' '.join(f'`{verb}`' for verb in verbs)} |")
    return "\n".join(lines) + "\n"


def readme_columns() -> str:
    """The columns of every file of a seed folder."""
    rows = [f"| `{name}` | {' '.join(f'`{column}`' for column in columns)} |" for name, columns in COLUMNS.items()]
    head = {"en": "| file | columns |", "zh": "| 文件 | 列 |"}[text.language()]
    return "\n".join([head, "|---|---|", *rows]) + "\n"


PARTS = {"keys": readme_keys, "commands": readme_commands, "roles": readme_roles, "columns": readme_columns}


def filled(readme: str) -> str:
    """``readme`` with everything between the marks made anew."""
    before = text.language()

    def part(match: re.Match[str]) -> str:
        text.use("zh" if match[3] else "en")
        return match[1] + PARTS[match[2]]() + match[4]

    try:
        return _PLACE.sub(part, readme)
    finally:
        text.use(before)


if __name__ == "__main__":
    for guide in [*GUIDES, *TWINS.values()]:
        text_now = guide.read_text(encoding="utf-8")
        if filled(text_now) != text_now:
            guide.write_text(filled(text_now), encoding="utf-8")
