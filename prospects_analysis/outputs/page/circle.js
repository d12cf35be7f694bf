/* Circle: partners around it, mates side by side; the same order as charts/ring.py. */

const RING = { width: 720, height: 510, x: 360, y: 254, rx: 176, ry: 214, gap: 48 };
const REACH = { x: RING.rx + 22, y: RING.ry + 14 };
const CLOSENESS = 0.78; // mates stand closer than neighbours of different binômes
const NOTHING_DRAWN = 1e-6;

/** Move falling heights apart until neighbours are so far from each other, as little as can be. */
const spread = (heights, gap) => {
  const runs = [];
  heights.forEach((height, position) => {
    let [mean, size] = [height + gap * position, 1];
    while (runs.length && runs[runs.length - 1][0] < mean) {
      const [before, count] = runs.pop();
      mean = (mean * size + before * count) / (size + count);
      size += count;
    }
    runs.push([mean, size]);
  });
  const level = runs.flatMap(([mean, size]) => Array(size).fill(mean));
  return level.map((mean, position) => mean - gap * position);
};

/** How many groups stand on the left: half of the partners, or just above. */
const cut = (groups) => {
  const total = groups.flat().length;
  let seated = 0;
  for (const [position, group] of groups.entries()) {
    seated += group.length;
    if (2 * seated >= total) return Math.max(1, Math.min(position + 1, groups.length - 1));
  }
  return groups.length;
};

const seat = (partner, angle, height, left) => {
  const share = Math.min(Math.abs(height) / REACH.y, 1);
  const out = REACH.x * Math.sqrt(1 - share * share);
  return {
    partner,
    left,
    x: RING.x + RING.rx * Math.cos(angle),
    y: RING.y - RING.ry * Math.sin(angle),
    labelX: RING.x + (left ? -1 : 1) * Math.max(out, 14),
    labelY: RING.y - height,
  };
};

/** Seat groups of partners, those of a group next to each other; the first go down the left. */
const seats = (groups) => {
  if (groups.length === 0) return [];
  const step = (2 * Math.PI) / groups.flat().length;
  const sides = groups.length === 1
    ? [[groups, Math.PI / 2 + (step * (groups[0].length - 1)) / 2, 1]]
    : [[groups.slice(0, cut(groups)), Math.PI, 1], [groups.slice(cut(groups)), 0, -1]];
  return sides.flatMap(([side, centre, way]) => {
    const size = side.flat().length;
    let before = 0;
    const angles = side.flatMap((group) => {
      const middle = before + (group.length - 1) / 2;
      const own = group.map((_, i) =>
        centre + way * step * (middle - (size - 1) / 2 + CLOSENESS * (before + i - middle)));
      before += group.length;
      return own;
    });
    if (groups.length === 1) return alone(groups[0]);
    const heights = spread(angles.map((angle) => REACH.y * Math.sin(angle)), RING.gap);
    return side.flat().map((name, i) => seat(name, angles[i], heights[i], way === 1));
  });
};

/** Seat the only group there is. */
const alone = (group) => group.map((name, i) => {
  const angle = Math.PI - ((2 * Math.PI) / group.length) * i;
  return seat(name, angle, REACH.y * Math.sin(angle), Math.cos(angle) < -1e-9);
});

const shape = (parent, tag, attributes, text = "") => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  parent.append(element);
  return element;
};

const keyOf = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);

