/* Wishes: what the room wants; the same as wishes.py. Each function makes new wishes. */

const NO_WISHES = { pinned: [], forbidden: [], scores: [] };

const sameAs = (one) => (other) => one.join() === other.join();
const isEmpty = (wishes) => Object.values(wishes).every((each) => each.length === 0);

const letGo = (wishes, pair) => {
  const others = (pairs) => pairs.filter((one) => !sameAs(pair)(one));
  return { ...wishes, pinned: others(wishes.pinned), forbidden: others(wishes.forbidden) };
};

/** Wish that a pair stands ("pinned") or does not ("forbidden"). */
const wished = (wishes, kind, pair) => {
  const free = letGo(wishes, pair);
  return { ...free, [kind]: [...free[kind], pair] };
};

const isAbout = (one) => (other) => (
  ["partner", "theme", "side"].every((name) => one[name] === other[name])
);

const asAnswered = (wishes, about) => (
  { ...wishes, scores: wishes.scores.filter((one) => !isAbout(about)(one)) }
);

const withScore = (wishes, score) => (
  { ...wishes, scores: [...asAnswered(wishes, score).scores, score] }
);

/** What the run was told of pairs, as far as no wish has undone it. */
const stillGiven = ({ pinned, forbidden }) => {
  const apart = (pairs) => pairs.filter((one) => ![...pinned, ...forbidden].some(sameAs(one)));
  return { pinned: apart(DATA.problem.require), forbidden: apart(DATA.problem.forbid) };
};
