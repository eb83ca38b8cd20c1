"""The only place that knows SQL. Rows go in and come out as the named tuples of ``campaign.core.model``."""
