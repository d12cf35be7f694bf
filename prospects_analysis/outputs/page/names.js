/* Names: the partners as buttons, around the circle and below it. */

const WAITING = { left: 2, width: 96, top: 95 }; // in hundredths of the ring
const WIDTH = { least: 160, most: 260 }; // of a name, in units of the drawing: outward there is room

const partnerButton = (partner) => {
  const look = { type: "button", class: "partner", title: nameOf(partner), "data-partner": partner };
  const button = made("button", "", look);
  button.append(made("span", nameOf(partner)));
  return button;
};

/** Name the partners, with their mates for those who hear it. */
const labelPartners = (buttons, answer, chosen) => {
  byId("hint").textContent = chosen
    ? filled(TEXTS.with_whom, { partner: nameOf(chosen) })
    : TEXTS.hint;
  for (const [partner, button] of Object.entries(buttons)) {
    const binome = answer.binomes.find((one) => one.includes(partner)) ?? [];
    const others = binome.filter((one) => one !== partner).map(nameOf).join(", ");
    const text = filled(others ? TEXTS.with : TEXTS.without, { partner: nameOf(partner), others });
    let heard = answer.feasible ? text : nameOf(partner);
    if (chosen && chosen !== partner) {
      heard += `, ${TEXTS.score} ${scoreOf([partner, chosen].sort(), answer)}`;
    }
    button.setAttribute("aria-label", heard);
    button.setAttribute("aria-pressed", String(partner === chosen));
  }
};

const putAt = (button, left, top, look, width = WIDTH.least) => {
  button.classList.remove("left", "waiting");
  if (look) button.classList.add(look);
  button.style.left = `${left}%`;
  button.style.top = `${top}%`;
  button.style.maxWidth = `calc(${width} * var(--r))`;
};

/** Put every name where its place on the circle is; who has no binôme stands below it. */
const placePartners = (ring, buttons, placed) => {
  const standing = placed.map((one) => one.partner);
  const waiting = Object.keys(buttons).filter((partner) => !standing.includes(partner));
  for (const { partner, labelX, labelY, left } of placed) {
    const [x, y] = [(100 * labelX) / RING.width, (100 * labelY) / RING.height];
    const room = Math.min(left ? labelX : RING.width - labelX, WIDTH.most);
    putAt(buttons[partner], x, y, left ? "left" : "", Math.max(room, WIDTH.least));
  }
  waiting.forEach((partner, at) => {
    putAt(buttons[partner], WAITING.left + (WAITING.width * at) / waiting.length, WAITING.top, "waiting");
  });
  // In the order of reading, so that keys move as the eye does.
  const focused = document.activeElement;
  ring.append(...[...standing, ...waiting].map((partner) => buttons[partner]));
  if (ring.contains(focused)) focused.focus({ preventScroll: true });
};
