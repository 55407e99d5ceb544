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

  // The tiles of a map are one stop of the Tab key, and the arrow keys go from one to the next in their direction.
  const steps = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const tiles = () => Array.from(document.querySelectorAll("[data-tiles] a"));

  function stop(tile) {
    tiles().forEach((one) => one.setAttribute("tabindex", one === tile ? "0" : "-1"));
  }

  function nearest(from, [right, down]) {
    const place = (one) => [Number(one.dataset.x), Number(one.dataset.y)];
    const [x, y] = place(from);
    const far = (one) => {
      const [dx, dy] = [place(one)[0] - x, place(one)[1] - y];
      const ahead = dx * right + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * right);
      return ahead > 0 ? ahead + aside * 3 : Infinity;
    };
    return tiles().reduce((best, one) => (far(one) < far(best) ? one : best), from);
  }

  function move(event) {
    const tile = event.target.closest("[data-tiles] a");
    const step = steps[event.key];
    if (!tile || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = nearest(tile, step);
    stop(next);
    next.focus();
  }

  // What explains a claim stays within the column of its text.
  function hold(event) {
    const claim = event.target instanceof Element && event.target.closest(".claim");
    const why = claim && claim.querySelector(".why");
    if (!why) return;
    why.style.left = "";
    const over = why.getBoundingClientRect().right - claim.closest(".text, h1").getBoundingClientRect().right;
    if (over > 0 && getComputedStyle(why).position === "absolute") why.style.left = `${-Math.ceil(over)}px`;
  }
  document.addEventListener("mouseover", hold);
  document.addEventListener("focusin", hold);

  const oneStop = () => { if (tiles().length) stop(tiles()[0]); };
  oneStop();
  document.addEventListener("htmx:afterSettle", oneStop);
  document.addEventListener("keydown", move);

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
