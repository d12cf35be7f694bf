/* Dialogs: what to do with a pair, a score to put right, and the wishes that found no room. */

const option = (value, text) => made("option", text, { value });
const has = (pairs, pair) => pairs.some(sameAs(pair));

const REMARKS = {
  "same country": TEXTS.same_country,
  forbidden: TEXTS.ruled_out,
  "not assessed": TEXTS.unassessed,
};

/** What the asterisk of its score means, where it has one. */
const noteOf = (pair, answer) => (
  answer.provisional.includes(keyOf(...pair)) && answer.score[keyOf(...pair)] !== null
    ? TEXTS.provisional : ""
);

/** What must be known of a pair before anything is wished of it. */
const remarkOf = (pair, answer, wishes) => {
  if (has(wishes.forbidden, pair)) return "";
  if (has(DATA.problem.require, pair)) return TEXTS.required;
  return has(wishes.pinned, pair) ? "" : REMARKS[answer.inadmissible[keyOf(...pair)]] ?? "";
};

/** List the score of two partners, and what each would give the other. */
const listScores = (a, b, answer) => {
  const given = (one, other) => {
    const amount = answer.given[`${one}-${other}`];
    return amount === null ? "–" : written(amount, 2);
  };
  const score = answer.score[keyOf(a, b)] === null ? TEXTS.no_score : scoreOf([a, b].sort(), answer);
  const rows = [
    [TEXTS.score, score],
    [`${nameOf(a)} → ${nameOf(b)}`, given(a, b)],
    [`${nameOf(b)} → ${nameOf(a)}`, given(b, a)],
  ];
  byId("choice-scores").replaceChildren(...rows.map(([term, value]) => {
    const row = made("div");
    row.append(made("dt", term), made("dd", value));
    return row;
  }));
};

/** Ask what to do with two partners; `act` gets the wishes that come of it. */
const askPair = (a, b, answer, wishes, act) => {
  const pair = [a, b].sort();
  byId("choice-title").textContent = namesOf([a, b]);
  listScores(a, b, answer);
  byId("choice-note").textContent = noteOf(pair, answer);
  byId("choice-remark").textContent = remarkOf(pair, answer, wishes);
  const [pinned, forbidden] = [has(wishes.pinned, pair), has(wishes.forbidden, pair)];
  const choices = [
    ["pin", pinned || (has(DATA.problem.require, pair) && !forbidden), () => wished(wishes, "pinned", pair)],
    ["let-go", !pinned && !forbidden, () => letGo(wishes, pair)],
    ["forbid", forbidden, () => wished(wishes, "forbidden", pair)],
  ];
  for (const [name, disabled, next] of choices) {
    const button = byId(`choice-${name}`);
    button.disabled = disabled;
    button.onclick = () => {
      byId("choice").close();
      act(next());
    };
  }
  byId("choice").showModal();
  choices.map(([name]) => byId(`choice-${name}`)).find((button) => !button.disabled).focus();
};

/** Offer the scores that a partner's can be corrected to; none is chosen before somebody chooses. */
const offerScores = (list, about, wishes) => {
  const { own, options } = DATA.problem.cells[`${about.partner}|${about.theme}|${about.side}`];
  list.replaceChildren(option("", "–"), ...options.map(({ score }) => option(score, written(score, 1))));
  list.value = wishes.scores.find(isAbout(about))?.score ?? "";
  byId("correction-own").textContent = own === null
    ? TEXTS.not_assessed
    : filled(TEXTS.stands, { score: written(own, 2) });
};

/** Let a score be put right: gives what opens the dialog; `act` gets the score. */
const prepareCorrection = (act) => {
  const [partner, theme, side, score] = ["partner", "theme", "side", "score"]
    .map((name) => byId(`correction-${name}`));
  const named = (names, text = (name) => name) => (
    Object.entries(names).map(([id, name]) => option(id, text(name)))
  );
  partner.append(...named(DATA.partners));
  theme.append(...named(DATA.themes));
  side.append(...named(DATA.sides, capital));
  let wishes = NO_WISHES;
  const about = () => ({ partner: partner.value, theme: theme.value, side: side.value });
  const offer = () => offerScores(score, about(), wishes);
  for (const list of [partner, theme, side]) list.addEventListener("change", offer);
  byId("correction").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("correction").close();
    act({ ...about(), score: Number(score.value) });
  });
  return (current) => {
    wishes = current;
    offer();
    byId("correction").showModal();
  };
};
