// The saved page: what is saved, looked up on the site, taken along as files, read back, forgotten.

import { backup, restore } from "./backup.js";
import { calendar } from "./calendar.js";
import { NOTE, joined, wholeOnes } from "./entry.js";
import { show } from "./rows.js";
import { current, eachOf, vcard } from "./site.js";
import { change, read, watch } from "./store.js";
import { csv } from "./table.js";

const MOST_BYTES = 8e6; // of a backup
const MOST_TOLD = 5; // refused entries that are told one by one

const root = document.querySelector("[data-saved]");
const words = document.querySelector("template[data-saved-words]");
const dialog = root.querySelector("dialog");
const file = root.querySelector("input[type=file]");
const { site } = words.dataset;

function word(name, values = {}) {
  const text = words.content.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (_all, value) => values[value]);
}

function tell(...texts) {
  root.querySelector("[data-told]").replaceChildren(...texts.map((text) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  }));
}

const trouble = () => tell(word("trouble"));

function paint(elsewhere) {
  const entries = wholeOnes(read());
  const all = [...entries.values()];
  show(entries, elsewhere, trouble);
  root.querySelector("[data-saved-none]").hidden = all.length > 0;
  const has = {
    any: all.length > 0,
    vcards: all.some(({ key }) => key.startsWith("members/")),
    calendar: deadlines(entries).length > 0,
  };
  for (const one of root.querySelectorAll("[data-saved-needs]")) one.hidden = !has[one.dataset.savedNeeds];
}

// What the site says now ----------------------------------------------------------------------------------------------

async function lookUp() {
  const told = { gone: 0, unchecked: 0 };
  await eachOf([...wholeOnes(read()).keys()], async (key) => {
    const now = await current(key);
    if (now === "gone") told.gone += 1;
    else if (!now) told.unchecked += 1;
    const before = JSON.stringify(read().get(key));
    if (!now || before === undefined) return;
    const after = updated(wholeOnes(read()), key, now);
    if (JSON.stringify(after.get(key)) !== before) change((entries) => replace(entries, after));
  });
  const texts = Object.keys(told).filter((name) => told[name]).map((name) => word(name, { count: told[name] }));
  if (texts.length) tell(...texts);
}

function replace(entries, others) {
  entries.clear();
  for (const [key, entry] of others) entries.set(key, entry);
}

/** The entries with what the site says of one of them; a record that has moved takes its note along. */
function updated(entries, key, now) {
  const entry = entries.get(key);
  if (now === "gone") return entries.set(key, { ...entry, gone: true });
  const renewed = { ...entry, ...now, saved: entry.saved, gone: false };
  if (now.key === key) return entries.set(key, renewed);
  const there = entries.get(now.key);
  try {
    entries.set(now.key, there ? joined(there, renewed) : renewed);
    entries.delete(key);
  } catch {
    // two notes too long to be one: both entries stay
  }
  return entries;
}

// Taken along ---------------------------------------------------------------------------------------------------------

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function deadlines(entries) {
  const dated = [...entries.values()].filter(({ dates, gone }) => dates.length && !gone);
  return dated.map(({ key, name, lines, dates, off }) => ({
    uid: `${site}${key}/#saved`,
    summary: key.startsWith("jobs/") ? word("deadline", { name }) : name,
    description: [...lines, `${site}${key}/`].join("\n"),
    url: `${site}${key}/`,
    first: dates[0],
    last: dates.at(-1),
    off,
  }));
}

function row({ key, name, lines, dates, gone, saved, contacted, note }) {
  const [first = "", last = first] = key.startsWith("jobs/") ? ["", dates[0] ?? ""] : dates;
  const where = word(gone ? "unlisted" : "listed");
  return [word(key.split("/")[0]), name, lines.join("\n"), first, last, `${site}${key}/`, where, saved, contacted, note];
}

const exports = {
  async vcards(entries) {
    const people = [...entries.keys()].filter((key) => key.startsWith("members/"));
    const cards = await eachOf(people, vcard);
    const missing = people.filter((_key, at) => !cards[at]).map((key) => entries.get(key).name);
    const had = cards.filter(Boolean);
    if (had.length) save("contacts.vcf", "text/vcard", had.join(""));
    tell(word("vcards", { count: had.length }), ...(missing.length ? [word("missing", { names: missing.join(", ") })] : []));
  },
  calendar(entries) {
    const found = deadlines(entries);
    save("saved.ics", "text/calendar", calendar(found, word("calendar-name")));
    tell(word("calendar", { count: found.length }));
  },
  table(entries) {
    const columns = [...words.content.querySelectorAll("[data-columns] li")].map(({ textContent }) => textContent);
    save("saved.csv", "text/csv", csv([columns, ...[...entries.values()].map(row)]));
  },
  backup(entries) {
    save("saved.json", "application/json", backup(entries, site));
  },
};

// Read back -----------------------------------------------------------------------------------------------------------

async function readBack(chosen) {
  let told;
  const entries = wholeOnes(read());
  try {
    if (chosen.size > MOST_BYTES) throw new Error("format");
    told = restore(await chosen.text(), entries);
  } catch {
    tell(word("format"));
    return;
  }
  if (!change((here) => replace(here, entries))) {
    trouble();
    return;
  }
  const { refused } = told;
  const more = refused.length - MOST_TOLD;
  tell(
    word("imported", { ...told, refused: refused.length }),
    ...refused.slice(0, MOST_TOLD).map(([place, why]) => word(why, { place })),
    ...(more > 0 ? [word("more", { count: more })] : []),
  );
}

// The page ------------------------------------------------------------------------------------------------------------

root.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-export]")?.dataset.export;
  if (name) exports[name](wholeOnes(read()));
  else if (target.closest("[data-saved-import]")) file.click();
  else if (target.closest("[data-saved-forget]")) dialog.showModal();
  else if (target.closest("[data-saved-keep]")) dialog.close();
  else if (target.closest("[data-saved-forget-now]")) {
    dialog.close();
    if (!change((entries) => entries.clear())) {
      trouble();
      return;
    }
    paint(true); // and the rows go at once
    tell(word("forgotten"));
    document.querySelector("[data-saved-title]").focus();
  }
});

file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (chosen) await readBack(chosen);
  file.value = ""; // so that the same file can be chosen again
});

document.querySelector("template[data-saved-row]").content.querySelector("[data-note]").maxLength = NOTE;
root.hidden = false;
if (!change(() => {})) trouble();
paint(true);
watch(paint);
if (navigator.onLine) lookUp();
