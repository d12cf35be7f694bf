/* Scores: what each two partners could give each other, from theme scores as they stand or as the
   room corrects them. Nothing is scored here: payload.py tells what a correction makes of a score. */

const UNIT = 1e6; // in a point of a score

/** Round half to even, as numpy does. */
const rint = (value) => {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest < 0.5 || (rest === 0.5 && floor % 2 === 0) ? floor : floor + 1;
};

const pairsOf = (group) => group.flatMap((a, at) => group.slice(at + 1).map((b) => [a, b]));

/** Partners by position, and each pair of them as one number; the numbers sort as the pairs do. */
const makeRoster = (partners) => {
  const size = partners.length;
  const everybody = partners.map((_, index) => index);
  const codeOf = ([a, b]) => Math.min(a, b) * size + Math.max(a, b);
  const pairOf = (code) => [Math.floor(code / size), code % size];
  const indexOf = (partner) => {
    const index = partners.indexOf(partner);
    if (index < 0) throw new Error(`Unknown partner "${partner}". Must be one of ${partners}.`);
    return index;
  };
  return {
    everybody,
    codeOf,
    pairOf,
    indexOf,
    names: (group) => group.map((one) => partners[one]),
    sorted: (codes) => [...codes].sort((a, b) => a - b).map(pairOf),
    codesOf: (pairs) => new Set(pairs.map((pair) => {
      if (pair.length !== 2 || pair[0] === pair[1]) {
        throw new Error(`Invalid pair ${pair}. Must be two different partners.`);
      }
      return codeOf(pair.map(indexOf));
    })),
  };
};

/** Give the function that makes scores of corrections; `complementarity` in Python. */
const makeScoring = ({ partners, themes, weights, weightSum, span, cells }, { everybody }) => {
  const square = (cell) => everybody.map((i) => everybody.map((j) => cell(i, j)));

  const corrected = ({ partner, theme, side, score }) => {
    const key = `${partner}|${theme}|${side}`;
    const made = cells[key]?.options.find((option) => option.score === score);
    if (!made) throw new Error(`Invalid score ${score} of ${key}. Must be one that is offered.`);
    return [key, made];
  };

  /** What one gives another, in numpy's order of operations: the same double. */
  const amount = (resources, needs) => {
    let sum = 0;
    themes.forEach((_, t) => {
      const [resource, need] = [resources[t].value, needs[t].value];
      if (resource !== null && need !== null) sum += weights[t] * ((resource * need) / span);
    });
    return sum / weightSum;
  };

  const meets = ({ bits }, other) => [...bits].some((bit, c) => bit === "1" && other.bits[c] === "1");

  /** Whether what is blank leaves a theme open; what does not apply to either settles it at 0. */
  const isOpen = (...both) => (
    both.some((cell) => cell.open) && both.every((cell) => cell.open || cell.value !== null)
  );

  return (scores) => {
    const moved = new Map(scores.map(corrected));
    const [has, wants] = ["resource", "need"].map((side) => partners.map((partner) => (
      themes.map((theme) => `${partner}|${theme}|${side}`).map((key) => moved.get(key) ?? cells[key])
    )));
    const assessed = everybody.map((i) => [...has[i], ...wants[i]].some(({ value }) => value !== null));
    const given = square((i, j) => (i === j ? 0 : amount(has[i], wants[j])));
    const onSomeTheme = (told) => square((i, j) => i !== j && themes.some((_, t) => told(has[i][t], wants[j][t])));
    return {
      assessed,
      given,
      carries: onSomeTheme(meets),
      open: onSomeTheme(isOpen),
      score: square((i, j) => (
        i !== j && assessed[i] && assessed[j] ? rint(Math.sqrt(given[i][j] * given[j][i]) * UNIT) : null
      )),
    };
  };
};
