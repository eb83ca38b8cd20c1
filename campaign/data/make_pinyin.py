"""Make ``pinyin.txt`` from pypinyin: ``python -m campaign.data.make_pinyin`` (needs the ``test`` extra).

One line per character, in code point order: the character and its readings without tones (``曾ceng,zeng``), the
commonest first. ü is written v, and u as well, since both are typed: ``绿lv,lu``. The program never imports pypinyin.
"""

import re
from pathlib import Path
from unicodedata import normalize

BLOCKS = (range(0x3007, 0x3008), range(0x3400, 0x4DC0), range(0x4E00, 0xA000))
SURNAMES = {
    "万": "mo", "不": "fou", "乐": "yue", "乜": "nie", "仇": "qiu", "佴": "nai", "俟": "qi", "区": "ou",
    "单": "shan", "召": "shao", "员": "yun", "句": "gou", "台": "tai", "夏": "xia", "宓": "mi", "宿": "su",
    "尉": "yu", "折": "she", "曾": "zeng", "朴": "piao", "柏": "bai", "查": "zha", "洗": "xian", "澹": "tan",
    "牟": "mu", "盖": "ge", "眭": "sui", "祭": "zhai", "种": "chong", "秘": "bi", "繁": "po", "纪": "ji",
    "缪": "miao", "翟": "zhai", "能": "nai", "覃": "qin", "解": "xie", "谌": "chen", "贲": "ben", "费": "bi",
    "适": "kuo", "逄": "pang", "郇": "huan", "郗": "xi", "郄": "qie", "隗": "wei", "隽": "juan", "黑": "he",
    "钭": "tou", "颉": "xie", "长": "zhang", "车": "che", "华": "hua", "任": "ren",
}  # fmt: skip
"""Readings as a surname, added where the source has not got them."""


def plain(reading: str) -> tuple[str, ...]:
    """``lǜ`` → ``lv``, ``lu``; ``wáng`` → ``wang``."""
    letters = normalize("NFD", reading.lower().replace("ɡ", "g").replace("ɑ", "a"))
    letters = re.sub("u([\u0300-\u0307\u0309-\u036f]*)\u0308", r"v\1", letters)
    letters = re.sub("[^a-z]", "", letters)
    return (letters, letters.replace("v", "u")) if "v" in letters else (letters,)


def table() -> str:
    """The text of the file."""
    from pypinyin.pinyin_dict import pinyin_dict

    lines = []
    for block in BLOCKS:
        for code in block:
            found = [letters for reading in pinyin_dict.get(code, "").split(",") for letters in plain(reading)]
            if chr(code) in SURNAMES:
                found.append(SURNAMES[chr(code)])
            if readings := ",".join(dict.fromkeys(filter(None, found))):
                lines.append(f"{chr(code)}{readings}\n")
    return "".join(lines)


def main() -> None:
    Path(__file__).with_name("pinyin.txt").write_text(table(), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
