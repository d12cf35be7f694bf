/* Answer: what wishes lead to, in words; the same as wish_report.py says in a notebook. */

const HALVES = 2e6; // units of a total in a point
const THIRDS = 3e6; // units of a weakest binôme in a point
const LEAST = 0.01;
const NOTHING = 5e-7;

const points = (value) => written(value, 2);
const nameOf = (partner) => DATA.partners[partner] ?? partner;
const namesOf = (binome) => binome.map(nameOf).join(" – ");
const sameAs = (one) => (other) => one.join() === other.join();

const correctedText = (one) => filled(TEXTS.corrected, {
  partner: nameOf(one.partner),
  theme: DATA.themes[one.theme],
  side: DATA.sides[one.side],
  score: written(one.score, 1),
});

const costText = (cost, total) => {
  let text = TEXTS.adds;
  if (Math.abs(cost) <= NOTHING) text = TEXTS.costs_nothing;
  else if (cost > 0) text = cost < LEAST ? TEXTS.costs_less : TEXTS.cost;
  return filled(text, { cost: points(Math.max(Math.abs(cost), LEAST)), total: points(total) });
};

/** Say what the wishes cost: the headline, and what must be known beside it. */
const costTexts = (answer, wishes) => {
  const before = answer.first.total / HALVES;
  if (!wishes.pinned.length && !wishes.forbidden.length && !wishes.scores.length) {
    return [filled(TEXTS.first, { total: points(before) })];
  }
  if (!wishes.scores.length) return [costText(answer.cost / HALVES, before)];
  const said = [filled(TEXTS.instead, { after: points(answer.total / HALVES), before: points(before) })];
  const stays = String(answer.binomes) === String(answer.first.binomes);
  said.push(stays ? TEXTS.stay : filled(TEXTS.now, { now: points(answer.firstNow / HALVES) }));
  if (wishes.pinned.length || wishes.forbidden.length) {
    said.push(filled(TEXTS.free, { free: points(answer.freeTotal / HALVES) }));
  }
  return said;
};

const factTexts = (answer) => {
  const said = [filled(TEXTS.rank, { rank: written(answer.rank, 0), count: written(answer.count, 0) })];
  if (answer.ties > 1) said[0] += ` ${counted(TEXTS.ties, answer.ties)}`;
  if (answer.weakest !== null && answer.first.weakest !== null) {
    const two = { now: answer.weakest, before: answer.first.weakest };
    for (const name of Object.keys(two)) two[name] = points(two[name] / THIRDS);
    said.push(filled(two.now === two.before ? TEXTS.weakest_stays : TEXTS.weakest, two));
  }
  if (answer.bothWays !== answer.first.bothWays) {
    said.push(counted(TEXTS.both, answer.bothWays, { before: written(answer.first.bothWays, 0) }));
  }
  if (answer.unpaired.length) {
    said.push(filled(TEXTS.alone, { partners: answer.unpaired.map(nameOf).join("; ") }));
  }
  return said;
};

const reasonText = (reason) => {
  const text = TEXTS.reasons[reason.code];
  return text ? filled(text, { partners: (reason.partners ?? []).map(nameOf).join(", ") }) : "";
};

/** List the pairs that are new and those that are gone, each with its score. */
const changeList = (title, kind, binomes, answer) => {
  const box = made("div", "", { class: "changes" });
  const list = made("ul");
  box.append(made("h3", title), list);
  for (const binome of binomes) {
    const item = made("li", "", { class: kind });
    item.append(made("span", namesOf(binome)), made("b", scoreOf(binome, answer)));
    list.append(item);
  }
  return box;
};

/** Show all of it. */
const sayAnswer = (box, answer, wishes) => {
  const parts = [];
  if (!answer.feasible) {
    parts.push(made("p", TEXTS.none, { class: "headline" }));
    parts.push(made("p", reasonText(answer.reason), { class: "facts" }));
  } else {
    const [headline, ...rest] = costTexts(answer, wishes);
    parts.push(made("p", headline, { class: "headline" }));
    for (const text of [...rest, ...factTexts(answer)]) parts.push(made("p", text, { class: "facts" }));
    const fresh = answer.binomes.filter((one) => !answer.first.binomes.some(sameAs(one)));
    const gone = answer.first.binomes.filter((one) => !answer.binomes.some(sameAs(one)));
    if (fresh.length) parts.push(changeList(TEXTS.new, "new", fresh, answer));
    if (!fresh.length) parts.push(changeList(TEXTS.pairs, "kept", answer.binomes, answer));
    if (gone.length) parts.push(changeList(TEXTS.gone, "gone", gone, answer));
    if (answer.binomes.some((one) => scoreOf(one, answer).endsWith("*"))) {
      parts.push(made("p", TEXTS.provisional, { class: "facts small" }));
    }
  }
  box.replaceChildren(...parts);
};
