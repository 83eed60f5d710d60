// What is filled in, as the data of a file, and such data filled in again.

import { add, entriesOf } from "./lists.js";

const holderOf = (question) => question.parentElement.closest("[data-question], [data-entry], [data-form]");
const NUMBERS = ["whole-number", "number"];

/** The questions right inside a form, a part or an entry, without those inside of these. */
export const inside = (holder) =>
  [...holder.querySelectorAll("[data-question]")].filter((question) => holderOf(question) === holder);

export const controlOf = (question) => question.querySelector("[data-control]");

/** The question beside this one with another key. */
export const beside = (question, key) => inside(holderOf(question)).find((one) => one.dataset.key === key);

/** What a question is answered with: text, number, true, a list, an object; undefined where nothing is given. */
export function answerOf(question) {
  if ("list" in question.dataset) {
    const found = entriesOf(question).map(entryAnswer).filter((one) => one !== undefined);
    return found.length ? found : undefined;
  }
  if ("part" in question.dataset) return answers(question);
  const control = controlOf(question);
  if (control.type === "checkbox") return control.checked || undefined;
  const text = control.value.replace(/\r\n?/g, "\n").trim();
  if (NUMBERS.includes(question.dataset.leaf) && text && String(Number(text)) === text) return Number(text);
  return text || undefined;
}

/** The answer in one entry of a list: a value by itself where there is one, else those of its fields by their keys. */
export function entryAnswer(entry) {
  const own = inside(entry).find((question) => !question.dataset.key);
  return (own && answerOf(own)) ?? answers(entry);
}

/** The answers inside a form, a part or an entry by the keys of the file; undefined where there is none. */
export function answers(holder) {
  const found = inside(holder)
    .filter((question) => question.dataset.key)
    .map((question) => [question.dataset.key, answerOf(question)])
    .filter(([, answer]) => answer !== undefined);
  return found.length ? Object.fromEntries(found) : undefined;
}

/** Fills answers in; what does not fit into the form is left out. */
export function fill(holder, given) {
  for (const question of inside(holder)) {
    const { key } = question.dataset;
    const value = key ? given?.[key] : typeof given === "object" ? undefined : given;
    if (value === undefined) continue;
    if ("list" in question.dataset) {
      for (const one of Array.isArray(value) ? value : []) fill(add(question), one);
    } else if ("part" in question.dataset) {
      fill(question, value);
    } else {
      const control = controlOf(question);
      if (control.type === "checkbox") control.checked = value === true;
      else control.value = value;
    }
  }
}

/** Who sees what, as far as it is other than usual, by the names of fields. */
export function audiences(form) {
  const chosen = [...form.querySelectorAll("[data-audience]")].filter((one) => one.value);
  return Object.fromEntries(chosen.map((one) => [one.dataset.audience, one.value]));
}

export function fillAudiences(form, given) {
  for (const one of form.querySelectorAll("[data-audience]")) one.value = given?.[one.dataset.audience] ?? "";
}
