"""What a list that is taken in leaves besides what its rows do."""

from collections.abc import Sequence

from campaign.store.schema import IMPORTED
from campaign.store.write import Write


def note_import(write: Write, file: str, kind: str, digest: str, data: int, counts: Sequence[int]) -> None:
    """``counts``: rows that were new, changed, unchanged, merged and refused."""
    write.insert("imports", {"file": file, "list": kind, "sha256": digest, **dict(zip(IMPORTED, (data, *counts), strict=True))})
