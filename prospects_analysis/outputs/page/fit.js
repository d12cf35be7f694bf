/* Fit: nothing on a projected page scrolls, whatever the room wishes for. Where there is much to
   say, it stands closer, then in running text; what the circle shows too goes last of all. */

/** How close the text is set, and how many wishes are shown at the most; the rest is behind "+". */
const STEPS = [
  ["", Infinity],
  ["close", Infinity],
  ["close closer", Infinity],
  ["close closer", 3],
  ["close closer", 2],
  ["close closer", 1],
  ["close closer closest", 6],
  ["close closer closest", 4],
  ["close closer closest", 2],
  ["close closer closest", 1],
];

/** Show the last wishes, and how many there are besides. */
const foldWishes = (list, most) => {
  const items = [...list.querySelectorAll("li:not(.more)")];
  const folded = Math.max(items.length - most, 0);
  items.forEach((item, at) => { item.hidden = at < folded; });
  const more = list.querySelector(".more");
  more.hidden = folded === 0;
  more.firstChild.textContent = `+${written(folded, 0)}`;
};

const overflows = (box) => box.scrollHeight > box.clientHeight + 1;

const fitSide = (side) => {
  const [answer, list] = [byId("answer"), byId("wishes")];
  STEPS.some(([tightness, most]) => {
    side.dataset.tightness = tightness;
    foldWishes(list, most);
    return !overflows(answer) && !overflows(side);
  });
};
