"""Who was on site, and where to go today."""
