"""A file or its bytes → sheets of cells, and nothing about projects: what stands where, as a reader of the file sees it."""

from campaign.sheets.model import EMPTY, LIMIT, Cell, Note, Sheet, SheetsError, Workbook
from campaign.sheets.reading import read

__all__ = ["EMPTY", "LIMIT", "Cell", "Note", "Sheet", "SheetsError", "Workbook", "read"]
