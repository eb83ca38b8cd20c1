"""The dashboard in a browser (``campaign web``): textual-serve's page and protocol, our own terminal behind it."""
