// What fields are filled from: countries, languages, skills, names of files; loaded when they are needed.

import { root } from "./told.js";

const SHOWN = 40;
const loaded = new Map(); // promises of rows by their addresses; undefined comes of what could not be loaded

function load(address) {
  if (!loaded.has(address)) loaded.set(address, fetched(address));
  return loaded.get(address);
}

async function fetched(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : [];
  } catch {
    loaded.delete(address); // no network: it may come back
    return undefined;
  }
}

const names = (file) => `${root.dataset.names}${file}.json`;
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The rows [value, name] that a leaf can be filled from, as far as a text tells which are needed; null where unknown. */
async function rowsFor(question, text) {
  const { leaf, refersTo } = question.dataset;
  if (leaf !== "reference") return (await load(root.dataset.choices))?.[leaf] ?? null;
  return namesOf(refersTo, text);
}

/** The files of a kind with a word that begins like a text: [name of the file, name]; null where that is unknown. */
export async function namesOf(kind, text) {
  const whole = await load(names(kind));
  if (whole !== null) return whole ?? null; // a large kind says null, and has a file for each letter
  const letter = fold(text).match(/[a-z0-9]/)?.[0];
  return letter ? (await load(names(`${kind}-${letter}`))) ?? null : null;
}

/** Offers what begins like the text of a control. */
export async function offer(question, control) {
  const rows = await rowsFor(question, control.value);
  const typed = fold(control.value.trim());
  const like = (rows ?? []).filter((row) => row.some((one) => fold(one).split(/[\s/_-]+/).some((part) => part.startsWith(typed))
    || fold(one).startsWith(typed)));
  control.list.replaceChildren(...like.slice(0, SHOWN).map(([value, label]) => {
    const option = document.createElement("option");
    option.value = value;
    if (label) option.label = label;
    return option;
  }));
}

/** Puts the value in the place of its name: GB for United Kingdom. */
export async function settle(question, control) {
  const typed = fold(control.value.trim());
  const rows = typed ? await rowsFor(question, typed) : null;
  if (!rows || rows.some(([value]) => value === control.value.trim())) return;
  const meant = rows.filter(([value, label]) => fold(value) === typed || fold(label) === typed);
  if (meant.length === 1) [[control.value]] = meant;
}

/** Whether a value is one that the list has; true where the list is open, or not at hand. */
export async function known(question, text) {
  if ("any" in question.dataset) return true;
  const rows = await rowsFor(question, text);
  return rows === null || rows.some(([value]) => value === text);
}
