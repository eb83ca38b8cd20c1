"""What lies under every query and write: the driver, the disk, who else has the database open."""
