/* Dialogs: what to do with a pair, a score to put right, and what was adopted. */

const option = (value, text) => made("option", text, { value });

/** Ask what to do with two partners. */
const askPair = (a, b, answer, wishes, problem, act) => {
  const key = keyOf(a, b);
  const score = answer.score[key];
  const given = (one, other) => {
    const amount = answer.given[`${one}-${other}`];
    return amount === null || amount === undefined ? "–" : written(amount, 2);
  };
  const rows = [
    [TEXTS.score, score === null || score === undefined ? TEXTS.no_score : scoreOf([a, b].sort(), answer)],
    [`${nameOf(a)} → ${nameOf(b)}`, given(a, b)],
    [`${nameOf(b)} → ${nameOf(a)}`, given(b, a)],
  ];
  byId("choice-title").textContent = `${nameOf(a)} – ${nameOf(b)}`;
  byId("choice-scores").replaceChildren(...rows.map(([term, value]) => {
    const row = made("div");
    row.append(made("dt", term), made("dd", value));
    return row;
  }));
  const has = (pairs) => pairs.some(([one, other]) => keyOf(one, other) === key);
  const why = has(wishes.forbidden) ? "" : answer.inadmissible[key];
  const remarks = { "same country": TEXTS.same_country, forbidden: TEXTS.ruled_out, "not assessed": TEXTS.unassessed };
  const required = has(problem.require) && !has(wishes.forbidden);
  if (required) byId("choice-remark").textContent = TEXTS.required;
  else byId("choice-remark").textContent = has(wishes.pinned) ? "" : remarks[why] ?? "";
  const [pin, forbid, letGo] = ["pin", "forbid", "let-go"].map((name) => byId(`choice-${name}`));
  pin.disabled = has(wishes.pinned) || required;
  forbid.disabled = has(wishes.forbidden);
  letGo.disabled = !has(wishes.pinned) && !has(wishes.forbidden);
  const pressed = (what) => () => {
    byId("choice").close();
    act(what, a, b);
  };
  [pin.onclick, forbid.onclick, letGo.onclick] = [pressed("pin"), pressed("forbid"), pressed("let go")];
  byId("choice").showModal();
  [pin, letGo, forbid].find((button) => !button.disabled).focus();
};

/** Let a score be put right; `act` gets it. */
const prepareCorrection = (problem, act) => {
  const [partner, theme, side, score] = ["partner", "theme", "side", "score"]
    .map((name) => byId(`correction-${name}`));
  let wishes = { scores: [] };
  partner.append(...Object.entries(DATA.partners).map(([id, name]) => option(id, name)));
  theme.append(...Object.entries(DATA.themes).map(([id, name]) => option(id, name)));
  side.append(...Object.entries(DATA.sides).map(([id, name]) => option(id, capital(name))));
  const about = () => ({ partner: partner.value, theme: theme.value, side: side.value });
  const offer = () => {
    const one = about();
    const cell = problem.cells[`${one.partner}|${one.theme}|${one.side}`];
    const wished = wishes.scores.find((old) => Object.keys(one).every((name) => old[name] === one[name]));
    const options = cell ? cell.options : [];
    score.replaceChildren(...options.map((each) => option(each.score, written(each.score, 1))));
    const now = wished ? wished.score : cell?.own ?? null;
    if (now !== null && options.length) {
      const far = (each) => Math.abs(each.score - now);
      score.value = options.reduce((best, each) => (far(each) < far(best) ? each : best)).score;
    }
    const own = cell?.own ?? null;
    byId("correction-own").textContent = own === null
      ? TEXTS.not_assessed
      : filled(TEXTS.stands, { score: written(own, 2) });
  };
  for (const list of [partner, theme, side]) list.addEventListener("change", offer);
  byId("correction").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("correction").close();
    act({ ...about(), score: Number(score.value) });
  });
  return (current) => {
    wishes = current;
    offer();
    byId("correction").showModal();
  };
};

/** Let what is shown be adopted: asks for the circumstances and saves the file. */
const prepareAdoption = (engine) => {
  const dialog = byId("adoption");
  const form = dialog.querySelector("form");
  byId("adoption-present").append(...Object.entries(DATA.partners).map(([id, name]) => {
    const label = made("label");
    label.append(made("input", "", { type: "checkbox", value: name, "data-id": id }), made("span", name));
    return label;
  }));
  let [answer, wishes] = [null, null];
  recall(engine.problem.decisions);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const present = [...byId("adoption-present").querySelectorAll("input:checked")].map((box) => box.value);
    const others = byId("adoption-others").value.split(/[,;]/).map((name) => name.trim());
    save("decisions.toml", engine.decisions({
      pinned: wishes.pinned,
      forbidden: wishes.forbidden,
      adopted: answer.binomes,
      scores: wishes.scores.map((one, at) => ({ ...one, reason: byId(`adoption-reason-${at}`).value.trim() })),
      reason: byId("adoption-reason").value.trim(),
      meeting: {
        date: byId("adoption-date").value,
        place: byId("adoption-place").value.trim(),
        present: [...present, ...others.filter(Boolean)],
      },
    }));
    form.hidden = true;
    byId("adoption-saved").replaceChildren(
      made("p", TEXTS.saved),
      made("code", "prospects run"),
      made("p", TEXTS.elsewhere),
      made("code", "prospects run --decisions decisions.toml"),
      closing(dialog),
    );
    byId("adoption-saved").querySelector("button").focus();
  });
  return (currentAnswer, currentWishes) => {
    [answer, wishes] = [currentAnswer, currentWishes];
    form.hidden = false;
    byId("adoption-saved").replaceChildren();
    byId("adoption-pairs").replaceChildren(...answer.binomes.map((one) => made("li", namesOf(one))));
    byId("adoption-reasons").replaceChildren(...wishes.scores.map((one, at) => {
      const row = made("p", "", { class: "field" });
      row.append(
        made("label", filled(TEXTS.reason_of, { score: correctedText(one) }), { for: `adoption-reason-${at}` }),
        made("input", "", { id: `adoption-reason-${at}`, autocomplete: "off" }),
      );
      return row;
    }));
    byId("adoption-date").value ||= today();
    dialog.scrollTop = 0;
    dialog.showModal();
  };
};

/** Fill in what was written down before. */
const recall = (before) => {
  const meeting = before?.meeting ?? { date: "", place: "", present: [] };
  const boxes = [...byId("adoption-present").querySelectorAll("input")];
  const here = boxes.filter((box) =>
    meeting.present.includes(box.value) || meeting.present.includes(box.dataset.id));
  for (const box of here) box.checked = true;
  const known = here.flatMap((box) => [box.value, box.dataset.id]);
  byId("adoption-date").value = meeting.date;
  byId("adoption-place").value = meeting.place;
  byId("adoption-others").value = meeting.present.filter((name) => !known.includes(name)).join(", ");
  byId("adoption-reason").value = before?.reason ?? "";
};

const closing = (dialog) => {
  const row = made("p", "", { class: "buttons" });
  const button = made("button", TEXTS.close, { type: "button" });
  button.addEventListener("click", () => dialog.close());
  row.append(button);
  return row;
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
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};
