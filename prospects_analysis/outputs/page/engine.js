/* Engine: the best pairing under wishes, by adding and comparing whole numbers.

   It solves nothing: payload.py gives it every pairing in canonical order, and what each correction
   makes of a theme score. What it does is what wishes.weigh does, with the same ties: functions here
   are named after those of pairing/ that they repeat. It knows nothing of the page.

   makeEngine(problem).weigh({pinned, forbidden, scores}) gives, where `feasible` is false, why:
   reason = {code, partners}, with one of the codes
     "pinned and forbidden"  these two
     "pinned twice"          these are pinned together, and are more than a binôme can hold
     "two trios"             all of these, in two trios, and there is but one
     "no mate"               nobody is left for this one
     "nobody assessed"       none, nobody has a score
     "no pairing"            none, no single thing is to blame
   Numbers are null then, but scores, directions, first and what may not be are as always.
   Each pair stands in score and inadmissible with its partners in order; given has both directions,
   null where one of the two has no score. */

const makeEngine = (() => {
  const UNIT = 1e6;
  const MOST_DOTS = 100; // in a line; Python refuses a file with twice as many

  /** Round half to even, as numpy does. */
  const rint = (value) => {
    const floor = Math.floor(value);
    const rest = value - floor;
    return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
  };

  const pairsOf = (group) => group.flatMap((a, at) => group.slice(at + 1).map((b) => [a, b]));
  const byPosition = (one, other) => {
    const at = one.findIndex((each, index) => each !== other[index]);
    return at < 0 ? one.length - other.length : one[at] - (other[at] ?? -1);
  };

  /** Every group of so many partners in the order of Python's sorted tuples. */
  const allGroups = (size, kind) => {
    const groups = [];
    for (let a = 0; a < size; a += 1) {
      if (kind === "single") groups.push([a]);
      for (let b = a + 1; b < size; b += 1) {
        groups.push([a, b]);
        for (let c = b + 1; kind === "trio" && c < size; c += 1) groups.push([a, b, c]);
      }
    }
    return groups;
  };

  /** Join pairs that share a partner. */
  const requiredGroups = (pairs) => pairs.reduce((groups, pair) => {
    const [met, others] = [true, false].map((meets) => groups.filter(
      (group) => group.some((one) => pair.includes(one)) === meets,
    ));
    return [...others, [...new Set([...pair, ...met.flat()])].sort((a, b) => a - b)];
  }, []).sort(byPosition);

  /** A text without half a character, which no file can hold. */
  const whole = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

  /** A text, or a list of them, as TOML has it. */
  const quoted = (value) => {
    if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
    if (typeof value !== "string") return String(value);
    const escaped = whole(value).replace(
      /[\u0000-\u001f"\\\u007f-\u009f\u2028\u2029]/g,
      (char) => (/["\\]/.test(char) ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
    );
    return `"${escaped}"`;
  };

  /** A table of a TOML file; what is empty is left out, and a table of nothing too. */
  const table = (head, content) => {
    const lines = Object.entries(content)
      .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length))
      .map(([key, value]) => [key, value.day ?? quoted(value)])
      .map(([key, text]) => `${key} = ${text.split(".").length > MOST_DOTS ? text.replaceAll(".", "\\u002e") : text}`);
    return lines.length ? [[head, ...lines].join("\n")] : [];
  };

  /** A date as the file has it, which is no text; nothing where it is no date. */
  const dayOf = (text) => {
    const found = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? new Date(`${text}T00:00:00Z`) : null;
    const real = found && !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
    return real && !text.startsWith("0000") ? { day: text } : null;
  };

  /** Who was there: each name once, as Python tells names apart. */
  const onceEach = (listed) => [...new Set(
    listed.map((name) => whole(name).normalize("NFC")).filter((name) => name.trim()),
  )];

  return (problem) => {
    const { partners, themes, countries } = problem;
    const size = partners.length;
    const everybody = partners.map((_, index) => index);
    const names = (group) => group.map((one) => partners[one]);
    const square = (cell) => everybody.map((i) => everybody.map((j) => cell(i, j)));
    const codeOf = ([a, b]) => Math.min(a, b) * size + Math.max(a, b);
    const pairOf = (code) => [Math.floor(code / size), code % size];
    const sorted = (codes) => [...codes].sort((a, b) => a - b).map(pairOf);

    const indexOf = (partner) => {
      const index = partners.indexOf(partner);
      if (index < 0) throw new Error(`Unknown partner "${partner}". Must be one of ${partners}.`);
      return index;
    };
    const codesOf = (pairs) => new Set(pairs.map((pair) => {
      const pairOfIndices = pair.map(indexOf);
      if (pair.length !== 2 || pair[0] === pair[1]) {
        throw new Error(`Invalid pair ${pair}. Must be two different partners.`);
      }
      return codeOf(pairOfIndices);
    }));
    const rules = { require: codesOf(problem.require), forbid: codesOf(problem.forbid) };

    const lists = new Map();
    /** The pairings of so many partners: their groups, and the positions of these in every row. */
    const listOf = (number) => {
      if (!lists.has(number)) {
        const { kind, count, rows } = problem.lists[number];
        const bytes = Uint8Array.from(atob(rows), (char) => char.charCodeAt(0));
        const width = count ? bytes.length / count : 0;
        lists.set(number, { kind, count, width, bytes, groups: allGroups(number, kind) });
      }
      return lists.get(number);
    };

    /** What a correction makes of a theme score, which is the only place where scores come from. */
    const corrected = ({ partner, theme, side, score }) => {
      const key = `${partner}|${theme}|${side}`;
      const made = problem.cells[key]?.options.find((option) => option.score === score);
      if (!made) throw new Error(`Invalid score ${score} of ${key}. Must be one that is offered.`);
      return [key, made];
    };

    /** Directed amounts and scores, in numpy's order of operations: the same doubles. */
    const complementarity = (scores) => {
      const moved = new Map(scores.map(corrected));
      const cells = (side) => partners.map((partner) => themes.map((theme) => {
        const key = `${partner}|${theme}|${side}`;
        return moved.get(key) ?? problem.cells[key];
      }));
      const [has, wants] = [cells("resource"), cells("need")];
      const assessed = everybody.map((i) => [...has[i], ...wants[i]].some((cell) => cell.value !== null));
      const amount = (i, j) => {
        let sum = 0;
        themes.forEach((_, t) => {
          const [resource, need] = [has[i][t].value, wants[j][t].value];
          if (resource !== null && need !== null) {
            sum += problem.weights[t] * ((resource * need) / problem.span);
          }
        });
        return sum / problem.weightSum;
      };
      const meets = (one, other) => [...one.bits].some((bit, c) => bit === "1" && other.bits[c] === "1");
      const given = square((i, j) => (i === j ? 0 : amount(i, j)));
      return {
        assessed,
        given,
        carries: square((i, j) => i !== j && themes.some((_, t) => meets(has[i][t], wants[j][t]))),
        score: square((i, j) => (
          i !== j && assessed[i] && assessed[j] ? rint(Math.sqrt(given[i][j] * given[j][i]) * UNIT) : null
        )),
      };
    };

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
      const reasons = inadmissible(flows, wished);
      const required = sorted(wished.require);
      const pinned = required.filter(([a, b]) => flows.score[a][b] === null);
      const taken = new Set(pinned.flat());
      const free = everybody.filter((one) => !taken.has(one));
      return {
        flows,
        reasons,
        required: required.filter((pair) => !pair.some((one) => taken.has(one))),
        allRequired: required,
        pinned,
        pool: free.filter((one) => flows.assessed[one]),
        late: free.filter((one) => !flows.assessed[one]),
      };
    };

    const allowed = (posed, pair) => !posed.reasons.has(codeOf(pair));

    /** Name what stands in the way by itself; null where nothing does. */
    const contradiction = (posed) => {
      const { pinned, allRequired, required, pool } = posed;
      const because = (code, group) => ({ code, partners: names(group) });
      for (const pair of pinned) {
        if (posed.reasons.get(codeOf(pair)) === "forbidden") return because("pinned and forbidden", pair);
        const sharing = allRequired.filter((other) => other.some((one) => pair.includes(one)));
        if (sharing.length > 1) return because("pinned twice", requiredGroups(sharing)[0]);
      }
      if (!pool.length && !pinned.length) return because("nobody assessed", []);
      const banned = required.find((pair) => !allowed(posed, pair));
      if (banned) return because("pinned and forbidden", banned);
      const { kind } = listOf(pool.length);
      const groups = requiredGroups(required);
      const tooMany = groups.find((group) => group.length > (kind === "trio" ? 3 : 2));
      if (tooMany) return because("pinned twice", tooMany);
      const trios = groups.filter((group) => group.length === 3);
      if (trios.length > 1) return because("two trios", trios.flat());
      const bound = new Set(required.flat());
      const mates = (one) => pool.filter((other) => (
        other !== one && allowed(posed, [one, other]) && !(kind === "even" && bound.has(other))
      ));
      const lonely = pool.find((one) => kind !== "single" && !bound.has(one) && !mates(one).length);
      return lonely === undefined ? null : because("no mate", [lonely]);
    };

    /** What a group adds: half units, thirds, and whether everybody in it gives and receives. */
    const valueOf = (posed, group) => {
      const { score, carries } = posed.flows;
      const pairs = pairsOf(group);
      const sum = pairs.reduce((made, [a, b]) => made + (allowed(posed, [a, b]) ? score[a][b] : 0), 0);
      const served = (one) => {
        const mates = group.filter((other) => other !== one);
        return mates.some((mate) => carries[one][mate]) && mates.some((mate) => carries[mate][one]);
      };
      return {
        total: group.length === 2 ? 2 * sum : sum,
        fairness: group.length === 2 ? 3 * sum : sum,
        bothWays: problem.bothWays && group.length > 1 && group.every(served) ? 1 : 0,
        allowed: pairs.every((pair) => allowed(posed, pair))
          && posed.required.every(([a, b]) => group.includes(a) === group.includes(b)),
      };
    };

    /** Every admissible pairing with its values; `best` is the position of the best one. */
    const enumerate = (posed) => {
      const { kind, count, width, bytes, groups } = listOf(posed.pool.length);
      const values = groups.map((group) => valueOf(posed, group.map((at) => posed.pool[at])));
      const mates = groups.map((group) => group.length > 1);
      const height = kind === "single" ? width - 1 : width;
      const rows = [];
      for (let row = 0; row < count; row += 1) {
        let at = row * width;
        const end = at + width;
        while (at < end && values[bytes[at]].allowed) at += 1;
        if (at === end) rows.push(row);
      }
      const total = new Float64Array(rows.length);
      const bothWays = new Uint8Array(rows.length);
      const fairness = new Float64Array(rows.length * height);
      rows.forEach((row, position) => {
        const base = position * height;
        let filled = 0;
        for (let at = row * width; at < (row + 1) * width; at += 1) {
          const value = values[bytes[at]];
          total[position] += value.total;
          bothWays[position] += value.bothWays;
          if (mates[bytes[at]]) {
            let place = base + filled;
            for (; place > base && fairness[place - 1] > value.fairness; place -= 1) {
              fairness[place] = fairness[place - 1];
            }
            fairness[place] = value.fairness;
            filled += 1;
          }
        }
      });
      const byTotal = (x, y) => total[x] - total[y];
      const byFairness = (x, y) => {
        let at = 0;
        while (at < height && fairness[x * height + at] === fairness[y * height + at]) at += 1;
        return at < height ? fairness[x * height + at] - fairness[y * height + at] : 0;
      };
      const [first, second] = problem.objective === "total" ? [byTotal, byFairness] : [byFairness, byTotal];
      /** What decides; ties of it are broken by the other objective, then by canonical order. */
      const compare = (x, y) => bothWays[x] - bothWays[y] || first(x, y);
      let best = 0;
      for (let x = 1; x < rows.length; x += 1) {
        if ((compare(x, best) || second(x, best)) > 0) best = x;
      }
      const rankAndTies = (position) => {
        let [rank, ties] = [1, 0];
        for (let x = 0; x < rows.length; x += 1) {
          const order = compare(x, position);
          if (order > 0) rank += 1;
          if (order === 0) ties += 1;
        }
        return { rank, count: rows.length, ties };
      };
      const groupsOf = (row) => Array.from(
        bytes.subarray(row * width, (row + 1) * width),
        (at) => groups[at].map((one) => posed.pool[one]),
      );
      return { rows, best, rankAndTies, groupsOf };
    };

    /** The best pairing under rules: {posed, row, groups}, or {posed, reason}. */
    const pairPartners = (flows, wished) => {
      const posed = pose(flows, wished);
      const reason = contradiction(posed);
      if (reason) return { posed, reason };
      const { rows, best, groupsOf } = enumerate(posed);
      if (!rows.length) return { posed, reason: { code: "no pairing", partners: [] } };
      return { posed, row: rows[best], groups: groupsOf(rows[best]), reason: null };
    };

    const binomesOf = ({ posed, groups }) => (
      [...groups.filter((group) => group.length > 1), ...posed.pinned].sort(byPosition)
    );

    /** Rank binômes among all pairings that keep the rules, except where they do not. */
    const adopt = (flows, binomes) => {
      const members = new Set(binomes.flat());
      const own = binomes.flatMap(pairsOf).map(codeOf);
      const kept = [...rules.require].filter((code) => !pairOf(code).some((one) => members.has(one)));
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

    const sums = (posed, groups) => {
      const values = groups.map((group) => valueOf(posed, group));
      const scored = values.filter((_, at) => groups[at].length > 1).map((value) => value.fairness);
      return {
        total: values.reduce((sum, value) => sum + value.total, 0),
        weakest: scored.length ? Math.min(...scored) : null,
        bothWays: values.reduce((sum, value) => sum + value.bothWays, 0),
      };
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

    const keyed = (pairs, value) => Object.fromEntries(
      pairs.map(([a, b]) => [`${partners[a]}-${partners[b]}`, value(a, b)]),
    );

    const weigh = ({ pinned = [], forbidden = [], scores = [] } = {}) => {
      const { flows, free } = freeOf(scores);
      const wished = joined(pinned, forbidden);
      const best = free.reason ? { ...free, posed: pose(flows, wished) } : pairPartners(flows, wished);
      const placed = best.reason ? best : adopt(flows, binomesOf(best));
      const reason = placed.reason;
      const outside = new Set(reason ? [] : best.posed.pinned.map(codeOf));
      const reasons = new Map([...best.posed.reasons].filter(([code]) => !outside.has(code)));
      const inPool = (binome) => binome.every((one) => free.posed.pool.includes(one));
      const before = problem.first.binomes.map((binome) => binome.map(indexOf)).filter(inPool);
      const made = reason ? { total: null, weakest: null, bothWays: null } : sums(best.posed, best.groups);
      const alone = reason ? [] : best.groups.filter((group) => group.length === 1).flat();
      return {
        feasible: !reason,
        reason: reason ?? "",
        binomes: reason ? [] : binomesOf(best).map(names),
        unpaired: reason ? [] : names([...alone, ...best.posed.late].sort((a, b) => a - b)),
        ...made,
        rank: reason ? null : placed.rank,
        count: reason ? null : placed.count,
        ties: reason ? null : placed.ties,
        cost: reason ? null : problem.first.total - made.total,
        first: problem.first,
        firstNow: free.reason ? null : sums(free.posed, before).total,
        freeTotal: free.reason ? null : sums(free.posed, free.groups).total,
        score: keyed(pairsOf(everybody), (a, b) => flows.score[a][b]),
        given: keyed(
          everybody.flatMap((a) => everybody.filter((b) => b !== a).map((b) => [a, b])),
          (a, b) => (flows.score[a][b] === null ? null : flows.given[a][b]),
        ),
        inadmissible: keyed(sorted(reasons.keys()), (a, b) => reasons.get(codeOf([a, b]))),
      };
    };

    /** Pairs as the file of decisions has them: partners in order inside and between, each once. */
    const listed = (binomes) => {
      const found = binomes.map((binome) => binome.map(indexOf).sort((a, b) => a - b)).sort(byPosition);
      return found.filter((one, at) => !at || byPosition(one, found[at - 1])).map(names);
    };
    const among = (pairs) => (pair) => pairs.some((one) => String(listed([one])) === String(listed([pair])));

    /** Scores put right before and now, in the order of partners and themes; the last word counts. */
    const allScores = (scores) => {
      const place = ({ partner, theme, side }) => (
        [partners.indexOf(partner), themes.indexOf(theme), side === "need" ? 1 : 0]
      );
      const about = new Map([...problem.decisions.scores, ...scores].map((one) => (
        [JSON.stringify([one.partner, one.theme, one.side]), one]
      )));
      return [...about.values()].sort((one, other) => byPosition(place(one), place(other)));
    };

    const decisions = ({
      pinned = [], forbidden = [], adopted = null, scores = [], reason = "", meeting = null,
    } = {}) => {
      const before = problem.decisions;
      const day = { date: "", place: "", present: [], ...before.meeting };
      const pins = [...before.pinned.filter((pair) => !among(forbidden)(pair)), ...pinned];
      const bans = [...before.forbidden, ...forbidden].filter((pair) => !among(pinned)(pair));
      const tables = [
        ...before.supersedes.flatMap((one) => table("[[returns.supersedes]]", one)),
        ...before.same.flatMap((one) => table("[[returns.same_respondent]]", one)),
        ...before.stands.flatMap((one) => table("[[answers]]", one)),
        ...allScores(scores).flatMap(({ partner, theme, side, score, reason: why = "" }) => (
          table("[[scores]]", { partner, theme, side, score, reason: why })
        )),
        ...table("[binomes]", {
          adopted: listed((adopted ?? before.adopted).filter((one) => one.length > 1)),
          pinned: listed(pins),
          forbidden: listed(bans),
          reason: reason || before.reason,
        }),
        ...table("[meeting]", {
          date: dayOf(meeting?.date) ?? dayOf(day.date),
          place: meeting?.place || day.place,
          present: onceEach(meeting?.present?.length ? meeting.present : day.present),
        }),
      ];
      return tables.length ? `${tables.join("\n\n")}\n` : "";
    };

    return { weigh, decisions, problem };
  };
})();
