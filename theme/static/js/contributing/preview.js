// The preview, from pieces that the site printed with its own macros. What the visitor wrote goes in as text alone.

import { root } from "./told.js";

const language = document.documentElement.lang;
const PLACEHOLDER = /\{([\w-]+)\}/g;
const BLOCK = "p, li, dd, h2, h3, h4";
const LOOSE = /[\s·,;–-]+$/;

const piece = (name) => root.querySelector(`template[data-piece="${name}"]`);
const texts = (node) => {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

/** A piece whose samples, of dates and choices, are placeholders like all others. */
function prepared(name) {
  const content = piece(name).content.cloneNode(true);
  for (const sample of piece("samples").content.children) {
    const printed = sample.textContent.trim();
    for (const text of texts(content)) text.data = text.data.replace(/\s+/g, " ").replace(printed, `{${sample.dataset.is}}`);
  }
  for (const start of content.querySelectorAll(".dt-start")) start.closest("p").textContent = "{when}";
  for (const leaf of content.querySelectorAll(".date-leaf")) {
    ["{start-month}", "{start-day}", "{start-year}"].forEach((part, place) => { leaf.children[place].textContent = part; });
  }
  for (const one of content.querySelectorAll("[data-saves], [href]")) {
    one.removeAttribute("data-saves");
    one.removeAttribute("href"); // it leads nowhere yet
  }
  return content;
}

const pieces = { card: prepared("card"), page: prepared("page") };
const shown = { card: root.querySelector("[data-preview-card]"), page: root.querySelector("[data-preview-page]") };

/** Shows what the answers would be on the site; `photo` is a canvas, or null. */
export function preview(answers, photo) {
  const title = root.querySelector(`[data-question="${root.dataset.titleField}"]`);
  const values = { [title.dataset.key]: title.dataset.label, ...readable(answers), ...composed(answers), ...readers() };
  for (const [name, place] of Object.entries(shown)) {
    const content = pieces[name].cloneNode(true);
    fill(content, values, answers);
    const avatar = photo && content.querySelector(".avatar");
    if (avatar) {
      const copy = document.createElement("canvas");
      copy.width = copy.height = 160;
      copy.className = "avatar";
      copy.getContext("2d").drawImage(photo, 0, 0, 160, 160);
      avatar.replaceWith(copy);
    }
    place.replaceChildren(content);
  }
}

function fill(content, values, answers) {
  for (const one of content.querySelectorAll("[data-if]")) {
    if (!one.dataset.if.split(" ").some((name) => answers[name] !== undefined)) one.remove();
    one.removeAttribute("data-if");
  }
  for (const one of content.querySelectorAll("[data-each]")) {
    const entries = answers[one.dataset.each] ?? [];
    one.removeAttribute("data-each");
    one.replaceWith(...entries.map((entry) => {
      const copy = one.cloneNode(true);
      putIn(copy, typeof entry === "object" ? readable(entry) : { value: String(entry) });
      return copy;
    }));
  }
  for (const one of content.querySelectorAll("[data-paragraphs]")) {
    one.replaceChildren(...String(answers[one.dataset.paragraphs] ?? "").split(/\n\s*\n/).map((text) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      return paragraph;
    }));
  }
  putIn(content, values);
}

/** Puts values in the place of placeholders; a line of which nothing is left goes. */
function putIn(content, values) {
  const touched = new Set();
  for (const text of texts(content)) {
    if (!PLACEHOLDER.test(text.data)) continue;
    PLACEHOLDER.lastIndex = 0;
    touched.add(text.parentElement.closest(BLOCK) ?? text.parentElement);
    text.data = text.data.replace(PLACEHOLDER, (_all, name) => values[name] ?? "\uffff");
  }
  for (const block of touched) {
    const inside = texts(block);
    const some = inside.some((text) => text.data.replace(/\uffff/g, "").replace(LOOSE, "").trim());
    const missing = inside.some((text) => text.data.includes("\uffff"));
    if (missing && !some && block.matches(BLOCK) && !block.querySelector("a")) block.remove();
    for (const text of inside) text.data = text.data.replace(/[\s·,;–-]*\uffff[\s·,;–-]*$|\uffff[\s·,;–-]*/g, "");
    const last = texts(block).findLast((text) => text.data.trim());
    if (missing && last) last.data = last.data.replace(LOOSE, "");
  }
}

