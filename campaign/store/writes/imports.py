"""What a list that is taken in leaves besides what its rows do."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from campaign.store.schema import IMPORTED
from campaign.store.write import Write


def note_import(write: Write, file: str, kind: str, digest: str, data: int, counts: Sequence[int]) -> None:
    """``counts``: rows that were new, changed, unchanged, merged and refused."""
    write.insert("imports", {"file": file, "list": kind, "sha256": digest, **dict(zip(IMPORTED, (data, *counts), strict=True))})


def keep_profile(write: Write, name: str, spec: Mapping[str, Any]) -> None:
    """How a list was read, to be read so again."""
    write.set_single("list_profiles", {"name": name}, {"spec": json.dumps(spec, ensure_ascii=False, sort_keys=True)})
