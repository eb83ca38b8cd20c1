"use strict";
// Keys go to the dashboard from the first moment, not only after a click.
addEventListener("load", () => {
  const focus = () => document.querySelector(".xterm-helper-textarea")?.focus();
  focus();
  addEventListener("focus", focus);
});
