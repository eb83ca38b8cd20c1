"""A large made-up campaign, always the same one: for measurements (``seed --scale``)."""
