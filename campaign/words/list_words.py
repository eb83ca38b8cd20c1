"""What lists of offices are of, how they write amounts and days, and what may be added with them: the words that are typed."""

from campaign.text import N_

UNITS = {"元": N_("yuan"), "万元": N_("ten thousand yuan"), "百万元": N_("million yuan"), "亿元": N_("hundred million yuan")}
ORDERS = {"ymd": N_("year, month, day"), "dmy": N_("day, month, year"), "mdy": N_("month, day, year")}
CALLED = {"projects": N_("Projects"), "progress": N_("Progress"), "blockers": N_("Blockers"), "leads": N_("Promotion"),
          "indicators": N_("Indicators"), "counties": N_("Counties"), "units": N_("Units"), "people": N_("People")}
"""What is typed after --as and --create."""
COLUMNS = {"span": N_("First and last day"), "problem": N_("Problem"), "ask": N_("What is asked for"), "growth": N_("Growth"),
           "rank": N_("Place among others")}
"""Columns of lists that no field is alone."""
