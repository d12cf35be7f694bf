/* Ring: what is drawn inside the circle. Names are buttons, and stand outside; see live.js. */

/** Strokes in units of the drawing: the weakest pair's, and what the strongest has more. */
const STROKES = { chosen: [7, 8], other: [0.8, 3], spoke: [1.5, 3], unknown: 4 };
const PALEST = 0.25; // how much of its grey the line of the weakest pair has
const SCORE = { digit: 12, pad: 6, height: 24, off: 14, farther: 24 }; // its size, and its air
const SPOKEN = 40; // from a partner to the score beside it
const MARK = { partner: 10, badge: 14 }; // radii
const PIN = "M-4.5-7h9M-3-7v5l-3 4h12l-3-4v-5M0 2v7";
const CROSS = "M-5-5L5 5M5-5L-5 5";
const TICK = "M-6 0L-2 5L6-5";
/** Where a sign may stand between two partners, the best place first. */
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const AIR = 3; // around a sign

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

/** Middle of a box inside the circle, so far off the innermost line of a binôme. */
const inside = (places, width, binomes, off) => {
  const [a, b] = [places[0], places[places.length - 1]];
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  if (binomes === 1 && places.length > 2) return [RING.x, RING.y];
  const [outX, outY] = [x - RING.x, y - RING.y];
  const far = Math.hypot(outX, outY);
  if (far < NOTHING) return [x, y - SCORE.height / 2 - off];
  const half = (Math.abs(outX) * width + Math.abs(outY) * SCORE.height) / (2 * far);
  return [x - (outX / far) * (half + off), y - (outY / far) * (half + off)];
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
  const drawn = [...answer.binomes.flatMap(pairsOf), ...ring.signs.forbidden];
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
  const { answer, signs, strength } = ring;
  const kept = answer.binomes.flatMap(pairsOf);
  const wanted = signs.pinned.filter((pair) => !kept.some(sameAs(pair)));
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

const widthOf = (text) => text.length * SCORE.digit + SCORE.pad;

const labelAt = ([x, y], text) => ({ x, y, text, width: widthOf(text), height: SCORE.height });

/** The scores of the binômes, inside the circle; farther from the line where that has a sign. */
const scoreLabels = ({ at, answer, signs }) => {
  const signed = [...signs.pinned, ...signs.adopted];
  return answer.binomes.map((binome) => {
    const text = scoreOf(binome, answer);
    const hasSign = pairsOf(binome).some((pair) => signed.some(sameAs(pair)));
    const off = hasSign ? SCORE.farther : SCORE.off;
    const places = binome.map((one) => at[one]);
    return labelAt(inside(places, widthOf(text), answer.binomes.length, off), text);
  });
};

/** Beside each partner the score that it has with the chosen one. */
const spokeLabels = ({ placed, answer, from }) => (
  placed.filter(({ partner }) => partner !== from).map((one) => {
    const [outX, outY] = [one.x - RING.x, one.y - RING.y];
    const share = 1 - SPOKEN / Math.hypot(outX, outY);
    const place = [RING.x + outX * share, RING.y + outY * share];
    return labelAt(place, scoreOf([from, one.partner].sort(), answer));
  })
);

const writeLabels = ({ svg, at, from }, labels) => {
  const look = at[from] ? { class: "spoken" } : {};
  for (const { x, y, text } of labels) shape(svg, "text", { x, y, ...look }, text);
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

/** Where between two partners a sign covers nothing of what stands there already. */
const placeOfSign = (a, b, taken) => {
  const places = PLACES.map((share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }));
  const isFree = (place) => taken.every(({ x, y, width, height }) => (
    Math.abs(x - place.x) > width / 2 + MARK.badge + AIR
    || Math.abs(y - place.y) > height / 2 + MARK.badge + AIR
  ));
  return places.find(isFree) ?? places[0];
};

/** Put a tick on what is adopted, a pin on what is pinned, and a cross on what is forbidden. */
const drawSigns = ({ svg, at, placed, signs }, labels) => {
  const boxOf = ({ x, y }, radius) => ({ x, y, width: 2 * radius, height: 2 * radius });
  const taken = [...labels, ...placed.map((one) => boxOf(one, MARK.partner))];
  const kinds = [["adopted", TICK], ["pinned", PIN], ["forbidden", CROSS]];
  for (const [kind, path] of kinds) {
    for (const [a, b] of signs[kind]) {
      const place = placeOfSign(at[a], at[b], taken);
      const look = { transform: `translate(${place.x} ${place.y})`, "data-pair": keyOf(a, b) };
      const badge = shape(svg, "g", { ...look, class: `badge ${kind}` });
      shape(badge, "circle", { r: MARK.badge });
      shape(badge, "path", { d: path });
      taken.push(boxOf(place, MARK.badge));
    }
  }
};

/** Draw lines, scores and signs; `from` is the partner that was chosen first, or "". */
const drawRing = (svg, placed, answer, signs, from, onPair) => {
  const at = Object.fromEntries(placed.map((one) => [one.partner, one]));
  const seated = (groups) => groups.flatMap(pairsOf).filter((pair) => pair.every((one) => at[one]));
  const ring = {
    ...{ svg, at, placed, answer, from, onPair },
    strength: strengths(answer.score),
    signs: Object.fromEntries(Object.entries(signs).map(([kind, groups]) => [kind, seated(groups)])),
  };
  const labels = at[from] ? spokeLabels(ring) : scoreLabels(ring);
  svg.replaceChildren();
  svg.classList.toggle("asking", from !== "");
  drawOthers(ring);
  for (const pair of ring.signs.forbidden) drawLine(ring, pair, { class: "forbidden" });
  drawChosen(ring);
  if (at[from]) drawSpokes(ring);
  drawPartners(ring);
  drawSigns(ring, labels);
  writeLabels(ring, labels);
};