// Values as people read them ----------------------------------------------------------------------------------------

const names = { country: "region", tag: "language", language: "language" };

/** Answers by key as text: lists in a row, codes as names, choices in the words of the form, dates in words. */
function readable(answers) {
  return Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, inWords(key, value)]));
}

function inWords(key, value) {
  if (Array.isArray(value)) return value.filter((one) => typeof one !== "object").join(", ");
  if (typeof value === "object") return "";
  const text = String(value);
  if (key in names) return named(names[key], text);
  const option = [...root.querySelectorAll(`[data-key="${key}"] > select option`)].find((one) => one.value === text);
  if (option) return option.textContent;
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) ? dated(text) : text;
}

function named(type, code) {
  try {
    return new Intl.DisplayNames([language], { type }).of(code) ?? code;
  } catch {
    return code; // half written
  }
}

const utc = (text) => new Date(`${text.replace(" ", "T")}${text.length > 10 ? "Z" : ""}`);
const isDate = (text) => typeof text === "string" && /^\d{4}-\d{2}(-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?)?$/.test(text) && !Number.isNaN(utc(text).getTime());
const written = (text, options) => new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(utc(text));

function dated(text) {
  if (!isDate(text)) return text;
  return written(text, text.length > 7 ? { dateStyle: "long" } : { month: "long", year: "numeric" });
}

/** Who sees each field, in the words of the choice: seen-email. */
function readers() {
  return Object.fromEntries([...root.querySelectorAll("[data-audience]")]
    .map((one) => [`seen-${one.dataset.audience}`, one.selectedOptions[0].text]));
}

function place({ city, region, country } = {}) {
  return [city, region === city ? "" : region, country && named("region", country)].filter(Boolean).join(", ");
}

/** What the site puts together of several answers. */
function composed(answers) {
  const { name, location, skills, links, availability, start, end, venue, locations, salary, accessibility } = answers;
  const flags = piece("samples").content.querySelector("[data-is=flag]")?.dataset;
  const found = {
    initials: initials(String(name ?? "")),
    place: place(location),
    access: (accessibility?.features ?? []).map((feature) => inWords("features", feature)).join(", "),
    "access-note": accessibility?.note,
    "best-skills": Array.isArray(skills) ? skills.slice(0, 4).join(" · ") : "",
    "required-skills": [...(skills?.required ?? []), ...(skills?.useful ?? [])].join(", "),
    flag: ["work", "hiring"].filter((one) => availability?.[one]).map((one) => flags?.[one]).join(" · "),
    web: Object.values(links ?? {}).filter((one) => typeof one === "string").join(", "),
    where: [venue?.name, place(venue)].filter(Boolean).join(", "),
    places: (locations ?? []).map(place).join("; "),
    when: when(start, end),
    pay: pay(salary),
  };
  if (isDate(start)) {
    found["start-day"] = written(start, { day: "numeric" });
    found["start-month"] = written(start, { month: "short" });
    found["start-year"] = written(start, { year: "numeric" });
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

function initials(name) {
  const words = name.split(/[\s-]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => [...word][0]).join("").toUpperCase();
}

function when(start, end) {
  if (!isDate(start)) return "";
  const options = start.length > 10 ? { dateStyle: "long", timeStyle: "short" } : { dateStyle: "long" };
  const format = new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  return isDate(end) && utc(end) >= utc(start) ? format.formatRange(utc(start), utc(end)) : format.format(utc(start));
}

function pay({ min, max, currency, period } = {}) {
  const amount = (number) => {
    try {
      return new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 }).format(number);
    } catch {
      return `${number} ${currency ?? ""}`; // no currency yet
    }
  };
  const figures = [...new Set([min, max].filter((one) => one !== undefined))].map(amount).join("–");
  return figures && [figures, period && inWords("period", period)].filter(Boolean).join(" ");
}
