"""Line-API widgets: each paints its own lines and sends only the cells that changed."""
