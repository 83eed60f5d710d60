// What there is for what is asked: documents in groups by kind, and the cards of those to show.

import { search } from "./engine.js";
import { filtered, sorted } from "./facets.js";
import { cards, kinds } from "./shards.js";

/**
 * The answer to what an address asks for; `kind` is "" for all kinds. `limit(kind)` says how many cards to have.
 *
 * Beside what the engine found (matching: all documents before any filter; words, corrected, terms, byText,
 * generation): `chosen` without the values that do not exist, and `groups` of { kind, documents, cards }, each in
 * order, that of the best document first; `cards` are the HTML of the first documents.
 */
export async function answer({ q, chosen, sort }, kind, limit) {
  const found = await search(q, { kind: kind || null });
  const groups = [];
  let known = {};
  if (kind) {
    const { documents, unknown } = await filtered(kind, found.documents, chosen);
    known = without(chosen, unknown);
    groups.push({ kind, documents: sort ? await sorted(kind, documents, sort) : documents });
  } else if (found.documents) {
    groups.push(...await byKind(found.documents));
  }
  const shown = groups.map((group) => [...group.documents.slice(0, limit(group.kind))]);
  const html = await cards(shown.flat(), found.generation);
  groups.forEach((group, place) => { group.cards = html.splice(0, shown[place].length); });
  return { ...found, matching: found.documents, chosen: known, groups };
}

async function byKind(documents) {
  const ranges = await kinds();
  const groups = new Map();
  for (const number of documents) {
    const { kind } = ranges.find(({ first, count }) => number >= first && number < first + count);
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(number);
  }
  return [...groups].map(([kind, some]) => ({ kind, documents: some }));
}

function without(chosen, unknown) {
  const known = Object.entries(chosen).map(([facet, slugs]) => [facet, slugs.filter((slug) => !unknown[facet]?.includes(slug))]);
  return Object.fromEntries(known.filter(([, slugs]) => slugs.length));
}
