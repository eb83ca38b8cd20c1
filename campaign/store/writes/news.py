"""How far each person has looked."""

from campaign.core.model.people import Look
from campaign.store.store import Store


def remember_look(store: Store, look: Look) -> None:
    """Not audited: it changes nothing but what this one person is told next."""
    with store.writing() as connection:
        connection.execute("""INSERT INTO looks (actor, seq, at) VALUES (?, ?, ?)
                              ON CONFLICT (actor) DO UPDATE SET seq = excluded.seq, at = excluded.at""", look)
