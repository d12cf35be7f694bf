/* Live: the wishes of the room, and what is shown of them. */

const NO_WISHES = { pinned: [], forbidden: [], scores: [] };

const startLive = () => {
  const engine = makeEngine(DATA.problem);
  const ring = byId("ring");
  const svg = shape(ring, "svg", { viewBox: `0 0 ${RING.width} ${RING.height}`, "aria-hidden": "true" });
  const hint = byId("hint");
  let wishes = NO_WISHES;
  let earlier = [];
  let answer = engine.weigh(wishes);
  let seated = answer.binomes; // stays as it was where wishes cannot be met
  let placed = [];
  let chosen = "";

  const buttons = Object.fromEntries(Object.keys(DATA.partners).map((partner) => {
    const look = { class: "partner", title: nameOf(partner), "data-partner": partner };
    const button = made("button", "", { type: "button", ...look });
    button.append(made("span", nameOf(partner)));
    button.addEventListener("click", () => choose(partner));
    return [partner, button];
  }));
  ring.append(...Object.values(buttons));

  /** Take a first partner, or ask about the first and this one. */
  const choose = (partner) => {
    if (chosen && chosen !== partner) {
      const first = chosen;
      chosen = "";
      label();
      drawLines();
      ask(first, partner);
      return;
    }
    chosen = chosen === partner ? "" : partner;
    label();
    drawLines();
  };

  const ask = (a, b) => askPair(a, b, answer, wishes, DATA.problem, (what, one, other) => {
    const pair = [one, other].sort();
    const without = (pairs) => pairs.filter((each) => !sameAs(pair)(each));
    const next = { ...wishes, pinned: without(wishes.pinned), forbidden: without(wishes.forbidden) };
    if (what === "pin") next.pinned = [...next.pinned, pair];
    if (what === "forbid") next.forbidden = [...next.forbidden, pair];
    change(next);
  });

  const change = (next) => {
    earlier.push(wishes);
    wishes = next;
    draw();
  };

  const withoutScore = (scores, about) => scores.filter((one) =>
    ["partner", "theme", "side"].some((name) => one[name] !== about[name]));

  /** Name the partners, with their mates for those who hear it. */
  const label = () => {
    hint.textContent = chosen ? filled(TEXTS.with_whom, { partner: nameOf(chosen) }) : TEXTS.hint;
    for (const [partner, button] of Object.entries(buttons)) {
      const mates = (answer.feasible ? answer.binomes : []).find((one) => one.includes(partner));
      const others = (mates ?? []).filter((one) => one !== partner).map(nameOf).join(", ");
      const text = filled(others ? TEXTS.with : TEXTS.without, { partner: nameOf(partner), others });
      let heard = answer.feasible ? text : nameOf(partner);
      if (chosen && chosen !== partner) {
        const score = scoreOf([partner, chosen].sort(), answer);
        heard += `, ${TEXTS.score} ${score}`;
      }
      button.setAttribute("aria-label", heard);
      button.setAttribute("aria-pressed", String(partner === chosen));
    }
  };

  /** Put every name where its place on the circle is; who has no binôme stands below it. */
  const place = () => {
    const standing = new Set(placed.map((one) => one.partner));
    const waiting = Object.keys(buttons).filter((partner) => !standing.has(partner));
    for (const one of placed) {
      const button = buttons[one.partner];
      button.classList.toggle("left", one.left);
      button.classList.remove("waiting");
      button.style.left = `${(100 * one.labelX) / RING.width}%`;
      button.style.top = `${(100 * one.labelY) / RING.height}%`;
    }
    waiting.forEach((partner, at) => {
      buttons[partner].classList.remove("left");
      buttons[partner].classList.add("waiting");
      buttons[partner].style.left = `${2 + (96 * at) / waiting.length}%`;
      buttons[partner].style.top = "95%";
    });
    // In the order of reading, so that keys move as the eye does.
    const order = [...placed.map((one) => one.partner), ...waiting];
    const focused = document.activeElement;
    ring.append(...order.map((partner) => buttons[partner]));
    if (ring.contains(focused)) focused.focus({ preventScroll: true });
  };

  const tag = (kind, text, next) => {
    const item = made("li");
    const button = made("button", text, { type: "button", class: `wish ${kind}`, title: TEXTS.take_back });
    button.setAttribute("aria-label", `${text}: ${TEXTS.take_back}`);
    button.addEventListener("click", () => {
      change(next());
      (byId("wishes").querySelector("button") ?? byId("correct")).focus();
    });
    item.append(button);
    return item;
  };

  const listWishes = () => byId("wishes").replaceChildren(
    ...["pinned", "forbidden"].flatMap((kind) => wishes[kind].map((pair) => tag(
      kind,
      filled(TEXTS[kind], { binome: namesOf(pair) }),
      () => ({ ...wishes, [kind]: wishes[kind].filter((one) => !sameAs(pair)(one)) }),
    ))),
    ...wishes.scores.map((score) => tag(
      "corrected",
      correctedText(score),
      () => ({ ...wishes, scores: withoutScore(wishes.scores, score) }),
    )),
  );

  /** The wishes, and what the run was told before and no wish has undone. */
  const standing = ({ pinned, forbidden }) => {
    const without = (pairs, others) => pairs.filter((one) => !others.some(sameAs(one)));
    return {
      pinned: [...pinned, ...without(DATA.problem.require, [...pinned, ...forbidden])],
      forbidden: [...forbidden, ...without(DATA.problem.forbid, [...pinned, ...forbidden])],
    };
  };

  const drawLines = () => drawRing(svg, placed, answer, standing(wishes), chosen, ask);

  const draw = () => {
    answer = engine.weigh(wishes);
    if (answer.feasible) seated = answer.binomes;
    placed = seats(seated);
    drawLines();
    place();
    label();
    sayAnswer(byId("answer"), answer, wishes);
    listWishes();
    byId("undo").disabled = earlier.length === 0;
    byId("restart").disabled = wishes === NO_WISHES || !Object.values(wishes).some((one) => one.length);
    byId("adopt").disabled = !answer.feasible;
  };

  const correct = prepareCorrection(DATA.problem, (one) => change({
    ...wishes,
    scores: [...withoutScore(wishes.scores, one), one],
  }));
  const adopt = prepareAdoption(engine);
  byId("correct").addEventListener("click", () => correct(wishes));
  byId("adopt").addEventListener("click", () => adopt(answer, wishes));
  byId("undo").addEventListener("click", () => {
    wishes = earlier.pop();
    draw();
    if (!earlier.length) byId("correct").focus();
  });
  byId("restart").addEventListener("click", () => {
    change(NO_WISHES);
    byId("undo").focus();
  });
  ring.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) choose(chosen);
  });
  draw();
};

if (DATA.problem) startLive();
