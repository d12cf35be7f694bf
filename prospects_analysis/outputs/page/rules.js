/* Rules: who may be paired with whom, what must be, and what makes that impossible by itself. The
   same as pairing/problem.py and pairing/contradictions.py do. */

const byPosition = (one, other) => {
  const at = one.findIndex((each, index) => each !== other[index]);
  return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
};

/** Join pairs that share a partner. */
const requiredGroups = (pairs) => pairs.reduce((groups, pair) => {
  const meets = (group) => group.some((one) => pair.includes(one));
  const met = groups.filter(meets);
  const joined = [...new Set([...pair, ...met.flat()])].sort((a, b) => a - b);
  return [...groups.filter((group) => !met.includes(group)), joined];
}, []).sort(byPosition);

const makeRules = ({ countries }, { everybody, codeOf, sorted, names }) => {
  /** Why each pair that may not be may not be. */
  const inadmissible = ({ score }, { require, forbid }) => {
    const reasons = new Map();
    for (const [a, b] of pairsOf(everybody)) {
      const code = codeOf([a, b]);
      if (forbid.has(code)) reasons.set(code, "forbidden");
      else if (score[a][b] === null) reasons.set(code, "not assessed");
      else if (!require.has(code) && countries[a] !== null && countries[a] === countries[b]) {
        reasons.set(code, "same country");
      }
    }
    return reasons;
  };

  /** Put the problem: who is to be paired, and what stands outside it. */
  const pose = (flows, wished) => {
    const allRequired = sorted(wished.require);
    const pinned = allRequired.filter(([a, b]) => flows.score[a][b] === null);
    const taken = new Set(pinned.flat());
    const free = everybody.filter((one) => !taken.has(one));
    const reasons = inadmissible(flows, wished);
    return {
      flows,
      reasons,
      allowed: (pair) => !reasons.has(codeOf(pair)),
      allRequired,
      required: allRequired.filter((pair) => !pair.some((one) => taken.has(one))),
      pinned,
      pool: free.filter((one) => flows.assessed[one]),
      late: free.filter((one) => !flows.assessed[one]),
    };
  };

  const because = (code, group) => ({ code, partners: names(group) });

  /** What is wrong with pairs that are pinned without a score. */
  const wrongPin = ({ pinned, allRequired, reasons }) => {
    for (const pair of pinned) {
      if (reasons.get(codeOf(pair)) === "forbidden") return because("pinned and forbidden", pair);
      const sharing = allRequired.filter((other) => other.some((one) => pair.includes(one)));
      if (sharing.length > 1) return because("pinned twice", requiredGroups(sharing)[0]);
    }
    return null;
  };

  const wrongGroup = (groups, kind) => {
    const tooMany = groups.find((group) => group.length > (kind === "trio" ? 3 : 2));
    if (tooMany) return because("pinned twice", tooMany);
    const trios = groups.filter((group) => group.length === 3);
    return trios.length > 1 ? because("two trios", trios.flat()) : null;
  };

  const lonely = ({ pool, required, allowed }, kind) => {
    const bound = new Set(required.flat());
    const isMate = (one) => (other) => (
      other !== one && allowed([one, other]) && !(kind === "even" && bound.has(other))
    );
    const found = kind === "single"
      ? undefined
      : pool.find((one) => !bound.has(one) && !pool.some(isMate(one)));
    return found === undefined ? null : because("no mate", [found]);
  };

  /** Name what stands in the way by itself; null where nothing does. */
  const contradiction = (posed, kindOf) => {
    const { required, pool, pinned, allowed } = posed;
    const wrong = wrongPin(posed);
    if (wrong) return wrong;
    if (!pool.length && !pinned.length) return because("nobody assessed", []);
    const banned = required.find((pair) => !allowed(pair));
    if (banned) return because("pinned and forbidden", banned);
    const kind = kindOf(pool.length);
    return wrongGroup(requiredGroups(required), kind) ?? lonely(posed, kind);
  };

  return { pose, contradiction };
};
