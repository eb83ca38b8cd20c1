"""What the chain map is read from, beside its nodes."""

from campaign.store.store import Store


def project_nodes(store: Store) -> dict[str, str]:
    """Project → what is written of its place on the chains; those that say nothing are left out."""
    with store.reading() as connection:
        return dict(connection.execute("SELECT code, node FROM projects WHERE node IS NOT NULL"))
