// What a card says of its record: <article data-saves="2026-12-02 2026-12-04 off">, the days and "off" where there are any.

import { base } from "./store.js";

/** The text of a node as it was printed, without what scripts tell of the hour and without signs nobody sees. */
function text(node) {
  const printed = node.cloneNode(true);
  for (const one of printed.querySelectorAll("[data-live]")) one.remove();
  return printed.textContent.replace(/\u2060/g, "").replace(/\s+/g, " ").trim();
}

export const nameOf = (card) => text(card.querySelector(".card-name"));

/** The record's key: "members/ada" for a card that leads to /members/ada/, or to a place on that page. */
export const keyOf = (card) =>
  card.querySelector(".card-name a").getAttribute("href").slice(base.length).replace(/\/(#.*)?$/, "");

/** An entry for the list; a `role` is no line of it, being the reason for one list that the card stands in. */
export function facts(card) {
  const words = card.dataset.saves.split(" ");
  return {
    key: keyOf(card),
    name: nameOf(card),
    lines: [...card.querySelectorAll("p:not(.card-role), li")].map(text).filter(Boolean),
    dates: words.filter((word) => /^\d/.test(word)),
    off: words.includes("off"),
    saved: new Date().toISOString().slice(0, 10),
  };
}
