"""The boxes over a page: choose, fill in, confirm, settle a conflict, the keys, the commands. Loaded when first needed."""
