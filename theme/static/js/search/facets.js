// Documents by facet: which have some values, how many would have another, and in what order they come.

import { checked, facet, onOneRelease, range, shard, undelta } from "./shards.js";

/** The values of a facet of a kind, {slug, label, count}, the commonest first. */
export function values(kind, name) {
  return onOneRelease(async (release) => {
    const [rows] = await facet(release, kind, name);
    return rows.map(([slug, label, count]) => ({ slug, label, count }));
  });
}

/**
 * The documents of a kind that have the chosen values, {facet: [slug, ...]}: one of each facet, and of all facets.
 * `documents` are what a search found, in its order; null means all. Gives {documents, unknown}: what is unknown of the
 * chosen is ignored, and told in the same form.
 */
export function filtered(kind, documents, chosen) {
  return onOneRelease(async (release) => {
    const { lacking, unknown } = await chosenOf(release, kind, chosen);
    return { documents: marked(release, base(release, kind, documents).filter((number) => !lacking(number).length)), unknown };
  });
}

/** How many documents each value of a facet would leave, by the search and the other facets: a Map of slugs. */
export function counts(kind, documents, chosen, name) {
  return onOneRelease(async (release) => {
    const { first } = kindOf(release, kind);
    const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name));
    const { lacking } = await chosenOf(release, kind, others);
    const left = new Set(base(release, kind, documents).filter((number) => !lacking(number).length));
    const [rows] = await facet(release, kind, name);
    const places = await placesOf(release, kind, name, rows.map((_, row) => row));
    return new Map(rows.map(([slug], row) => [slug, places[row].filter((place) => left.has(first + place)).length]));
  });
}

/** Documents in an order: "relevance" as a search gave them, "name", or "newest" first; what has no date comes last. */
export function sorted(kind, documents, order) {
  return onOneRelease(async (release) => {
    const given = base(release, kind, documents);
    if (order !== "name" && order !== "newest") return given;
    const { first } = kindOf(release, kind);
    const [rows] = await facet(release, kind, order);
    const places = await placesOf(release, kind, order, rows.map((_, row) => row));
    const rank = new Map(places.flatMap((some, row) => some.map((place) => [first + place, row])));
    const ranked = (number) => rank.get(number) ?? rows.length; // a kind that is in order by itself has no file
    return marked(release, [...given].sort((a, b) => ranked(a) - ranked(b) || a - b));
  });
}

const kindOf = (release, kind) => release.kinds.find((one) => one.kind === kind) ?? { first: 0, count: 0 };

const marked = (release, numbers) => Object.assign(numbers, { generation: release.generation });

function base(release, kind, documents) {
  if (documents) return checked(release, documents.generation) && documents;
  const { first, count } = kindOf(release, kind);
  return marked(release, range(first, first + count));
}

/** A function that tells which of the chosen facets a document lacks, and what of the chosen there is not. */
async function chosenOf(release, kind, chosen) {
  const { first } = kindOf(release, kind);
  const unknown = {};
  const sets = await Promise.all(Object.entries(chosen).map(async ([name, slugs]) => {
    const [rows] = await facet(release, kind, name);
    const known = slugs.map((slug) => rows.findIndex((row) => row[0] === slug));
    const missing = slugs.filter((_, index) => known[index] < 0);
    if (missing.length) unknown[name] = missing;
    const places = await placesOf(release, kind, name, known.filter((row) => row >= 0));
    return places.length ? [name, new Set(places.flat().map((place) => first + place))] : null;
  }));
  const needed = sets.filter(Boolean);
  return { lacking: (number) => needed.filter(([, having]) => !having.has(number)).map(([name]) => name), unknown };
}

/** The places in their kind of the documents that have each of these values, told by their rows. */
async function placesOf(release, kind, name, wanted) {
  const [rows, shards] = await facet(release, kind, name);
  const starts = shards.map((_, holder) => rows.findIndex((row) => row[3] === holder));
  return Promise.all(wanted.map(async (row) => {
    const holder = rows[row][3];
    const entries = await shard(release, shards[holder]);
    return undelta(entries[row - starts[holder]]);
  }));
}
