/* Show: one page at a time, moved by keys, buttons, swipes and the address. */

const PAGES = [...document.querySelectorAll(".page")];
let shown = -1;

const numberInAddress = () => {
  const found = /^#(\d+)$/.exec(window.location.hash);
  return found ? Number(found[1]) - 1 : 0;
};

/** Show a page; where the reader was on a control, it stays there and the title is announced. */
const show = (wanted, { move = true } = {}) => {
  const at = Math.min(Math.max(wanted, 0), PAGES.length - 1);
  if (at === shown) return;
  document.documentElement.classList.toggle("moved", shown >= 0);
  shown = at;
  PAGES.forEach((page, position) => page.classList.toggle("now", position === at));
  document.querySelectorAll("#index a").forEach((link, position) => {
    if (position === at) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const title = byId(`title-${at + 1}`);
  const onControl = document.activeElement?.closest(".controls");
  byId("to-previous").disabled = at === 0;
  byId("to-next").disabled = at === PAGES.length - 1;
  if (window.location.hash !== `#${at + 1}` && (at > 0 || window.location.hash)) {
    window.location.replace(`#${at + 1}`);
  }
  if (onControl && !document.activeElement.disabled) {
    const values = { page: at + 1, pages: PAGES.length, title: title.textContent };
    byId("announced").textContent = filled(TEXTS.page_of, values);
  } else if (move) {
    title.focus({ preventScroll: true });
  }
};

const open = (id) => {
  if (document.querySelector("dialog[open]")) return;
  byId(id).showModal();
  byId(id).querySelector("[aria-current]")?.focus();
};

const fullScreen = () => {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen?.();
  done?.catch(() => {}); // a browser may refuse, and says so itself
};

const MOVES = {
  ArrowRight: () => show(shown + 1),
  ArrowDown: () => show(shown + 1),
  PageDown: () => show(shown + 1),
  ArrowLeft: () => show(shown - 1),
  ArrowUp: () => show(shown - 1),
  PageUp: () => show(shown - 1),
  Home: () => show(0),
  End: () => show(PAGES.length - 1),
  " ": (event) => show(shown + (event.shiftKey ? -1 : 1)),
  f: fullScreen,
  o: () => open("index"),
  h: () => open("keys"),
  "?": () => open("keys"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) {
    const same = { o: "index", h: "keys", "?": "keys" }[event.key.toLowerCase()];
    if (same && byId(same).open) byId(same).close();
    return;
  }
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === " " && event.target.closest("button, a")) return; // it presses them
  const move = MOVES[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!move) return;
  event.preventDefault();
  move(event);
});

byId("to-previous").addEventListener("click", () => show(shown - 1));
byId("to-next").addEventListener("click", () => show(shown + 1));
byId("to-index").addEventListener("click", () => open("index"));
byId("to-keys").addEventListener("click", () => open("keys"));
byId("index").addEventListener("click", (event) => {
  if (event.target.closest("a")) byId("index").close();
});
window.addEventListener("hashchange", () => show(numberInAddress()));
for (const button of document.querySelectorAll("dialog .close")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}

let touched = null;
document.addEventListener("touchstart", (event) => {
  const alone = event.touches.length === 1 && !document.querySelector("dialog[open]");
  touched = alone ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
}, { passive: true });
document.addEventListener("touchend", (event) => {
  if (!touched) return;
  const x = event.changedTouches[0].clientX - touched.x;
  const y = event.changedTouches[0].clientY - touched.y;
  if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) show(shown + (x < 0 ? 1 : -1));
}, { passive: true });

show(numberInAddress(), { move: false });
