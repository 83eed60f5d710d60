// Our engine and nothing around it: what is found is painted once the cards of the first ten are there.

import { search } from "/ASSETS/js/search/engine.js";
import { cards } from "/ASSETS/js/search/shards.js";

const SHOWN = 10;
const box = document.querySelector("input");
const list = document.querySelector("ol");

box.addEventListener("input", async () => {
  const query = box.value;
  const { documents, generation } = await search(query, { kind: "members" });
  const found = await cards(documents.slice(0, SHOWN), generation);
  if (box.value !== query) return;
  list.innerHTML = found.map((card) => `<li>${card}</li>`).join("");
  document.documentElement.dataset.found = documents.length;
  document.documentElement.dataset.shown = query;
});
