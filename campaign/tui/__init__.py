"""The dashboard. Situations come in, messages go out; nothing here knows SQL."""
