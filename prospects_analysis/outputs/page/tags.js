/* Tags: the wishes of the room, each to be taken back; before them what the run was given. */

const givenTag = (kind, pair) => {
  const item = made("li", "", { class: `wish given ${kind}` });
  item.title = kind === "pinned" ? TEXTS.required : TEXTS.ruled_out;
  return append(item, filled(TEXTS[kind], { binome: namesOf(pair) }));
};

const wishTag = (kind, text, takeBack) => {
  const item = made("li");
  const look = { type: "button", class: `wish ${kind}`, title: TEXTS.take_back };
  const button = made("button", "", look);
  append(button.appendChild(made("span")), text);
  button.setAttribute("aria-label", `${text}: ${TEXTS.take_back}`);
  button.addEventListener("click", () => {
    byId("all-wishes").close();
    takeBack();
    (byId("wishes").querySelector("li:not([hidden]) button") ?? byId("correct")).focus();
  });
  item.append(button);
  return item;
};

/** What opens the list of those that found no room; fit.js shows it and says how many. */
const moreTag = () => {
  const item = made("li", "", { class: "more", hidden: "" });
  const button = made("button", "", { type: "button", class: "wish", title: TEXTS.wishes });
  button.addEventListener("click", () => byId("all-wishes").showModal());
  item.append(button);
  return item;
};

const tagsOf = (wishes, act) => {
  const given = stillGiven(wishes);
  return [
    ...["pinned", "forbidden"].flatMap((kind) => given[kind].map((pair) => givenTag(kind, pair))),
    ...["pinned", "forbidden"].flatMap((kind) => wishes[kind].map((pair) => (
      wishTag(kind, filled(TEXTS[kind], { binome: namesOf(pair) }), () => act(letGo(wishes, pair)))
    ))),
    ...wishes.scores.map((score) => (
      wishTag("corrected", correctedText(score), () => act(asAnswered(wishes, score)))
    )),
  ];
};

/** List what was wished; `act` gets what is left of it where a wish is taken back. */
const listWishes = (wishes, act) => {
  byId("wishes").replaceChildren(...tagsOf(wishes, act), moreTag());
  byId("all-wishes-list").replaceChildren(...tagsOf(wishes, act));
};
