"""The warm server: one process that has read and judged everything forks a session for each who comes in.

``client`` is the gate before it has imported anything, ``template`` what forks, ``child`` what is forked.
Source: docs/decisions/0090-a-warm-server-forks-the-sessions.md.
"""
