// What the check would refuse, as far as a browser can tell. The rules stand beside each field, printed from the record
// classes; here is only how they are applied.

import { answerOf, beside, controlOf, entryAnswer, inside } from "./answers.js";
import { known } from "./choices.js";
import { entriesOf } from "./lists.js";
import { root } from "./told.js";

const LISTED = ["country", "language", "time-zone", "currency", "skill", "reference"];
const FIGURES = { "whole-number": /^-?\d+$/, number: /^-?\d+(\.(?!\d{3}$)\d+)?$/ };
const DAY = 24 * 60 * 60 * 1000;
const DATES = ["day", "partial-date", "local-time"];

const bad = new RegExp(root.dataset.badCharacters, "u");
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;
const isBlank = (text) => ![...text].some((sign) => seen.test(sign) && !root.dataset.blank.includes(sign));

/** What is wrong inside a form, a part or an entry: [question, name of the words, values for them], in order. */
export async function problems(holder) {
  const found = [];
  for (const question of inside(holder)) {
    const answer = answerOf(question);
    const lacking = answer === undefined && neededBeside(question);
    if (lacking) found.push([question, ...lacking]);
    else if ("list" in question.dataset) found.push(...await ofList(question, answer));
    else if ("part" in question.dataset) {
      if (answer !== undefined || "required" in question.dataset) found.push(...await problems(question));
    } else if (answer !== undefined) found.push(...await ofLeaf(question, answer));
    else if ("required" in question.dataset) found.push([question, "required", {}]);
  }
  return found;
}

/** What another field asks for of one that is left out. */
function neededBeside(question) {
  const { neededUnless, neededWithout } = question.dataset;
  if (neededUnless) {
    const [name, ...values] = neededUnless.split(" ");
    const other = beside(question, name);
    const given = answerOf(other);
    if (given !== undefined && !values.includes(String(given))) return ["needed-with", { other: other.dataset.label }];
  }
  const instead = neededWithout && beside(question, neededWithout);
  return instead && answerOf(instead) === undefined ? ["needed-without", { other: instead.dataset.label }] : null;
}

async function ofList(list, answer) {
  const { most } = list.dataset;
  const found = most && answer?.length > Number(most) ? [[list, "most", { most }]] : [];
  for (const entry of entriesOf(list)) {
    if (entryAnswer(entry) === undefined) continue;
    const own = inside(entry).find((question) => !question.dataset.key);
    const others = inside(entry).filter((question) => question.dataset.key);
    if (!own) found.push(...await problems(entry));
    else if (answerOf(own) === undefined) {
      for (const one of await problems(entry)) if (one[0] !== own) found.push(one);
    } else if (others.some((one) => answerOf(one) !== undefined)) found.push([own, "both", {}]);
    else found.push(...await ofLeaf(own, answerOf(own)));
  }
  return found;
}

async function ofLeaf(question, answer) {
  const other = question.dataset.notWith && beside(question, question.dataset.notWith);
  if (other && answerOf(other) !== undefined) return [[question, "not-with", { other: other.dataset.label }]];
  const wrong = answer === true ? null : ofText(question, String(answer)) ?? await ofOthers(question, String(answer));
  return wrong ? [[question, ...wrong]] : [];
}

function ofText(question, text) {
  const { leaf, longest, least, greatest, pattern, example } = question.dataset;
  if (bad.test(text)) return ["bad-character", {}];
  if (isBlank(text)) return ["blank", {}];
  const count = [...text].length;
  if (longest && count > Number(longest)) return ["longest", { count, most: longest }];
  if (leaf in FIGURES) {
    if (!FIGURES[leaf].test(text)) return ["number", {}];
    if (least && Number(text) < Number(least)) return ["least", { least }];
    if (greatest && Number(text) > Number(greatest)) return ["greatest", { greatest }];
  }
  if (pattern && !new RegExp(`^(?:${pattern})$`, "u").test(text)) return ["pattern", { example }];
  if (leaf === "orcid" && !fits(text)) return ["checksum", {}];
  return DATES.includes(leaf) && !isReal(text) ? ["date", {}] : null;
}

async function ofOthers(question, text) {
  const { leaf, notBefore, daysAfter, dayAloneIf } = question.dataset;
  const alone = dayAloneIf && answerOf(beside(question, dayAloneIf)) === true;
  if (dayAloneIf && alone !== (text.length === "2026-03-14".length)) return [alone ? "day-alone" : "with-time", {}];
  if (LISTED.includes(leaf) && !await known(question, text)) return ["unknown", {}];
  const other = notBefore && beside(question, notBefore);
  const before = other && answerOf(other);
  if (before === undefined) return null;
  if (isBefore(text, String(before), leaf)) return ["before", { other: other.dataset.label }];
  const days = (Date.parse(text) - Date.parse(String(before))) / DAY;
  return daysAfter && days > Number(daysAfter) ? ["after", { other: other.dataset.label, most: daysAfter }] : null;
}

/** Whether the last sign of an ORCID iD is the one that its digits ask for (ISO 7064, MOD 11-2). */
function fits(text) {
  const signs = [...text.replaceAll("-", "")];
  const last = signs.pop();
  const total = signs.reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  return "0123456789X"[(12 - (total % 11)) % 11] === last;
}

/** Whether there is such a day, and such a time of it. */
function isReal(text) {
  const [year, month = 1, day = 1, hour = 0, minute = 0, second = 0] = text.split(/[- T:]/).map(Number);
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour
    && date.getUTCMinutes() === minute && second < 60;
}

/** Dates are compared as closely as both are known, numbers by how much they are. */
function isBefore(text, first, leaf) {
  if (leaf in FIGURES) return Number(text) < Number(first);
  const [one, other] = [text, first].map((date) => date.replace("T", " "));
  return one < other.slice(0, one.length);
}

/** Shows what is wrong beside its field, or takes it away again. */
export function mark(question, text) {
  const error = question.querySelector("[data-error]");
  const control = ("list" in question.dataset ? null : controlOf(question)) ?? question; // its entries are right
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error.id);
  error.textContent = text;
  error.hidden = !text;
  question.classList.toggle("question-wrong", Boolean(text));
  if (text) {
    described.push(error.id);
    if (control !== question) control.setAttribute("aria-invalid", "true");
  } else {
    control.removeAttribute("aria-invalid");
  }
  if (described.length) control.setAttribute("aria-describedby", described.join(" "));
  else control.removeAttribute("aria-describedby");
  return control;
}
