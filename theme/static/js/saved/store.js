// The visitor's list: one JSON value in the browser's own storage, under a key of the path this site stands at.

export const { base } = document.querySelector("template[data-base]").dataset;

const KEY = `guildhall-saved-1:${base}`;
const CHANGED = "guildhall-saved";

/** What is saved, by key ("members/ada"), as it lies there; empty where the browser keeps nothing. */
export function read() {
  try {
    return new Map(JSON.parse(localStorage.getItem(KEY)).map((entry) => [entry.key, entry]));
  } catch {
    return new Map(); // no storage, nothing in it, or no list of ours
  }
}

/** Saves what `edit` makes of the list as it is now; false where the browser does not keep it. */
export function change(edit) {
  const entries = read();
  edit(entries);
  try {
    if (entries.size) localStorage.setItem(KEY, JSON.stringify([...entries.values()]));
    else localStorage.removeItem(KEY);
  } catch {
    return false;
  }
  dispatchEvent(new Event(CHANGED));
  return true;
}

/** Calls `listener(elsewhere)` after every change: of this page, of another tab, of what came while this page slept. */
export function watch(listener) {
  addEventListener(CHANGED, () => listener(false));
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) listener(true); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) listener(true); });
}
