"use strict";

/* Texts: what the page was given to say, and how it says it. */

const byId = (id) => document.getElementById(id);
const DATA = JSON.parse(byId("data").textContent);
const TEXTS = DATA.texts;

/** Fill the {fields} of a text. */
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field);

/** Choose the form that a whole number asks for; see words.forms. */
const counted = (forms, n, values) => {
  const at = Number(forms.of[n < forms.of.length ? n : (n % 100) + 100]);
  return filled(forms.forms[at], { n: written(n, 0), ...values });
};

/** Write a number as Python does: toFixed rounds up what is exactly between two, Python to even. */
const written = (value, digits) => {
  const moved = value * 10 ** digits;
  const between = Number.isInteger(2 * moved) && !Number.isInteger(moved);
  const text = (between ? (2 * Math.round(moved / 2)) / 10 ** digits : value).toFixed(digits);
  const [whole, part] = text.replace(/^-/, "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, DATA.signs.group);
  const sign = Number(text) < 0 ? DATA.signs.minus : "";
  return sign + grouped + (part ? DATA.signs.decimal + part : "");
};

const capital = (text) => text.slice(0, 1).toLocaleUpperCase(DATA.language) + text.slice(1);

const nameOf = (partner) => DATA.partners[partner] ?? partner;
const namesOf = (binome) => binome.map(nameOf).join(" – ");

const LONGEST_WORD = 24; // that is kept on one line, hyphens and all

/** Append a text to an element so that no name is broken at its hyphens. */
const append = (element, text) => {
  for (const part of text.split(/(?<= )/)) {
    const whole = part.includes("-") && part.length <= LONGEST_WORD;
    element.append(whole ? made("span", part, { class: "word" }) : part);
  }
  return element;
};

/** Make an element with a text, which is never read as markup. */
const made = (tag, text = "", attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
