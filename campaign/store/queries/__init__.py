"""Reading what a page or a list shows: per page, by index. The snapshot is not made here."""
