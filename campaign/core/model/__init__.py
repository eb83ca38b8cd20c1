"""The words of the campaign as code: enumerations, rows and the snapshot the rules work on; a file per family.

Money is an ``int`` of 万元 (10,000 CNY), a day is a ``datetime.date`` in the campaign's time zone. ``None`` is "not known".
The values of the enumerations are what the database, ``--json`` and command options use.
"""
