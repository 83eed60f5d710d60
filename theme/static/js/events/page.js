// Times of events as they are for the visitor: their own clock beside that of the place, and what is today, now or over.
// What a page says without this is of the day it was built; <span data-when="start/end"> holds the instants.

import { ownTime, state } from "./times.js";

const REFRESH = 60_000; // a minute

const words = document.querySelector("template[data-event-words]").dataset;
const language = document.documentElement.lang || undefined;

function brought(name, text) {
  const one = document.createElement(name);
  one.dataset.live = "";
  one.textContent = text;
  return one;
}

function tell(span) {
  const [start, end] = span.dataset.when.split("/");
  const wholeDays = "wholeDays" in span.dataset;
  for (const old of span.querySelectorAll("[data-live]")) old.remove();
  const quiet = wholeDays || "days" in span.dataset || span.closest("[data-past]");
  const local = quiet ? "" : ownTime(start, end, language);
  if (local) {
    const one = brought("span", words.own.replace("{time}", local));
    one.className = "event-own";
    span.append(" ", one);
  }
  if (span.closest("[data-past], s, template")) return;
  const off = span.closest("article")?.matches("[data-saves~=off]");
  const now = state(start, end, wholeDays, span.querySelector("time")?.getAttribute("datetime"), new Date());
  if (!now || (off && now !== "over")) return;
  const mark = brought("strong", words[now]);
  mark.className = `event-mark event-mark-${now}`;
  span.append(" ", mark);
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
    cell.toggleAttribute("aria-current", is);
    if (is) {
      cell.setAttribute("aria-current", "date");
      const mark = brought("span", words.today);
      mark.className = "event-mark";
      cell.querySelector(".month-day").append(" ", mark);
    } else {
      cell.querySelector("[data-live]")?.remove();
    }
  }
}

function tellAll(root) {
  for (const span of root.querySelectorAll("[data-when]")) tell(span);
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
