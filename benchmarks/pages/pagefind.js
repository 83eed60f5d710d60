// Pagefind by its own interface and nothing around it: what is found is painted once the first results are there.

import { createInstance } from "/pagefind/pagefind.js";

const SHOWN = 12; // as many as our own page shows at first
const box = document.querySelector("input");
const list = document.querySelector("ol");
const count = document.querySelector("[data-count]");
const shown = document.querySelector("[data-fill=query]");
let engine = null;

// Without its worker: a script less to load, and all of its work is under the same brake as ours.
const started = () => (engine ??= createInstance({ basePath: "/pagefind/", noWorker: true }));

box.addEventListener("focus", started, { once: true });

box.addEventListener("input", async () => {
  const query = box.value;
  const found = await started().search(query);
  const pages = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
  if (box.value !== query) return;
  list.replaceChildren(...pages.map(item));
  count.textContent = found.results.length;
  shown.textContent = query;
});

function item(page) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const excerpt = document.createElement("p");
  excerpt.innerHTML = page.excerpt;
  entry.append(link, excerpt);
  return entry;
}
