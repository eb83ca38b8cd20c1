"""What has changed since one last looked."""
