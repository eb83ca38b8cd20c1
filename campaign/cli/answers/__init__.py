"""The answers of ``campaign.cli.questions``: a file per question, with rows and table.

Keys are stable; money is in 万元, days are ISO text.
"""
