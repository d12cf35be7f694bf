/* Live: the page on which the room tries things out. It opens on what was adopted, where something
   was; any wish starts from the first proposal. */

const OPENING = { wishes: NO_WISHES, adopted: Boolean(DATA.problem?.adopted) };
const COMPUTED = { wishes: NO_WISHES, adopted: false };
const WAITING = { left: 2, width: 96, top: 95 }; // in hundredths of the ring

const startLive = (engine) => {
  const ring = byId("ring");
  const size = `0 0 ${RING.width} ${RING.height}`;
  const side = document.querySelector(".side");
  const svg = shape(ring, "svg", { viewBox: size, "aria-hidden": "true" });
  const buttons = Object.fromEntries(Object.keys(DATA.partners).map((partner) => [partner, partnerButton(partner)]));
  let view = OPENING;
  const earlier = [];
  let answer = null;
  let placed = []; // as they were where wishes cannot be met
  let chosen = "";

  const change = (next) => {
    earlier.push(view);
    view = next;
    draw();
  };
  const wish = (wishes) => change({ wishes, adopted: false });
  const ask = (a, b) => askPair(a, b, answer, view.wishes, wish);

  const mark = () => {
    const { wishes } = view;
    const given = stillGiven(wishes);
    const standing = {
      pinned: [...wishes.pinned, ...given.pinned],
      forbidden: [...wishes.forbidden, ...given.forbidden],
    };
    drawRing(svg, placed, answer, standing, chosen, ask);
    labelPartners(buttons, answer, chosen);
  };

  /** Take a first partner, or ask about the first and this one. */
  const choose = (partner) => {
    const first = chosen;
    chosen = first ? "" : partner;
    mark();
    if (first && first !== partner) ask(first, partner);
  };

  const draw = () => {
    answer = view.adopted ? engine.adopted() : engine.weigh(view.wishes);
    if (answer.feasible) placed = seats(answer.binomes);
    placePartners(ring, buttons, placed);
    mark();
    byId("answer").replaceChildren(...answerParts(answer, view.wishes, view.adopted));
    listWishes(view.wishes, wish);
    byId("undo").disabled = earlier.length === 0;
    byId("restart").disabled = view.adopted === OPENING.adopted && isEmpty(view.wishes);
    byId("adopt").disabled = !answer.feasible;
    byId("other").textContent = view.adopted ? TEXTS.computed_pairs : TEXTS.adopted_pairs;
    fitSide(side);
  };

  const correct = prepareCorrection((score) => wish(withScore(view.wishes, score)));
  const adopt = prepareAdoption(engine);
  ring.append(...Object.values(buttons));
  for (const [partner, button] of Object.entries(buttons)) {
    button.addEventListener("click", () => choose(partner));
  }
  ring.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) choose(chosen);
  });
  const presses = {
    correct: () => correct(view.wishes),
    adopt: () => adopt(answer, view.wishes),
    other: () => change(view.adopted ? COMPUTED : OPENING),
    restart: () => {
      change(OPENING);
      byId("undo").focus();
    },
    undo: () => {
      view = earlier.pop();
      draw();
      if (!earlier.length) byId("correct").focus();
    },
  };
  for (const [id, press] of Object.entries(presses)) byId(id).addEventListener("click", press);
  byId("other").hidden = !OPENING.adopted;
  draw();
  new ResizeObserver(() => fitSide(side)).observe(side);
};

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

const putAt = (button, left, top, look) => {
  button.classList.remove("left", "waiting");
  if (look) button.classList.add(look);
  button.style.left = `${left}%`;
  button.style.top = `${top}%`;
};

/** Put every name where its place on the circle is; who has no binôme stands below it. */
const placePartners = (ring, buttons, placed) => {
  const standing = placed.map((one) => one.partner);
  const waiting = Object.keys(buttons).filter((partner) => !standing.includes(partner));
  for (const { partner, labelX, labelY, left } of placed) {
    const [x, y] = [(100 * labelX) / RING.width, (100 * labelY) / RING.height];
    putAt(buttons[partner], x, y, left ? "left" : "");
  }
  waiting.forEach((partner, at) => {
    putAt(buttons[partner], WAITING.left + (WAITING.width * at) / waiting.length, WAITING.top, "waiting");
  });
  // In the order of reading, so that keys move as the eye does.
  const focused = document.activeElement;
  ring.append(...[...standing, ...waiting].map((partner) => buttons[partner]));
  if (ring.contains(focused)) focused.focus({ preventScroll: true });
};

if (DATA.problem) startLive(makeEngine(DATA.problem));