/** Where a score lies between the lowest and the highest of all, 0 to 1. */
const strengths = (scores) => {
  const known = Object.values(scores).filter((score) => score !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (score) => (high > low ? (score - low) / (high - low) : 0.5);
};

/** Middle of a box inside the circle, clear of the innermost line of a binôme. */
const inside = (places, width, height, binomes) => {
  const [a, b] = [places[0], places[places.length - 1]];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  if (binomes === 1 && places.length > 2) return [RING.x, RING.y];
  const [outX, outY] = [x - RING.x, y - RING.y];
  const far = Math.hypot(outX, outY);
  if (far < NOTHING_DRAWN) return [x, y - height / 2 - 14];
  const clear = (Math.abs(outX) * width + Math.abs(outY) * height) / (2 * far) + 13;
  return [x - (outX / far) * clear, y - (outY / far) * clear];
};

const PIN = "M-4.5-7h9M-3-7v5l-3 4h12l-3-4v-5M0 2v7";
const CROSS = "M-5-5L5 5M5-5L-5 5";

/** Draw the lines, the scores and the signs; names are buttons, and stand outside. */
const drawRing = (svg, placed, answer, wishes, from, onPair) => {
  const { binomes } = answer;
  svg.replaceChildren();
  svg.classList.toggle("asking", from !== "");
  const at = Object.fromEntries(placed.map((one) => [one.partner, one]));
  const strength = strengths(answer.score);
  const chosen = new Set(binomes.flatMap(pairsOf).map(([a, b]) => keyOf(a, b)));
  const forbidden = new Set(wishes.forbidden.map(([a, b]) => keyOf(a, b)));
  const line = (a, b, attributes) => {
    const ends = { x1: at[a].x, y1: at[a].y, x2: at[b].x, y2: at[b].y };
    const hit = shape(svg, "line", { ...ends, class: "hit" });
    hit.addEventListener("click", () => onPair(a, b));
    shape(svg, "line", { ...ends, "pointer-events": "none", ...attributes });
  };
  const pairs = pairsOf(placed.map((one) => one.partner)).map(([a, b]) => [a, b].sort());
  const others = pairs
    .filter(([a, b]) => answer.score[keyOf(a, b)] !== null && !answer.inadmissible[keyOf(a, b)])
    .filter(([a, b]) => !chosen.has(keyOf(a, b)) && !forbidden.has(keyOf(a, b)))
    .map(([a, b]) => [strength(answer.score[keyOf(a, b)]), a, b])
    .sort((one, other) => one[0] - other[0]);
  for (const [share, a, b] of others) {
    const grey = Math.round(215 - 126 * share);
    line(a, b, { class: "other", "stroke-width": 0.8 + 3 * share * share });
    svg.lastChild.style.stroke = `rgb(${grey} ${grey} ${grey})`;
  }
  for (const [a, b] of wishes.forbidden) if (at[a] && at[b]) line(a, b, { class: "forbidden" });
  const kept = binomes.flatMap(pairsOf);
  const wanted = wishes.pinned.filter(([a, b]) => at[a] && at[b] && !chosen.has(keyOf(a, b)));
  for (const [a, b] of [...kept, ...wanted]) {
    const score = answer.score[keyOf(a, b)];
    const look = score === null
      ? { class: "unknown", "stroke-width": 4 }
      : { class: "chosen", "stroke-width": 7 + 8 * strength(score) };
    line(a, b, { ...look, "data-pair": keyOf(a, b) });
  }
  for (const one of placed.filter(({ partner }) => at[from] && partner !== from)) {
    const score = answer.score[keyOf(from, one.partner)];
    const ends = { x1: at[from].x, y1: at[from].y, x2: one.x, y2: one.y };
    const look = { class: "spoke", "stroke-width": 1.5 + 3 * strength(score ?? 0), "pointer-events": "none" };
    if (score !== null && !answer.inadmissible[keyOf(from, one.partner)]) shape(svg, "line", { ...ends, ...look });
  }
  for (const one of placed) {
    const ends = { x1: one.x, y1: one.y, x2: one.labelX, y2: one.labelY };
    shape(svg, "line", { ...ends, class: "leader", "pointer-events": "none" });
    const absent = one.partner === from ? "from" : DATA.unscored.includes(one.partner) ? "absent" : "";
    shape(svg, "circle", { cx: one.x, cy: one.y, r: 10, class: absent, "data-partner": one.partner });
  }
  badges(svg, at, wishes);
  if (at[from]) {
    spokes(svg, placed, answer, from);
    return;
  }
  for (const binome of binomes) {
    const text = scoreOf(binome, answer);
    const [x, y] = inside(binome.map((one) => at[one]), text.length * 12 + 6, 24, binomes.length);
    shape(svg, "text", { x, y }, text);
  }
};

/** Write the score that a partner would have with each other one, inside the circle beside it. */
const spokes = (svg, placed, answer, from) => {
  for (const one of placed.filter(({ partner }) => partner !== from)) {
    const text = scoreOf([from, one.partner].sort(), answer);
    const [outX, outY] = [one.x - RING.x, one.y - RING.y];
    const share = 1 - 40 / Math.hypot(outX, outY);
    shape(svg, "text", { x: RING.x + outX * share, y: RING.y + outY * share, class: "spoken" }, text);
  }
};

/** Put a pin on what is pinned, and a cross on what is forbidden. */
const badges = (svg, at, wishes) => {
  const signs = [[wishes.pinned, "pinned", PIN], [wishes.forbidden, "struck", CROSS]];
  for (const [pairs, name, path] of signs) {
    for (const [a, b] of pairs.filter(([one, other]) => at[one] && at[other])) {
      const middle = `translate(${(at[a].x + at[b].x) / 2} ${(at[a].y + at[b].y) / 2})`;
      const badge = shape(svg, "g", { class: `badge ${name}`, transform: middle, "data-pair": keyOf(a, b), "pointer-events": "none" });
      shape(badge, "circle", { r: 14 });
      shape(badge, "path", { d: path });
    }
  }
};

/** Write the score of a binôme: of a trio the mean of its three pairs. */
const scoreOf = (binome, answer) => {
  const keys = pairsOf(binome).map(([a, b]) => keyOf(a, b));
  const scores = keys.map((key) => answer.score[key]);
  if (scores.some((score) => score === null || score === undefined)) return "–";
  const open = keys.some((key) => answer.provisional.includes(key)) ? "*" : "";
  return written(scores.reduce((sum, one) => sum + one, 0) / scores.length / 1e6, 2) + open;
};
