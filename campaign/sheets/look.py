"""What the library of workbooks loses, looked up a second time: formats, errors, what is hidden and merged."""

from array import array
from dataclasses import dataclass, field

from campaign.sheets.grid import within


@dataclass
class Look:
    """One sheet, as its own records have it. Rows and columns are 0-based."""

    file: str
    name: str
    hidden: bool = False
    cells: bool = True
    """Not a chart."""
    height: int = 0
    width: int = 0
    """Rows and columns to the last cell in which anything is written."""
    styles: dict[int, "array[int]"] = field(default_factory=dict)
    """By row: for each column the number of the format in ``Looks.formats``."""
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""

    def written(self, row: int, column: int, style: int) -> None:
        """Something stands there, shown by that format."""
        if row >= self.height or column >= self.width:
            self.height, self.width = max(self.height, row + 1), max(self.width, column + 1)
            within(self.height, self.width, self.file, self.name)
        line = self.styles.get(row)
        if line is None:
            line = self.styles[row] = array("H")
        if column >= len(line):
            line.extend([0] * (column - len(line)))
            line.append(style)
        else:
            line[column] = style


@dataclass
class Looks:
    """The whole file."""

    sheets: list[Look] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    """By the number of a style, the code of its number format."""
    from_1904: bool = False
    macros: bool = False
    links: bool = False
