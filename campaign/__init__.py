"""campaign: the dashboard of a city's 100-day campaign for its investment projects."""

__version__ = "0.1.0"
