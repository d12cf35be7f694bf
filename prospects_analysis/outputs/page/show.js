"use strict";

/* Show: one page at a time, moved by keys, buttons, swipes and the address. */

const byId = (id) => document.getElementById(id);
const DATA = JSON.parse(byId("data").textContent);
const TEXTS = DATA.texts;

/** Fill the {fields} of a text. */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Choose the form that a whole number asks for. */
const counted = (forms, n, values) => {
  const at = Number(forms.of[n < forms.of.length ? n : (n % 100) + 100]);
  return filled(forms.forms[at], { n: written(n, 0), ...values });
};

/** Write a number as the rest of the page does: half to even where it is exactly between two. */
const written = (value, digits) => {
  const tenfold = value * 10 ** digits;
  const between = Number.isInteger(value * 2 ** (digits + 1)) && !Number.isInteger(tenfold);
  const even = Math.floor(tenfold) % 2 === 0 ? Math.floor(tenfold) : Math.ceil(tenfold);
  const isHalf = between && Math.abs(tenfold % 1) === 0.5;
  const text = (isHalf ? even / 10 ** digits : value).toFixed(digits);
  const [whole, part] = text.replace(/^-/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, DATA.signs.group);
  const sign = text.startsWith("-") && Number(text) !== 0 ? DATA.signs.minus : "";
  return sign + grouped + (part ? DATA.signs.decimal + part : "");
};

/** Make an element with a text, which is never read as markup. */
const made = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const capital = (text) => text.slice(0, 1).toLocaleUpperCase(DATA.language) + text.slice(1);

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
