/* Show: one page at a time, moved by keys, buttons, swipes and the address. */

const PAGES = [...document.querySelectorAll(".page")];
const COUNTED = PAGES.filter((page) => page.dataset.number).length;
let shown = -1;

/** What follows # in the address of a page: its number, or the name of one that has none. */
const addressOf = (page) => `#${page.id.slice("page-".length)}`;

const pageInAddress = () => {
  const { hash } = window.location;
  const at = PAGES.findIndex((page) => addressOf(page) === hash);
  return at < 0 && Number(hash.slice(1)) > COUNTED ? PAGES.length - 1 : at;
};

/** Name a page for those who hear it. */
const announce = (page, title) => {
  const values = { page: page.dataset.number, pages: COUNTED, title };
  byId("announced").textContent = page.dataset.number ? filled(TEXTS.page_of, values) : title;
};

/** Show a page; where the reader was on a control, it stays there and the title is announced. */
const show = (wanted, { move = true } = {}) => {
  const at = Math.min(Math.max(wanted, 0), PAGES.length - 1);
  if (at === shown) return;
  document.documentElement.classList.toggle("moved", shown >= 0);
  PAGES[shown]?.dispatchEvent(new Event("left"));
  shown = at;
  const page = PAGES[at];
  PAGES.forEach((one) => one.classList.toggle("now", one === page));
  document.querySelectorAll("#index a").forEach((link, position) => {
    if (position === at) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  const title = page.querySelector("h1, h2");
  const onControl = document.activeElement?.closest(".controls");
  byId("to-previous").disabled = at === 0;
  byId("to-next").disabled = at === PAGES.length - 1;
  if (window.location.hash !== addressOf(page) && (at > 0 || window.location.hash)) {
    window.location.replace(addressOf(page));
  }
  if (onControl && !document.activeElement.disabled) {
    announce(page, title.textContent);
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
window.addEventListener("hashchange", () => show(pageInAddress()));
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

show(pageInAddress(), { move: false });
