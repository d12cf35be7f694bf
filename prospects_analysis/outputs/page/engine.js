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

const makeEngine = (problem) => {
  const roster = makeRoster(problem.partners);
  const { everybody, codeOf, pairOf, codesOf, indexOf, names, sorted } = roster;
  const complementarity = makeScoring(problem, roster);
  const { pose, contradiction } = makeRules(problem, roster);
  const { kindOf, enumerate, sums } = makePairings(problem);
  const rules = { require: codesOf(problem.require), forbid: codesOf(problem.forbid) };

  /** The best pairing under rules: {posed, row, groups}, or {posed, reason}. */
  const pairPartners = (flows, wished) => {
    const posed = pose(flows, wished);
    const reason = contradiction(posed, kindOf);
    if (reason) return { posed, reason };
    const { rows, best, groupsOf } = enumerate(posed);
    if (!rows.length) return { posed, reason: { code: "no pairing", partners: [] } };
    return { posed, row: rows[best], groups: groupsOf(rows[best]), reason: null };
  };

  const binomesOf = ({ posed, groups }) => (
    [...groups.filter((group) => group.length > 1), ...posed.pinned].sort(byPosition)
  );

  /** Rank binômes among all pairings that keep the rules, except where they or wishes do not. */
  const adopt = (flows, binomes, wished) => {
    const members = new Set(binomes.flat());
    const own = binomes.flatMap(pairsOf).map(codeOf);
    const kept = [...rules.require].filter((code) => (
      wished.require.has(code) && !pairOf(code).some((one) => members.has(one))
    ));
    const forbid = new Set([...rules.forbid].filter((code) => !own.includes(code)));
    const require = new Set([...kept, ...own]);
    const others = everybody.filter((one) => !members.has(one));
    const apart = [...members].flatMap((one) => others.map((other) => codeOf([one, other])));
    const alone = pairPartners(flows, { require, forbid: new Set([...forbid, ...apart]) });
    if (alone.reason) return alone;
    const decided = pose(flows, { require, forbid });
    const inPool = (pair) => pair.every((one) => decided.pool.includes(one));
    const every = enumerate({ ...decided, required: sorted(kept).filter(inPool) });
    return { ...every.rankAndTies(every.rows.indexOf(alone.row)), reason: null };
  };

  /** Wishes join the rules of the run; of the two the last word counts. */
  const joined = (pinned, forbidden) => {
    const more = { require: codesOf(pinned), forbid: codesOf(forbidden) };
    const join = (kind, other) => new Set([...rules[kind], ...more[kind]].filter(
      (code) => !more[other].has(code) || more[kind].has(code),
    ));
    return { require: join("require", "forbid"), forbid: join("forbid", "require") };
  };

  let known = null; // what the last corrections led to: pins and bans alone change it seldom
  const freeOf = (scores) => {
    const key = JSON.stringify(scores);
    if (known === null || known.key !== key) {
      const flows = complementarity(scores);
      known = { key, flows, free: pairPartners(flows, rules) };
    }
    return known;
  };

  /** What is found, in numbers; nulls where there is a reason against it. */
  const found = ({ posed, groups, reason }, placed) => {
    const none = { binomes: [], unpaired: [], total: null, weakest: null, bothWays: null };
    if (reason) return { ...none, rank: null, count: null, ties: null, cost: null };
    const alone = groups.filter((group) => group.length === 1).flat();
    const made = sums(posed, groups);
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
  const compared = ({ posed, groups, reason }) => {
    if (reason) return { firstNow: null, freeTotal: null };
    const inPool = (binome) => binome.every((one) => posed.pool.includes(one));
    const before = problem.first.binomes.map((binome) => binome.map(indexOf)).filter(inPool);
    return { firstNow: sums(posed, before).total, freeTotal: sums(posed, groups).total };
  };

  const keyOfCode = (code) => names(pairOf(code)).join("-");
  const keyed = (pairs, value) => Object.fromEntries(
    pairs.map(([a, b]) => [`${problem.partners[a]}-${problem.partners[b]}`, value(a, b)]),
  );
  const pairs = pairsOf(everybody);

  /** What every two have, whether they are paired or not. */
  const ofPairs = ({ assessed, score, given, open }) => ({
    unassessed: names(everybody.filter((one) => !assessed[one])),
    score: keyed(pairs, (a, b) => score[a][b]),
    given: keyed(
      pairs.flatMap(([a, b]) => [[a, b], [b, a]]),
      (a, b) => (score[a][b] === null ? null : given[a][b]),
    ),
    provisional: pairs.filter(([a, b]) => open[a][b] || open[b][a]).map((pair) => keyOfCode(codeOf(pair))),
  });

  const weigh = ({ pinned = [], forbidden = [], scores = [] } = {}) => {
    const { flows, free } = freeOf(scores);
    const wished = joined(pinned, forbidden);
    const best = free.reason ? { ...free, posed: pose(flows, wished) } : pairPartners(flows, wished);
    const placed = best.reason ? best : adopt(flows, binomesOf(best), wished);
    const { reason } = placed;
    const outside = new Set(reason ? [] : best.posed.pinned.map(codeOf));
    const reasons = [...best.posed.reasons].filter(([code]) => !outside.has(code));
    return {
      feasible: !reason,
      reason: reason ?? "",
      ...found({ ...best, reason }, placed),
      first: problem.first,
      ...compared(free),
      ...ofPairs(flows),
      inadmissible: Object.fromEntries(reasons.map(([code, why]) => [keyOfCode(code), why])),
    };
  };

  const adopted = () => problem.adopted && {
    ...weigh(), ...problem.adopted, cost: problem.first.total - problem.adopted.total,
  };

  return { weigh, adopted, decisions: makeDecisions(problem, roster), problem };
};
