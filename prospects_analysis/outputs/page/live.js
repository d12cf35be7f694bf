/* Live: the page on which the room tries things out. It opens on what was adopted, where something
   was; any wish starts from the first proposal. */

const OPENING = { wishes: NO_WISHES, adopted: Boolean(DATA.problem?.adopted), saved: false };
const COMPUTED = { wishes: NO_WISHES, adopted: false, saved: false };

/** Take the page in hand: what is shown, what was shown before, and what stands for it. */
const takeUp = (engine) => {
  const size = `0 0 ${RING.width} ${RING.height}`;
  return {
    engine,
    view: OPENING,
    earlier: [],
    ...kept(),
    answer: null,
    placed: [], // as they were where wishes cannot be met
    chosen: "", // the first of two partners
    svg: shape(byId("ring"), "svg", { viewBox: size, "aria-hidden": "true" }),
    buttons: Object.fromEntries(Object.keys(DATA.partners).map((one) => [one, partnerButton(one)])),
  };
};

/** What a reload brings back. */
const store = ({ view, earlier }) => keep({ view, earlier });

/** Draw the circle, and name its partners. */
const mark = (live) => {
  const { view: { wishes, adopted }, answer, buttons, chosen } = live;
  const given = stillGiven(wishes);
  const signs = {
    pinned: [...wishes.pinned, ...given.pinned],
    forbidden: [...wishes.forbidden, ...given.forbidden],
    adopted: adopted ? namedIn(answer) : [],
  };
  drawRing(live.svg, live.placed, answer, signs, chosen, (a, b) => ask(live, a, b));
  labelPartners(buttons, answer, chosen);
};

const draw = (live) => {
  const { engine, view, earlier, buttons } = live;
  live.answer = view.adopted ? engine.adopted() : engine.weigh(view.wishes);
  if (live.answer.feasible) live.placed = seats(live.answer.binomes);
  placePartners(byId("ring"), buttons, live.placed);
  mark(live);
  byId("answer").replaceChildren(...answerParts(live.answer, view.wishes, view.adopted));
  listWishes(view.wishes, (wishes) => wish(live, wishes));
  byId("undo").disabled = earlier.length === 0;
  byId("restart").disabled = view.adopted === OPENING.adopted && isEmpty(view.wishes);
  byId("adopt").disabled = !live.answer.feasible;
  byId("other").textContent = view.adopted ? TEXTS.computed_pairs : TEXTS.adopted_pairs;
  fitSide(document.querySelector(".side"));
};

const see = (live, view) => {
  live.view = view;
  store(live);
  draw(live);
};

const change = (live, view) => {
  live.earlier.push(live.view);
  see(live, view);
};

const wish = (live, wishes) => change(live, { wishes, adopted: false, saved: false });

const ask = (live, a, b) => (
  askPair(a, b, live.answer, live.view.wishes, (wishes) => wish(live, wishes))
);

/** Take a first partner, or ask about the first and this one. */
const choose = (live, partner) => {
  const first = live.chosen;
  live.chosen = first ? "" : partner;
  mark(live);
  if (first && first !== partner) ask(live, first, partner);
};

const chooseNobody = (live) => {
  if (live.chosen) choose(live, live.chosen);
};

const listenToRing = (live) => {
  const ring = byId("ring");
  ring.append(...Object.values(live.buttons));
  for (const [partner, button] of Object.entries(live.buttons)) {
    button.addEventListener("click", () => choose(live, partner));
  }
  ring.addEventListener("keydown", (event) => {
    if (event.key === "Escape") chooseNobody(live);
  });
  ring.closest(".page").addEventListener("left", () => chooseNobody(live));
};

const listenToButtons = (live) => {
  const correct = prepareCorrection((score) => wish(live, withScore(live.view.wishes, score)));
  const adopt = prepareAdoption(live.engine, () => {
    live.view = { ...live.view, saved: true };
    store(live);
  });
  const presses = {
    correct: () => correct(live.view.wishes),
    adopt: () => adopt(live.answer, live.view.wishes),
    other: () => change(live, live.view.adopted ? COMPUTED : OPENING),
    restart: () => {
      change(live, OPENING);
      byId("undo").focus();
    },
    undo: () => {
      see(live, live.earlier.pop());
      if (!live.earlier.length) byId("correct").focus();
    },
  };
  for (const [id, press] of Object.entries(presses)) byId(id).addEventListener("click", press);
};

const startLive = (live) => {
  listenToRing(live);
  listenToButtons(live);
  askBeforeLeaving(() => !live.view.saved && (!isEmpty(live.view.wishes) || isAdopting()));
  byId("other").hidden = !OPENING.adopted;
  see(live, live.view);
  const side = document.querySelector(".side");
  new ResizeObserver(() => fitSide(side)).observe(side);
};

if (DATA.problem) startLive(takeUp(makeEngine(DATA.problem)));
