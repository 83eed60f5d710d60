// Stars: one on every card of a record that can be saved, those that a search brings later too, and the count of all.

import { facts, keyOf, nameOf } from "./card.js";
import { change, read, watch } from "./store.js";

const [STAR, TROUBLE] = document.querySelector("template[data-base]").content.children;
const unsaved = new Map(); // with their notes, for those who press twice

const cardOf = (star) => star.closest("[data-saves]") ?? star.nextElementSibling.content.firstElementChild;

function dress() {
  const bare = document.querySelectorAll("[data-saves]:not(:has([data-star]))");
  for (const card of bare) {
    const star = STAR.cloneNode(true);
    star.ariaLabel = star.ariaLabel.replace("{name}", () => nameOf(card));
    card.append(star);
  }
  if (bare.length) paint();
}

function paint() {
  const entries = read();
  for (const star of document.querySelectorAll("[data-star]")) {
    star.ariaPressed = entries.has(keyOf(cardOf(star)));
    star.hidden = false;
  }
  for (const link of document.querySelectorAll("[data-saved-link]")) {
    link.hidden = !entries.size;
    link.querySelector("[data-saved-count]").textContent = entries.size;
  }
}

document.addEventListener("click", ({ target }) => {
  const star = target.closest("[data-star]");
  if (!star) return;
  const card = cardOf(star);
  const key = keyOf(card);
  const kept = change((entries) => {
    if (entries.has(key)) {
      unsaved.set(key, entries.get(key));
      entries.delete(key);
    } else {
      entries.set(key, unsaved.get(key) ?? facts(card));
    }
  });
  star.parentElement.querySelector("[role=alert]")?.remove();
  if (!kept) star.parentElement.append(TROUBLE.cloneNode(true));
});

watch(paint);
new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
dress();
paint();
