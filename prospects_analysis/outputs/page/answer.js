/* Answer: what wishes lead to, in words; the same as wish_report.py says in a notebook. */

const HALVES = 2 * UNIT; // of a total, in a point
const THIRDS = 3 * UNIT; // of a weakest binôme, in a point
const LEAST = 0.01; // that can be written
const NO_COST = 0.5 / UNIT; // scores are rounded

const points = (value) => written(value, 2);

const correctedText = (one) => filled(TEXTS.corrected, {
  partner: nameOf(one.partner),
  theme: DATA.themes[one.theme],
  side: DATA.sides[one.side],
  score: written(one.score, 1),
});

const costText = (cost, total) => {
  let text = TEXTS.adds;
  if (Math.abs(cost) <= NO_COST) text = TEXTS.costs_nothing;
  else if (cost > 0) text = cost < LEAST ? TEXTS.costs_less : TEXTS.cost;
  return filled(text, { cost: points(Math.max(Math.abs(cost), LEAST)), total: points(total) });
};

/** Say what the wishes cost: the headline, and what must be known beside it. */
const costTexts = (answer, wishes) => {
  const before = answer.first.total / HALVES;
  if (isEmpty(wishes)) return [filled(TEXTS.first, { total: points(before) })];
  if (!wishes.scores.length) return [costText(answer.cost / HALVES, before)];
  const said = [filled(TEXTS.instead, { after: points(answer.total / HALVES), before: points(before) })];
  const stays = String(answer.binomes) === String(answer.first.binomes);
  said.push(stays ? TEXTS.stay : filled(TEXTS.now, { now: points(answer.firstNow / HALVES) }));
  if (wishes.pinned.length || wishes.forbidden.length) {
    said.push(filled(TEXTS.free, { free: points(answer.freeTotal / HALVES) }));
  }
  return said;
};

/** Say what the adopted pairs come to against the computed ones. */
const adoptedTexts = (answer, gone) => {
  if (!gone.length) return [TEXTS.adopted_same];
  const [total, best] = [answer.total / HALVES, answer.first.total / HALVES];
  const inPart = namedIn(answer).length < answer.binomes.length;
  return [
    filled(inPart ? TEXTS.adopted_in_part : TEXTS.adopted_total, { total: points(total), best: points(best) }),
    costText(answer.cost / HALVES, best),
  ];
};

const factTexts = (answer) => {
  const said = [filled(TEXTS.rank, { rank: written(answer.rank, 0), count: written(answer.count, 0) })];
  if (answer.ties > 1) said[0] += ` ${counted(TEXTS.ties, answer.ties)}`;
  if (answer.weakest !== null && answer.first.weakest !== null) {
    const [now, before] = [answer, answer.first].map(({ weakest }) => points(weakest / THIRDS));
    said.push(filled(now === before ? TEXTS.weakest_stays : TEXTS.weakest, { now, before }));
  }
  if (answer.bothWays !== answer.first.bothWays) {
    said.push(counted(TEXTS.both, answer.bothWays, { before: written(answer.first.bothWays, 0) }));
  }
  if (answer.unpaired.length) {
    said.push(filled(TEXTS.alone, { partners: answer.unpaired.map(nameOf).join("; ") }));
  }
  return said;
};

const reasonText = ({ code, partners }) => (
  filled(TEXTS.reasons[code], { partners: partners.map(nameOf).join(", ") })
);

const isComputed = (answer, binome) => answer.first.binomes.some(sameAs(binome));

/** List pairs, each with its score; those that were not computed stand out. */
const pairList = (title, kind, binomes, answer) => {
  const box = made("div", "", { class: `changes ${kind}` });
  const list = made("ul");
  box.append(made("h3", title), list);
  for (const binome of binomes) {
    const item = made("li", "", { class: isComputed(answer, binome) ? "" : "fresh" });
    item.append(append(made("span"), namesOf(binome)), made("b", scoreOf(binome, answer)));
    list.append(item);
  }
  return box;
};

/** List the pairs of wishes: those that are new and those that are gone. */
const changedLists = (answer, gone) => {
  const fresh = answer.binomes.filter((one) => !isComputed(answer, one));
  const first = fresh.length
    ? pairList(TEXTS.new, "new", fresh, answer)
    : pairList(TEXTS.pairs, "kept", answer.binomes, answer);
  return gone.length ? [first, pairList(TEXTS.gone, "gone", gone, answer)] : [first];
};

/** The pairs that people named; the others were computed beside them. */
const namedIn = ({ binomes }) => (
  binomes.filter((one) => DATA.problem.decisions.adopted.some(sameAs(one)))
);

/** List the pairs that people named, those that were computed for the others, and those given up. */
const adoptedLists = (answer, gone) => {
  const named = namedIn(answer);
  const others = answer.binomes.filter((one) => !named.includes(one));
  const lists = [pairList(counted(TEXTS.adopted_count, named.length), "named", named, answer)];
  if (others.length) lists.push(pairList(TEXTS.proposed, "kept", others, answer));
  if (gone.length) {
    const pairs = gone.map(namesOf).join("; ");
    const text = filled(TEXTS.not_adopted, { pairs });
    lists.push(append(made("p", "", { class: "changes" }), text));
  }
  return lists;
};

/** Make all of it; `adopted` where the answer is what was adopted before. */
const answerParts = (answer, wishes, adopted) => {
  const paragraph = (text, kind) => made("p", text, { class: kind });
  if (!answer.feasible) {
    return [paragraph(TEXTS.none, "headline"), paragraph(reasonText(answer.reason), "facts")];
  }
  const gone = answer.first.binomes.filter((one) => !answer.binomes.some(sameAs(one)));
  const [headline, ...rest] = adopted ? adoptedTexts(answer, gone) : costTexts(answer, wishes);
  const parts = [paragraph(headline, "headline")];
  for (const text of [...rest, ...factTexts(answer)]) parts.push(paragraph(text, "facts"), " ");
  parts.push(...(adopted ? adoptedLists(answer, gone) : changedLists(answer, gone)));
  const open = answer.binomes.some((one) => scoreOf(one, answer).endsWith("*"));
  return open ? [...parts, paragraph(TEXTS.provisional, "facts")] : parts;
};
