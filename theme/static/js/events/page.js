// Times of events as they are for the visitor: their own clock beside that of the place, and what is today, now or over.
// What a page says without this is of the day it was built; <span data-instants="start/end"> holds the instants.

import { ownTime, state } from "./times.js";

const REFRESH = 60_000; // a minute

const words = document.querySelector("template[data-event-words]").dataset;
const language = document.documentElement.lang || undefined;

/** Puts an element at the end of another; `live` says what it tells, so that it is brought anew only for news. */
function bring(parent, name, live, text, className) {
  const one = document.createElement(name);
  one.dataset.live = live;
  one.textContent = text;
  one.className = className;
  parent.append(" ", one);
}

function tell(span) {
  const [start, end] = span.dataset.instants.split("/");
  const wholeDays = "wholeDays" in span.dataset;
  const quiet = wholeDays || "days" in span.dataset || span.closest("[data-past]");
  const local = quiet ? "" : ownTime(start, end, language);
  const now = markOf(span, state(start, end, wholeDays, span.querySelector("time").getAttribute("datetime"), new Date()));
  const told = [...span.querySelectorAll("[data-live]")];
  if (told.map((one) => one.dataset.live).join() === [local, now].filter(Boolean).join()) return;
  for (const old of told) old.remove();
  if (local) bring(span, "span", local, words.own.replace("{time}", local), "event-own");
  if (now) bring(span, "strong", now, words[now], `event-mark event-mark-${now}`);
}

/** What is called off does not happen, and on pages of what was nobody needs to be told that it is over. */
function markOf(span, now) {
  if (span.closest("[data-past], s")) return "";
  const off = span.closest("[data-saves~=off], [data-off]");
  return off && now !== "over" ? "" : now;
}

/** Buttons and notices that hold from one instant until another, whenever the page was built. */
function open(root) {
  const now = Date.now();
  for (const one of root.querySelectorAll("[data-from], [data-until]")) {
    const { from, until } = one.dataset;
    one.hidden = (from && now < Date.parse(from)) || (until && now >= Date.parse(until)) || false;
  }
  for (const one of root.querySelectorAll("[data-over-from]:not([data-goes-on])")) {
    if (now >= Date.parse(one.dataset.overFrom)) one.hidden = false;
  }
}

function markToday(root) {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((one) => String(one).padStart(2, "0")).join("-");
  for (const cell of root.querySelectorAll("td[data-day]")) {
    const is = cell.dataset.day === today;
    if (is === cell.hasAttribute("aria-current")) continue;
    if (is) {
      cell.setAttribute("aria-current", "date");
      bring(cell.querySelector(".month-day"), "span", "today", words.today, "event-mark");
    } else {
      cell.removeAttribute("aria-current");
      cell.querySelector("[data-live]")?.remove();
    }
  }
}

function tellAll(root) {
  for (const span of root.querySelectorAll("[data-instants]")) tell(span);
}

function refresh() {
  tellAll(document);
  open(document);
  markToday(document);
}

refresh();
setInterval(refresh, REFRESH);

// Cards that a search brings.
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const one of addedNodes) if (one.nodeType === Node.ELEMENT_NODE && !("live" in one.dataset)) tellAll(one);
  }
}).observe(document.body, { childList: true, subtree: true });
