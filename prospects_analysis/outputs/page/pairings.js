/* Pairings: the list of all that there are, which of them are admissible, and their order. The same
   as pairing/enumeration.py does; payload.py gives the list. */

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

/** What a group adds: half units, thirds, and whether everybody in it gives and receives. */
const valueOf = ({ flows, allowed }, group, countsBothWays) => {
  const pairs = pairsOf(group);
  const sum = pairs.reduce((made, [a, b]) => made + (allowed([a, b]) ? flows.score[a][b] : 0), 0);
  const served = (one) => {
    const mates = group.filter((other) => other !== one);
    return mates.some((mate) => flows.carries[one][mate])
      && mates.some((mate) => flows.carries[mate][one]);
  };
  return {
    total: group.length === 2 ? 2 * sum : sum,
    fairness: group.length === 2 ? 3 * sum : sum,
    bothWays: countsBothWays && group.length > 1 && group.every(served) ? 1 : 0,
  };
};

/** Give the function that gives the pairings of so many partners: all that payload.py lists. */
const makeLists = (lists) => {
  const known = new Map();
  const unpack = (number) => {
    const { kind, count, rows } = lists[number];
    const bytes = Uint8Array.from(atob(rows), (char) => char.charCodeAt(0));
    const width = count ? bytes.length / count : 0;
    const rowAt = (row) => bytes.subarray(row * width, (row + 1) * width);
    return { kind, count, width, rowAt, groups: allGroups(number, kind) };
  };
  return (number) => {
    if (!known.has(number)) known.set(number, unpack(number));
    return known.get(number);
  };
};

/** Which groups may stand: of admissible pairs, and parting none that are required. */
const mayStand = ({ allowed, required }) => (group) => (
  pairsOf(group).every(allowed)
  && required.every(([a, b]) => group.includes(a) === group.includes(b))
);

/** Sum up rows: `fairness` has the binômes of each, weakest first, `height` of them. */
const tally = ({ kind, width, rowAt }, rows, groups, values) => {
  const height = width - (kind === "single" ? 1 : 0);
  const total = new Float64Array(rows.length);
  const bothWays = new Uint8Array(rows.length);
  const fairness = new Float64Array(rows.length * height);
  rows.forEach((row, position) => {
    let place = position * height;
    for (const at of rowAt(row)) {
      total[position] += values[at].total;
      bothWays[position] += values[at].bothWays;
      if (groups[at].length > 1) {
        fairness[place] = values[at].fairness;
        place += 1;
      }
    }
    fairness.subarray(position * height, place).sort();
  });
  return { height, total, bothWays, fairness };
};

/** What decides between two rows, and what breaks ties of it before the order of the list. */
const ordered = ({ height, total, bothWays, fairness }, objective) => {
  const byTotal = (x, y) => total[x] - total[y];
  const byFairness = (x, y) => {
    let at = 0;
    while (at < height && fairness[x * height + at] === fairness[y * height + at]) at += 1;
    return at < height ? fairness[x * height + at] - fairness[y * height + at] : 0;
  };
  const [first, second] = objective === "total" ? [byTotal, byFairness] : [byFairness, byTotal];
  return { decides: (x, y) => bothWays[x] - bothWays[y] || first(x, y), breaksTies: second };
};

const bestOf = (count, { decides, breaksTies }) => {
  let best = 0;
  for (let x = 1; x < count; x += 1) {
    if ((decides(x, best) || breaksTies(x, best)) > 0) best = x;
  }
  return best;
};

const rankAndTies = (count, position, decides) => {
  let [rank, ties] = [1, 0];
  for (let x = 0; x < count; x += 1) {
    const order = decides(x, position);
    if (order > 0) rank += 1;
    if (order === 0) ties += 1;
  }
  return { rank, count, ties };
};

/** Every admissible pairing of a list with its values; `best` is the position of the best one. */
const enumerate = (list, { objective, bothWays }, posed) => {
  const groups = list.groups.map((group) => group.map((at) => posed.pool[at]));
  const stands = groups.map(mayStand(posed));
  const rows = [];
  for (let row = 0; row < list.count; row += 1) {
    if (list.rowAt(row).every((at) => stands[at])) rows.push(row);
  }
  const values = groups.map((group) => valueOf(posed, group, bothWays));
  const order = ordered(tally(list, rows, groups, values), objective);
  return {
    rows,
    best: bestOf(rows.length, order),
    rankAndTies: (position) => rankAndTies(rows.length, position, order.decides),
    groupsOf: (row) => Array.from(list.rowAt(row), (at) => groups[at]),
  };
};

/** What groups come to: half units in all, thirds of the weakest binôme, and how many both ways. */
const sums = (posed, groups, countsBothWays) => {
  const values = groups.map((group) => valueOf(posed, group, countsBothWays));
  const scored = values.filter((_, at) => groups[at].length > 1).map((value) => value.fairness);
  return {
    total: values.reduce((sum, value) => sum + value.total, 0),
    weakest: scored.length ? Math.min(...scored) : null,
    bothWays: values.reduce((sum, value) => sum + value.bothWays, 0),
  };
};
