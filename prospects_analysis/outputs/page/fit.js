/* Fit: nothing on a projected page scrolls, whatever the room wishes for. Where there is much to
   say, it stands closer; wishes are folded, which the circle shows by signs too, then the pairs that
   are no more; last of all, the pairs stand in running text, and are left to the circle. */

/** How close the text is set, and how many wishes are shown at the most; the rest is behind "+". */
const STEPS = [
  ["", Infinity],
  ["close", Infinity],
  ...[4, 3, 2, 1].map((most) => ["close", most]),
  ...[3, 2, 1].map((most) => ["close brief", most]),
  ...[3, 2, 1].map((most) => ["close brief closer", most]),
  ...[6, 4, 2, 1].map((most) => ["close brief closer closest", most]),
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
