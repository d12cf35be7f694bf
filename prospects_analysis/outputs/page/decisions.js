/* Decisions: the text of decisions.toml, with all that the run was given and what is new. */

const MOST_DOTS = 100; // in a line; Python refuses a file with twice as many

/** A text without half a character, which no file can hold. */
const whole = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** A text, or a list of them, as TOML has it. */
const quoted = (value) => {
  if (Array.isArray(value)) return `[${value.map(quoted).join(", ")}]`;
  if (typeof value !== "string") return String(value);
  const escaped = whole(value).replace(
    /[\u0000-\u001f"\\\u007f-\u009f\u2028\u2029]/g,
    (char) => (/["\\]/.test(char) ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  );
  return `"${escaped}"`;
};

/** A table of a TOML file; what is empty is left out, and a table of nothing too. */
const table = (head, content) => {
  const lines = Object.entries(content)
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && !value.length))
    .map(([key, value]) => [key, value.day ?? quoted(value)])
    .map(([key, text]) => `${key} = ${text.split(".").length > MOST_DOTS ? text.replaceAll(".", "\\u002e") : text}`);
  return lines.length ? [[head, ...lines].join("\n")] : [];
};

/** A date as the file has it, which is no text; nothing where it is no date. */
const dayOf = (text) => {
  const found = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? new Date(`${text}T00:00:00Z`) : null;
  const real = found && !Number.isNaN(found.getTime()) && found.toISOString().startsWith(text);
  return real && !text.startsWith("0000") ? { day: text } : null;
};

/** Who was there: each name once, as Python tells names apart. */
const onceEach = (listed) => [...new Set(
  listed.map((name) => whole(name).normalize("NFC")).filter((name) => name.trim()),
)];

/** Give the function that writes the file; see engine.js for what it takes. */
const makeDecisions = ({ partners, themes, decisions: before }, { indexOf, names }) => {
  /** Pairs as the file has them: partners in order inside and between, each once. */
  const listed = (binomes) => {
    const found = binomes.map((binome) => binome.map(indexOf).sort((a, b) => a - b)).sort(byPosition);
    return found.filter((one, at) => !at || byPosition(one, found[at - 1])).map(names);
  };
  const among = (pairs) => (pair) => pairs.some((one) => String(listed([one])) === String(listed([pair])));

  /** Scores put right before and now, in the order of partners and themes; the last word counts. */
  const allScores = (scores) => {
    const place = ({ partner, theme, side }) => (
      [partners.indexOf(partner), themes.indexOf(theme), side === "need" ? 1 : 0]
    );
    const about = new Map([...before.scores, ...scores].map((one) => (
      [JSON.stringify([one.partner, one.theme, one.side]), one]
    )));
    return [...about.values()].sort((one, other) => byPosition(place(one), place(other)));
  };

  const binomes = ({ pinned = [], forbidden = [], adopted = null, reason = "" }) => ({
    adopted: listed((adopted ?? before.adopted).filter((one) => one.length > 1)),
    pinned: listed([...before.pinned.filter((pair) => !among(forbidden)(pair)), ...pinned]),
    forbidden: listed([...before.forbidden, ...forbidden].filter((pair) => !among(pinned)(pair))),
    reason: reason || before.reason,
  });

  const meetingOf = (now) => {
    const was = { date: "", place: "", present: [], ...before.meeting };
    return {
      date: dayOf(now?.date) ?? dayOf(was.date),
      place: now?.place || was.place,
      present: onceEach(now?.present?.length ? now.present : was.present),
    };
  };

  return (given = {}) => {
    const tables = [
      ...before.supersedes.flatMap((one) => table("[[returns.supersedes]]", one)),
      ...before.same.flatMap((one) => table("[[returns.same_respondent]]", one)),
      ...before.stands.flatMap((one) => table("[[answers]]", one)),
      ...allScores(given.scores ?? []).flatMap(({ partner, theme, side, score, reason = "" }) => (
        table("[[scores]]", { partner, theme, side, score, reason })
      )),
      ...table("[binomes]", binomes(given)),
      ...table("[meeting]", meetingOf(given.meeting)),
    ];
    return tables.length ? `${tables.join("\n\n")}\n` : "";
  };
};
