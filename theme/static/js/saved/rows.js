// The rows of the saved page: one for each entry, by kind, with the visitor's own note beside it.

import { base, change } from "./store.js";

const ROW = document.querySelector("template[data-saved-row]").content.firstElementChild;
const rows = new Map();
const inOrder = {
  members: (one, other) => one.name.localeCompare(other.name, document.documentElement.lang),
  events: (one, other) => (one.dates[0] ?? "9").localeCompare(other.dates[0] ?? "9"),
};
inOrder.jobs = inOrder.events;

/** Shows `entries`. A row whose star was just pressed stays until the page is left, so that it can be pressed again;
    `elsewhere`: the list was changed by another tab, and what is gone there goes here. `onTrouble` is called when the
    browser does not keep a note. */
export function show(entries, elsewhere, onTrouble) {
  for (const [key, row] of rows) {
    if (!entries.has(key) && elsewhere) {
      row.remove();
      rows.delete(key);
    }
  }
  for (const list of document.querySelectorAll("[data-saved-kind]")) {
    const kind = list.dataset.savedKind;
    const wanted = [...entries.values()].filter(({ key }) => key.startsWith(`${kind}/`)).sort(inOrder[kind]);
    for (const entry of wanted) {
      if (!rows.has(entry.key)) {
        const row = made(entry.key, onTrouble);
        rows.set(entry.key, row);
        list.append(row);
      }
      fill(rows.get(entry.key), entry);
    }
    for (const row of list.children) mark(row, entries.has(row.dataset.key));
    place(wanted.map(({ key }) => rows.get(key)));
    list.closest("section").hidden = !list.childElementCount;
  }
}

/** Moves only what has to move: a row that is moved loses the focus. */
function place(wanted) {
  wanted.forEach((row, at) => {
    const before = wanted[at - 1];
    if (before && !(before.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING)) before.after(row);
  });
}

function made(key, onTrouble) {
  const row = ROW.cloneNode(true);
  row.dataset.key = key;
  row.querySelector("a").setAttribute("href", `${base}${key}/`);
  if (!key.startsWith("members/")) row.querySelector("[data-person]").remove();
  const keep = (field) => ({ target }) => {
    const kept = change((entries) => {
      const entry = entries.get(key);
      if (entry) entry[field] = target.value;
    });
    if (!kept) onTrouble();
  };
  row.querySelector("[data-note]").addEventListener("input", keep("note"));
  row.querySelector("[data-contacted]")?.addEventListener("change", keep("contacted"));
  return row;
}

function fill(row, { name, lines, gone, note, contacted }) {
  row.querySelector("bdi").textContent = name;
  for (const words of row.querySelectorAll("label .visually-hidden")) {
    words.dataset.words ??= words.textContent;
    words.textContent = words.dataset.words.replace("{name}", () => name);
  }
  row.querySelector("[data-lines]").replaceChildren(...lines.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  }));
  row.querySelector("[data-gone]").hidden = !gone;
  for (const [field, value] of [[row.querySelector("[data-note]"), note], [row.querySelector("[data-contacted]"), contacted]]) {
    if (field && field !== document.activeElement && field.value !== value) field.value = value;
  }
}

function mark(row, saved) {
  row.querySelector("[data-own]").hidden = !saved;
  row.querySelector("[data-removed]").hidden = saved;
}
