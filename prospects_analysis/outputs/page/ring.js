/* Ring: what is drawn inside the circle. Names are buttons, and stand outside; see live.js. */

/** Strokes in units of the drawing: the weakest pair's, and what the strongest has more. */
const STROKES = { chosen: [7, 8], other: [0.8, 3], spoke: [1.5, 3], unknown: 4 };
const PALEST = 0.25; // how much of its grey the line of the weakest pair has
const SCORE = { digit: 12, pad: 6, height: 24, off: 14 }; // of a score: its size, and its air
const SPOKEN = 40; // from a partner to the score beside it
const MARK = { partner: 10, badge: 14 }; // radii
const PIN = "M-4.5-7h9M-3-7v5l-3 4h12l-3-4v-5M0 2v7";
const CROSS = "M-5-5L5 5M5-5L-5 5";

const keyOf = (a, b) => (a < b ? `${a}-${b}` : `${b}-${a}`);

const shape = (parent, tag, attributes, text = "") => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text) element.textContent = text;
  parent.append(element);
  return element;
};

/** Where a score lies between the lowest and the highest of all, 0 to 1. */
const strengths = (scores) => {
  const known = Object.values(scores).filter((score) => score !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  return (score) => (high > low ? (score - low) / (high - low) : 0.5);
};

const strokeOf = ([least, more], share) => least + more * share;

/** Write the score of a binôme: of a trio the mean of its three pairs. */
const scoreOf = (binome, answer) => {
  const keys = pairsOf(binome).map(([a, b]) => keyOf(a, b));
  const scores = keys.map((key) => answer.score[key]);
  if (scores.includes(null)) return "–";
  const open = keys.some((key) => answer.provisional.includes(key)) ? "*" : "";
  return written(scores.reduce((sum, one) => sum + one, 0) / scores.length / UNIT, 2) + open;
};

/** Middle of a box inside the circle, clear of the innermost line of a binôme. */
const inside = (places, width, binomes) => {
  const [a, b] = [places[0], places[places.length - 1]];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  if (binomes === 1 && places.length > 2) return [RING.x, RING.y];
  const [outX, outY] = [x - RING.x, y - RING.y];
  const far = Math.hypot(outX, outY);
  if (far < NOTHING) return [x, y - SCORE.height / 2 - SCORE.off];
  const half = (Math.abs(outX) * width + Math.abs(outY) * SCORE.height) / (2 * far);
  return [x - (outX / far) * (half + SCORE.off), y - (outY / far) * (half + SCORE.off)];
};

/** Draw a line, and over it a broader one that can be hit. */
const drawLine = ({ svg, at, onPair }, [a, b], attributes) => {
  const ends = { x1: at[a].x, y1: at[a].y, x2: at[b].x, y2: at[b].y };
  shape(svg, "line", { ...ends, class: "hit" }).addEventListener("click", () => onPair(a, b));
  shape(svg, "line", { ...ends, ...attributes });
};

const mayBe = ({ answer }, [a, b]) => (
  answer.score[keyOf(a, b)] !== null && !answer.inadmissible[keyOf(a, b)]
);

/** Draw the pairs that could be as well, the strongest above. */
const drawOthers = (ring) => {
  const { placed, answer, strength } = ring;
  const drawn = [...answer.binomes.flatMap(pairsOf), ...ring.wishes.forbidden];
  const others = pairsOf(placed.map((one) => one.partner)).map((pair) => pair.sort())
    .filter((pair) => mayBe(ring, pair) && !drawn.some(sameAs(pair)))
    .map((pair) => [strength(answer.score[keyOf(...pair)]), pair])
    .sort(([one], [other]) => one - other);
  for (const [share, pair] of others) {
    drawLine(ring, pair, {
      class: "other",
      "stroke-width": strokeOf(STROKES.other, share * share),
      "stroke-opacity": strokeOf([PALEST, 1 - PALEST], share),
    });
  }
};

/** Draw the binômes, and what is pinned where no pairing can have it. */
const drawChosen = (ring) => {
  const { answer, wishes, strength } = ring;
  const kept = answer.binomes.flatMap(pairsOf);
  const wanted = wishes.pinned.filter((pair) => !kept.some(sameAs(pair)));
  for (const pair of [...kept, ...wanted]) {
    const score = answer.score[keyOf(...pair)];
    const look = score === null
      ? { class: "unknown", "stroke-width": STROKES.unknown }
      : { class: "chosen", "stroke-width": strokeOf(STROKES.chosen, strength(score)) };
    drawLine(ring, pair, { ...look, "data-pair": keyOf(...pair) });
  }
};

/** Draw the pairs that the chosen partner could make, with their scores. */
const drawSpokes = ({ svg, at, placed, answer, from, strength }) => {
  for (const one of placed.filter(({ partner }) => partner !== from)) {
    const pair = [from, one.partner].sort();
    const ends = { x1: at[from].x, y1: at[from].y, x2: one.x, y2: one.y };
    if (mayBe({ answer }, pair)) {
      const share = strength(answer.score[keyOf(...pair)]);
      shape(svg, "line", { ...ends, class: "spoke", "stroke-width": strokeOf(STROKES.spoke, share) });
    }
  }
};

const writeSpokes = ({ svg, placed, answer, from }) => {
  for (const one of placed.filter(({ partner }) => partner !== from)) {
    const [outX, outY] = [one.x - RING.x, one.y - RING.y];
    const share = 1 - SPOKEN / Math.hypot(outX, outY);
    const place = { x: RING.x + outX * share, y: RING.y + outY * share };
    shape(svg, "text", { ...place, class: "spoken" }, scoreOf([from, one.partner].sort(), answer));
  }
};

const writeScores = ({ svg, at, answer }) => {
  for (const binome of answer.binomes) {
    const text = scoreOf(binome, answer);
    const width = text.length * SCORE.digit + SCORE.pad;
    const [x, y] = inside(binome.map((one) => at[one]), width, answer.binomes.length);
    shape(svg, "text", { x, y }, text);
  }
};

const drawPartners = ({ svg, placed, answer, from }) => {
  for (const one of placed) {
    const ends = { x1: one.x, y1: one.y, x2: one.labelX, y2: one.labelY };
    shape(svg, "line", { ...ends, class: "leader" });
    const unassessed = answer.unassessed.includes(one.partner) ? "absent" : "";
    const look = one.partner === from ? "from" : unassessed;
    shape(svg, "circle", { cx: one.x, cy: one.y, r: MARK.partner, class: look });
  }
};

/** Put a pin on what is pinned, and a cross on what is forbidden. */
const drawBadges = ({ svg, at, wishes }) => {
  const signs = [[wishes.pinned, "pinned", PIN], [wishes.forbidden, "struck", CROSS]];
  for (const [pairs, name, path] of signs) {
    for (const [a, b] of pairs) {
      const middle = `translate(${(at[a].x + at[b].x) / 2} ${(at[a].y + at[b].y) / 2})`;
      const look = { class: `badge ${name}`, transform: middle, "data-pair": keyOf(a, b) };
      const badge = shape(svg, "g", look);
      shape(badge, "circle", { r: MARK.badge });
      shape(badge, "path", { d: path });
    }
  }
};

/** Draw lines, scores and signs; `from` is the partner that was chosen first, or "". */
const drawRing = (svg, placed, answer, wishes, from, onPair) => {
  const at = Object.fromEntries(placed.map((one) => [one.partner, one]));
  const seated = (pairs) => pairs.filter((pair) => pair.every((one) => at[one]));
  const ring = {
    ...{ svg, at, placed, answer, from, onPair },
    strength: strengths(answer.score),
    wishes: { pinned: seated(wishes.pinned), forbidden: seated(wishes.forbidden) },
  };
  svg.replaceChildren();
  svg.classList.toggle("asking", from !== "");
  drawOthers(ring);
  for (const pair of ring.wishes.forbidden) drawLine(ring, pair, { class: "forbidden" });
  drawChosen(ring);
  if (at[from]) drawSpokes(ring);
  drawPartners(ring);
  drawBadges(ring);
  if (at[from]) writeSpokes(ring);
  else writeScores(ring);
};
