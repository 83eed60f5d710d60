// The form's root, and the words that it says: they stand in the page, so that they can be translated.

export const root = document.querySelector("[data-contribute]");

/** The words of a template inside the form, by their name, with values in the place of {these}. */
export function word(name, values = {}, from = "template[data-words]") {
  const text = root.querySelector(from).content.querySelector(`[data-word="${name}"]`).textContent;
  return text.replace(/\{(\w+)\}/g, (_all, value) => values[value] ?? "");
}

/** Tells those who do not see it what has happened. */
export function say(text) {
  root.querySelector("[data-status]").textContent = text;
}

/** Hands out a file; nothing is sent. */
export function handOut(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
