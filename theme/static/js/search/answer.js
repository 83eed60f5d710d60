// What there is for what is asked: documents in groups by kind, and the cards of those to show.

import { analysis } from "./analysis.js";
import { search } from "./engine.js";
import { filtered, sorted } from "./facets.js";
import { cards, directory, kinds } from "./shards.js";

/** The functions that fold and cut texts, by what the index says. */
export async function cutter() {
  const release = await directory();
  return (release.analysis ??= analysis(release));
}

/**
 * The answer to what an address asks for; `kind` is "" for all kinds. `limit(kind)` says how many cards to have.
 *
 * What the engine found (words, corrected, terms, byText, generation; documents, before any filter), `chosen` without
 * the values that do not exist, and `groups` of { kind, documents, cards }, that of the best document first; `cards`
 * are the HTML of the first documents.
 */
export async function answer({ q, chosen, sort, texts }, kind, limit) {
  const found = await search(q, { kind: kind || null, texts });
  let known = {};
  let groups;
  if (kind) {
    const { documents, unknown } = await filtered(kind, found.documents, chosen);
    known = without(chosen, unknown);
    groups = [{ kind, documents: sort ? await sorted(kind, documents, sort) : documents }];
  } else {
    groups = await byKind(found.documents ?? []);
  }
  const shown = groups.map((group) => group.documents.slice(0, limit(group.kind)));
  const html = await cards(shown.flat(), found.generation);
  groups.forEach((group, place) => { group.cards = html.splice(0, shown[place].length); });
  return { ...found, chosen: known, groups, cutter: await cutter() };
}

async function byKind(documents) {
  const ranges = await kinds(documents.generation);
  const groups = new Map();
  for (const number of documents) {
    const { kind } = ranges.find(({ first, count }) => number < first + count);
    if (!groups.has(kind)) groups.set(kind, []);
    groups.get(kind).push(number);
  }
  return [...groups].map(([kind, some]) => ({ kind, documents: some }));
}

function without(chosen, unknown) {
  const known = Object.entries(chosen).map(([facet, slugs]) => [facet, slugs.filter((slug) => !unknown[facet]?.includes(slug))]);
  return Object.fromEntries(known.filter(([, slugs]) => slugs.length));
}
