// An entry of the saved list: what it may hold, wherever it comes from, and two of one record made one.

export const MOST = 2000; // entries
export const NOTE = 5000; // characters

const KEY_LENGTH = 80;
const RECORD = /^(members|events|jobs)\/[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

const text = (value, most) => (typeof value === "string" ? value.slice(0, most).trim() : "");
const list = (value) => (Array.isArray(value) ? value : []);
const isDay = (value) =>
  typeof value === "string" && DAY.test(value) && new Date(Date.parse(value) || 0).toISOString().startsWith(value);
const day = (value) => (isDay(value) ? value : "");

/** The known fields alone, each of its type and in bounds. Throws an Error whose message is "record" or "note".
    `dates` are the first and last day of an event, or the last day of a job; `off`: it will not be then;
    `gone`: it left the site. `contacted` and `saved` are days, or empty. */
export function cleaned(entry) {
  const key = entry?.key;
  const name = text(entry?.name, 200);
  if (typeof key !== "string" || key.length > KEY_LENGTH || !RECORD.test(key) || !name) throw new Error("record");
  if (entry.note?.length > NOTE) throw new Error("note");
  return {
    key,
    name,
    lines: list(entry.lines).slice(0, 9).map((line) => text(line, 300)).filter(Boolean),
    dates: list(entry.dates).slice(0, 2).filter(isDay),
    off: entry.off === true,
    gone: entry.gone === true,
    note: typeof entry.note === "string" ? entry.note : "",
    contacted: day(entry.contacted),
    saved: day(entry.saved),
  };
}

/** The entries of a list that are whole, by key. */
export function wholeOnes(entries) {
  const whole = new Map();
  for (const [key, entry] of entries) {
    try {
      whole.set(key, cleaned(entry));
    } catch {
      // not one of ours
    }
  }
  return whole;
}

/** `here` with what `other`, an entry of the same record, has besides: both notes, the later contact.
    Throws an Error "note" where both notes are too long for one. */
export function joined(here, other) {
  const note = here.note.includes(other.note) ? here.note : [here.note, other.note].filter(Boolean).join("\n\n");
  if (note.length > NOTE) throw new Error("note");
  const contacted = here.contacted > other.contacted ? here.contacted : other.contacted;
  return { ...here, note, contacted };
}
