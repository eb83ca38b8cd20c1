"""Lists of offices into a campaign that is running (``campaign import``): a file → sheets → tables → rows → what becomes."""
