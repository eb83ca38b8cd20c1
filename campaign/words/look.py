"""What the themes and the signs of the dashboard are called."""

from campaign.text import N_

THEMES = {"dark": N_("dark"), "light": N_("light"), "contrast": N_("high contrast"),
          "blind": N_("orange and blue for red and green")}
SIGNS = {"auto": N_("as the terminal answers"), "blocks": N_("lines and blocks"), "cells": N_("backgrounds and ASCII"),
         "ascii": N_("ASCII only")}
