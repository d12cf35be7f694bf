/* Engine: the best pairing under wishes, by adding and comparing whole numbers.

   It solves nothing: payload.py gives it every pairing in canonical order, and what each correction
   makes of a theme score. What it does is what wishes.weigh does, with the same ties: functions here
   and in the files before are named after those of Python that they repeat. None of them knows
   anything of the page.

   makeEngine(problem).weigh({pinned, forbidden, scores}) gives, where `feasible` is false, why:
   reason = {code, partners}, with one of the codes
     "pinned and forbidden"  these two
     "pinned twice"          these are pinned together, and are more than a binôme can hold
     "two trios"             all of these, in two trios, and there is but one
     "no mate"               nobody is left for this one
     "nobody assessed"       none, nobody has a score
     "no pairing"            none, no single thing is to blame
   Numbers are null then, but scores, directions, first and what may not be are as always.
   `unassessed` has no score at all. Each pair stands in score, provisional and inadmissible with its partners in order; given has both
   directions, null where one of the two has no score.

   .adopted gives the same of what was adopted before, as Python made it; null where nothing was.
   .decisions({pinned, forbidden, scores, adopted, reason, meeting}) gives the text of the file. */

/** The best pairing under rules: {posed, row, groups}, or {posed, reason}. */
const pairPartners = ({ problem, listOf, pose, contradiction }, flows, wished) => {
  const posed = pose(flows, wished);
  const reason = contradiction(posed, (number) => listOf(number).kind);
  if (reason) return { posed, reason };
  const { rows, best, groupsOf } = enumerate(listOf(posed.pool.length), problem, posed);
  if (!rows.length) return { posed, reason: { code: "no pairing", partners: [] } };
  return { posed, row: rows[best], groups: groupsOf(rows[best]), reason: null };
};

const binomesOf = ({ posed, groups }) => (
  [...groups.filter((group) => group.length > 1), ...posed.pinned].sort(byPosition)
);

/** Rank binômes among all pairings that keep the rules, except where they or wishes do not. */
const adopt = (parts, flows, binomes, wished) => {
  const { problem, rules, listOf, pose, roster: { everybody, codeOf, pairOf, sorted } } = parts;
  const members = new Set(binomes.flat());
  const own = binomes.flatMap(pairsOf).map(codeOf);
  const kept = [...rules.require].filter((code) => (
    wished.require.has(code) && !pairOf(code).some((one) => members.has(one))
  ));
  const forbid = new Set([...rules.forbid].filter((code) => !own.includes(code)));
  const require = new Set([...kept, ...own]);
  const others = everybody.filter((one) => !members.has(one));
  const apart = [...members].flatMap((one) => others.map((other) => codeOf([one, other])));
  const alone = pairPartners(parts, flows, { require, forbid: new Set([...forbid, ...apart]) });
  if (alone.reason) return alone;
  const decided = pose(flows, { require, forbid });
  const inPool = (pair) => pair.every((one) => decided.pool.includes(one));
  const required = sorted(kept).filter(inPool);
  const every = enumerate(listOf(decided.pool.length), problem, { ...decided, required });
  return { ...every.rankAndTies(every.rows.indexOf(alone.row)), reason: null };
};

/** Wishes join the rules of the run; of the two the last word counts. */
const joined = ({ rules, roster: { codesOf } }, pinned, forbidden) => {
  const more = { require: codesOf(pinned), forbid: codesOf(forbidden) };
  const join = (kind, other) => new Set([...rules[kind], ...more[kind]].filter(
    (code) => !more[other].has(code) || more[kind].has(code),
  ));
  return { require: join("require", "forbid"), forbid: join("forbid", "require") };
};

