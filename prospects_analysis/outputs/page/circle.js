/* Circle: partners around it, mates side by side; the same order as charts/ring.py. */

/** In units of the drawing: its size, the middle and the two radii of the circle. */
const RING = { width: 720, height: 510, x: 360, y: 254, rx: 176, ry: 214 };
const REACH = { x: RING.rx + 22, y: RING.ry + 14 }; // of the wider circle on which names begin
const NAME_GAP = 48; // at least, between the middles of two names of a side
const LEAST_OUT = 14; // of a name from the middle
const CLOSENESS = 0.78; // mates stand closer than neighbours of different binômes
const NOTHING = 1e-6; // of a distance

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
  const half = groups.flat().length / 2;
  let seated = 0;
  const last = groups.findIndex((group) => {
    seated += group.length;
    return seated >= half;
  });
  return Math.min(last + 1, groups.length - 1);
};

const seat = (partner, angle, height, left) => {
  const share = Math.min(Math.abs(height) / REACH.y, 1);
  const out = REACH.x * Math.sqrt(1 - share * share);
  return {
    partner,
    left,
    x: RING.x + RING.rx * Math.cos(angle),
    y: RING.y - RING.ry * Math.sin(angle),
    labelX: RING.x + (left ? -1 : 1) * Math.max(out, LEAST_OUT),
    labelY: RING.y - height,
  };
};

/** Seat the only group there is. */
const seatAlone = (group) => group.map((name, i) => {
  const angle = Math.PI - ((2 * Math.PI) / group.length) * i;
  return seat(name, angle, REACH.y * Math.sin(angle), Math.cos(angle) < -NOTHING);
});

/** Where the partners of one side stand, around the middle of that side. */
const anglesOf = (groups, centre, step) => {
  const size = groups.flat().length;
  let before = 0;
  return groups.flatMap((group) => {
    const middle = before + (group.length - 1) / 2;
    const places = group.map((_, i) => middle + CLOSENESS * (before + i - middle));
    before += group.length;
    return places.map((place) => centre + step * (place - (size - 1) / 2));
  });
};

/** Seat groups of partners, those of a group next to each other; the first go down the left. */
const seats = (groups) => {
  if (groups.length === 0) return [];
  if (groups.length === 1) return seatAlone(groups[0]);
  const step = (2 * Math.PI) / groups.flat().length;
  const at = cut(groups);
  const sides = [[groups.slice(0, at), Math.PI, step], [groups.slice(at), 0, -step]];
  return sides.flatMap(([side, centre, way]) => {
    const angles = anglesOf(side, centre, way);
    const heights = spread(angles.map((angle) => REACH.y * Math.sin(angle)), NAME_GAP);
    return side.flat().map((name, i) => seat(name, angles[i], heights[i], way > 0));
  });
};
