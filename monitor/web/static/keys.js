// Conveniences for the keyboard; every page works without them.
"use strict";
(() => {
  const dialog = document.getElementById("keys");
  const hint = document.querySelector("[data-keys]");
  if (hint) {
    hint.hidden = false;
    hint.addEventListener("click", () => dialog.showModal());
  }
  const rows = () => Array.from(document.querySelectorAll("[data-row]"));
  const here = () => document.querySelector("[data-row].here");

  function go(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(here());
    const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("here", row === next));
    const link = next.querySelector("[data-open]");
    if (link) link.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function withRow(selector, act) {
    const row = here();
    const found = row && row.querySelector(selector);
    if (found) act(found);
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    o: () => withRow("[data-open]", (link) => link.click()),
    x: () => withRow("input[type=checkbox]", (box) => box.click()),
    "/": () => { const field = document.getElementById("q"); if (field) field.focus(); },
    "?": () => dialog.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
