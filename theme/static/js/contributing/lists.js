// Lists of a form: entries come from a <template>, are numbered, and go when their button is pressed.

let made = 0;

export const entriesOf = (list) => [...list.querySelector(":scope > [data-entries]").children];

const NUMBERED = ["id", "for", "list", "aria-describedby"];

/** A new empty entry at the end of a list. */
export function add(list) {
  const entry = list.querySelector(":scope > template").content.firstElementChild.cloneNode(true);
  made += 1;
  for (const one of entry.querySelectorAll("*")) {
    for (const name of NUMBERED) {
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replaceAll("{n}", made));
    }
  }
  list.querySelector(":scope > [data-entries]").append(entry);
  number(list);
  return entry;
}

/** Takes an entry out; gives what the focus goes to: the next entry, the one before, or the button that adds. */
export function remove(entry) {
  const list = entry.closest("[data-list]");
  const near = entry.nextElementSibling ?? entry.previousElementSibling;
  entry.remove();
  number(list);
  return near ? first(near) : list.querySelector(":scope > p [data-add]");
}

/** What is filled in first in an entry. */
export const first = (entry) => entry.querySelector("[data-control], [data-add]");

function number(list) {
  const entries = entriesOf(list);
  entries.forEach((entry, place) => {
    for (const one of entry.querySelectorAll("[data-number]")) one.textContent = place + 1;
  });
  const full = entries.length >= Number(list.dataset.most || Infinity);
  list.querySelector(":scope > p [data-add]").hidden = full;
}
