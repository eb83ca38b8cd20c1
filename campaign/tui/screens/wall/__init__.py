"""The wall: the dashboard as it hangs in a headquarters, turning its pages by itself."""
