// What stands where results do: the cards in their groups, or why there are none; and the word to screen readers.

import { address } from "./address.js";
import { mark } from "./marking.js";
import { cards } from "./shards.js";
import { counted, piece } from "./words.js";

const FIRST = 12; // cards of a page's own kind
const EACH = 6; // cards of each kind, where all are searched
const STEP = 24; // cards that "Show more" brings
const QUIET = 500; // milliseconds without news, after which a screen reader is told

/** The view of a component. `act` is what its buttons do: remove(facet, slug), clear(), retry(), more(load). */
export function results(root, kind, act) {
  const one = (selector) => root.querySelector(selector);
  const every = (selector) => root.querySelectorAll(selector);
  const groups = new Map([...every("[data-group]")].map((group) => [group.dataset.group, group]));
  const input = one("[data-search-box]");
  let state = "idle";
  let telling;

  function enter(next) {
    state = next;
    one("[data-loading]").hidden = true;
    for (const part of root.querySelectorAll("[data-when]")) {
      if (!part.closest("[data-facet]")) part.hidden = part.dataset.when !== next;
    }
  }

  function tell(text) {
    clearTimeout(telling);
    telling = setTimeout(() => { one("[data-status]").textContent = text; }, QUIET);
  }

  /** Changes the page; where that takes the focus away with what had it, the box has it. */
  function keepingFocus(change) {
    const had = root.contains(document.activeElement);
    change();
    const now = document.activeElement;
    if (had && (now === document.body || !now.checkVisibility())) input.focus();
  }

  function item(html, number, found) {
    const made = piece(root, "result");
    made.innerHTML = html;
    mark(made, found);
    if (found.byText.has(number)) (made.querySelector("div") ?? made.firstElementChild).append(piece(root, "in-text"));
    return made;
  }

  function chips(labels) {
    const holder = one("[data-chips]");
    const list = holder.querySelector("ul");
    const focused = [...list.children].findIndex((chip) => chip.contains(document.activeElement));
    holder.hidden = !labels.length;
    list.replaceChildren(...labels.map(([facet, slug, title, label]) => {
      const made = piece(root, "chip");
      made.querySelector("[data-facet-name]").textContent = title;
      made.querySelector("[data-label]").textContent = label;
      made.querySelector("button").addEventListener("click", () => act.remove(facet, slug));
      return made;
    }));
    if (focused >= 0) (list.children[Math.min(focused, labels.length - 1)]?.firstElementChild ?? input).focus();
  }

  function paint(group, { documents, cards: first }, found, wanted) {
    const list = group.querySelector("[data-results]");
    const all = group.querySelector("[data-all]");
    const more = group.querySelector("[data-more]");
    const count = group.querySelector("[data-count]");
    group.hidden = false;
    count.textContent = counted(count.dataset.counted, documents.length);
    list.replaceChildren(...first.map((html, place) => item(html, documents[place], found)));
    if (all) {
      all.hidden = documents.length <= first.length;
      all.href = address({ q: wanted.q }, all.pathname);
      all.textContent = counted(all.dataset.counted, documents.length);
    } else {
      more.hidden = documents.length <= first.length;
      more.onclick = () => act.more(async (isCurrent) => {
        const start = list.children.length;
        const next = documents.slice(start, start + STEP);
        const html = await cards(next, found.generation);
        if (!isCurrent() || list.children.length !== start) return list.children.length;
        list.append(...html.map((one, place) => item(one, next[place], found)));
        more.hidden = documents.length <= list.children.length;
        list.children[start].querySelector("a").focus();
        return list.children.length;
      });
    }
  }

  function fill(name, text) {
    for (const part of every(`[data-fill="${name}"]`)) part.textContent = text;
  }

  function explain({ words, corrected, everywhere }, wanted) {
    const { q, chosen } = wanted;
    const instead = new Map(corrected);
    fill("query", q);
    fill("words", words.join(", "));
    fill("corrected", words.map((word) => instead.get(word) ?? word).join(" "));
    one("[data-corrected]").hidden = !corrected.length;
    one("[data-short]").hidden = everywhere || !words.length;
    one("[data-short] a").href = address({ ...wanted, texts: true, show: 0 });
    for (const part of every("[data-query-only]")) part.hidden = !q;
    for (const part of every("[data-words-only]")) part.hidden = !words.length;
    for (const part of every("[data-no-words-only]")) part.hidden = words.length > 0;
    for (const option of every("[data-unasked]")) option.textContent = q ? option.dataset.asked : option.dataset.unasked;
    for (const part of every("[data-chosen-only]")) part.hidden = !Object.keys(chosen).length;
    for (const link of every("[data-elsewhere]")) link.href = address({ q }, link.pathname);
    for (const link of every("[data-without-filters]")) link.href = address({ q });
    for (const link of every("[data-nothing-asked]")) link.href = address({});
    for (const way of every("[data-way]")) way.remove();
    const ways = words.length > 1 ? [...new Set(words)].map((word) => {
      const made = piece(root, "way");
      made.dataset.way = "";
      made.querySelector("a").href = address({ q: word });
      made.querySelector("[data-label]").textContent = word;
      return made;
    }) : [];
    one("[data-ways]").prepend(...ways);
  }

  for (const button of every("[data-retry]")) button.addEventListener("click", act.retry);
  one("[data-clear]").addEventListener("click", act.clear);

  return {
    limit: (group, show) => (kind ? show || FIRST : groups.get(group)?.querySelector("[data-more]") ? Math.max(EACH, show) : EACH),
    isFailed: () => state === "offline" || state === "broken",
    idle: () => keepingFocus(() => {
      chips([]);
      enter("idle");
      tell("");
    }),
    expect: () => enter("waiting"),
    wait() { one("[data-loading]").hidden = false; },
    fail: (why) => keepingFocus(() => {
      enter(why);
      tell(one(`[data-when="${why}"] h2`).textContent);
    }),

    /** Shows an answer to what was wanted; `labels` are those of the values chosen. */
    show(found, wanted, labels) {
      const total = found.groups.reduce((sum, { documents }) => sum + documents.length, 0);
      const counter = one("[data-counted]");
      const how = counted(counter.dataset.counted, total);
      keepingFocus(() => {
        chips(labels);
        explain(found, wanted);
        for (const group of groups.values()) group.hidden = true;
        for (const group of found.groups) {
          const section = groups.get(group.kind);
          if (!section) continue; // a kind that is newer than this page
          paint(section, group, found, wanted);
          section.parentElement.append(section);
        }
        counter.textContent = how;
        enter(total ? "results" : "nothing");
      });
      tell(total ? how : one('[data-when="nothing"] h2').textContent);
    },
  };
}
