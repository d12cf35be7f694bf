/* Adoption: asks for the circumstances of what is adopted, and saves the file. */

const FILE = "decisions.toml";
const RUN = "python run.py run data/raw/NAME";
const COMMANDS = [RUN, `${RUN} --decisions ${FILE}`];
const KEPT = 60000; // milliseconds that a browser may take to store the file

const presentBoxes = () => [...byId("adoption-present").querySelectorAll("input")];

const listPartners = () => byId("adoption-present").append(
  ...Object.entries(DATA.partners).map(([id, name]) => {
    const label = made("label");
    label.append(made("input", "", { type: "checkbox", value: name, "data-id": id }), made("span", name));
    return label;
  }),
);

/** Fill in what was written down before. */
const recall = ({ meeting, reason }) => {
  const { date, place, present } = meeting ?? { date: "", place: "", present: [] };
  const here = presentBoxes().filter((box) => present.includes(box.value) || present.includes(box.dataset.id));
  for (const box of here) box.checked = true;
  const known = here.flatMap((box) => [box.value, box.dataset.id]);
  byId("adoption-date").value = date;
  byId("adoption-place").value = place;
  byId("adoption-others").value = present.filter((name) => !known.includes(name)).join(", ");
  byId("adoption-reason").value = reason;
};

/** Read the form, as engine.decisions takes it. */
const circumstances = (wishes) => {
  const others = byId("adoption-others").value.split(/[,;]/).map((name) => name.trim());
  return {
    scores: wishes.scores.map((one, at) => ({ ...one, reason: byId(`adoption-reason-${at}`).value.trim() })),
    reason: byId("adoption-reason").value.trim(),
    meeting: {
      date: byId("adoption-date").value,
      place: byId("adoption-place").value.trim(),
      present: [...presentBoxes().filter((box) => box.checked).map((box) => box.value), ...others.filter(Boolean)],
    },
  };
};

/** Ask why each score was corrected; what was typed before stays. */
const askReasons = (wishes) => {
  const before = byId("adoption-reasons").querySelectorAll("input");
  const typed = new Map([...before].map((field) => [field.dataset.score, field.value]));
  byId("adoption-reasons").replaceChildren(...wishes.scores.map((one, at) => {
    const [id, score] = [`adoption-reason-${at}`, correctedText(one)];
    const field = made("input", "", { id, autocomplete: "off", "data-score": score });
    field.value = typed.get(score) ?? "";
    const row = made("p", "", { class: "field" });
    row.append(made("label", filled(TEXTS.reason_of, { score }), { for: id }), field);
    return row;
  }));
};

/** Say where the file is, and what to do with it. */
const saySaved = (dialog) => {
  const row = made("p", "", { class: "buttons" });
  const button = made("button", TEXTS.close, { type: "button" });
  button.addEventListener("click", () => dialog.close());
  row.append(button);
  const [here, elsewhere] = COMMANDS.map((command) => made("code", command));
  byId("adoption-saved").replaceChildren(
    ...[made("p", TEXTS.saved), here, made("p", TEXTS.exactly)],
    ...[made("p", TEXTS.elsewhere), elsewhere, row],
  );
  button.focus();
};

const today = () => {
  const now = new Date();
  const two = (part) => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

/** Hand a text to the browser as a download. */
const save = (name, text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  const link = made("a", "", { href: address, download: name, hidden: "" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
};

/** Whether somebody is at the form. */
const isAdopting = () => byId("adoption").open && !byId("adoption").querySelector("form").hidden;

/** Let what is shown be adopted: gives what opens the dialog; `saved` is told when the file is. */
const prepareAdoption = (engine, saved) => {
  const dialog = byId("adoption");
  const form = dialog.querySelector("form");
  let [answer, wishes] = [null, NO_WISHES];
  listPartners();
  recall(engine.problem.decisions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { pinned, forbidden } = wishes;
    const given = { pinned, forbidden, adopted: answer.binomes, ...circumstances(wishes) };
    save(FILE, engine.decisions(given));
    saved();
    form.hidden = true;
    saySaved(dialog);
  });
  return (currentAnswer, currentWishes) => {
    [answer, wishes] = [currentAnswer, currentWishes];
    form.hidden = false;
    byId("adoption-saved").replaceChildren();
    byId("adoption-pairs").replaceChildren(...answer.binomes.map((one) => made("li", namesOf(one))));
    askReasons(wishes);
    byId("adoption-date").value ||= today();
    dialog.scrollTop = 0;
    dialog.showModal();
  };
};
