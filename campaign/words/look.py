"""What the themes and the signs of the dashboard are called, and what is wrong with how it was wanted."""

from campaign.text import N_

THEMES = {"dark": N_("dark"), "light": N_("light"), "contrast": N_("high contrast"),
          "blind": N_("orange and blue for red and green")}
SIGNS = {"auto": N_("as the terminal answers"), "blocks": N_("lines and blocks"), "cells": N_("backgrounds and ASCII"),
         "ascii": N_("ASCII only")}
LOOK_ERRORS = {
    "config_word": N_("{key}: “{text}” is unknown, use {words}"),
    "keymap_key": N_("Keymap: “{text}” is no key that {action} could have"),
    "keymap_twice": N_("Keymap: the key {text} would be both {action} and {other}"),
}