/** What is found, in numbers; nulls where there is a reason against it. */
const found = ({ problem, roster: { names } }, { posed, groups, reason }, placed) => {
  const none = { binomes: [], unpaired: [], total: null, weakest: null, bothWays: null };
  if (reason) return { ...none, rank: null, count: null, ties: null, cost: null };
  const alone = groups.filter((group) => group.length === 1).flat();
  const made = sums(posed, groups, problem.bothWays);
  const { rank, count, ties } = placed;
  return {
    binomes: binomesOf({ posed, groups }).map(names),
    unpaired: names([...alone, ...posed.late].sort((a, b) => a - b)),
    ...made,
    ...{ rank, count, ties },
    cost: problem.first.total - made.total,
  };
};

/** What the first proposal and the best one without wishes come to now. */
const compared = ({ problem, roster: { indexOf } }, { posed, groups, reason }) => {
  if (reason) return { firstNow: null, freeTotal: null };
  const inPool = (binome) => binome.every((one) => posed.pool.includes(one));
  const before = problem.first.binomes.map((binome) => binome.map(indexOf)).filter(inPool);
  const totalOf = (binomes) => sums(posed, binomes, problem.bothWays).total;
  return { firstNow: totalOf(before), freeTotal: totalOf(groups) };
};

/** What every two have, whether they are paired or not. */
const ofPairs = ({ everybody, names }, { assessed, score, given, open }) => {
  const keyed = (pairs, value) => Object.fromEntries(
    pairs.map((pair) => [names(pair).join("-"), value(...pair)]),
  );
  const pairs = pairsOf(everybody);
  return {
    unassessed: names(everybody.filter((one) => !assessed[one])),
    score: keyed(pairs, (a, b) => score[a][b]),
    given: keyed(
      pairs.flatMap(([a, b]) => [[a, b], [b, a]]),
      (a, b) => (score[a][b] === null ? null : given[a][b]),
    ),
    provisional: pairs.filter(([a, b]) => open[a][b] || open[b][a]).map((pair) => names(pair).join("-")),
  };
};

/** Why each pair that may not be may not be; what is pinned without a score is none of them. */
const inadmissibleIn = ({ roster: { codeOf, pairOf, names } }, { posed }, reason) => {
  const outside = new Set(reason ? [] : posed.pinned.map(codeOf));
  const reasons = [...posed.reasons].filter(([code]) => !outside.has(code));
  return Object.fromEntries(reasons.map(([code, why]) => [names(pairOf(code)).join("-"), why]));
};

/** Answer wishes; `free` is the best pairing of these scores without any. */
const answerTo = (parts, { flows, free }, pinned, forbidden) => {
  const { problem, roster, pose } = parts;
  const wished = joined(parts, pinned, forbidden);
  const best = free.reason ? { ...free, posed: pose(flows, wished) } : pairPartners(parts, flows, wished);
  const placed = best.reason ? best : adopt(parts, flows, binomesOf(best), wished);
  const { reason } = placed;
  return {
    feasible: !reason,
    reason: reason ?? "",
    ...found(parts, { ...best, reason }, placed),
    first: problem.first,
    ...compared(parts, free),
    ...ofPairs(roster, flows),
    inadmissible: inadmissibleIn(parts, best, reason),
  };
};

const makeEngine = (problem) => {
  const roster = makeRoster(problem.partners);
  const complementarity = makeScoring(problem, roster);
  const rules = { require: roster.codesOf(problem.require), forbid: roster.codesOf(problem.forbid) };
  const parts = { problem, roster, rules, listOf: makeLists(problem.lists), ...makeRules(problem, roster) };

  let known = null; // what the last corrections led to: pins and bans alone change it seldom
  const freeOf = (scores) => {
    const key = JSON.stringify(scores);
    if (known?.key !== key) {
      const flows = complementarity(scores);
      known = { key, flows, free: pairPartners(parts, flows, rules) };
    }
    return known;
  };

  const weigh = ({ pinned = [], forbidden = [], scores = [] } = {}) => (
    answerTo(parts, freeOf(scores), pinned, forbidden)
  );

  const adopted = () => problem.adopted && {
    ...weigh(), ...problem.adopted, cost: problem.first.total - problem.adopted.total,
  };

  return { weigh, adopted, decisions: makeDecisions(problem, roster), problem };
};
