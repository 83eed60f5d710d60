// The files of the index: the directory first, then only what a query needs, each checked to be what was asked for.

/**
 * The index cannot be had. `kind` is "offline" (no connection), "broken" (the site's own fault) or "stale" (the site was
 * published again since these results: search again).
 */
export class SearchError extends Error {
  constructor(kind, address) {
    super(`${kind}: ${address}`);
    this.kind = kind;
  }
}

/** What was loaded belongs to an older release of the site than what is there now. */
class Stale extends Error {}

let opened = null; // the directory in use, as a promise
const kept = new Map(); // the files loaded since, by address, as promises

async function fetched(address, cache) {
  let response;
  try {
    response = await fetch(address, { cache });
  } catch {
    throw new SearchError("offline", address);
  }
  if (!response.ok) throw new SearchError("broken", address);
  try {
    return await response.json();
  } catch {
    throw new SearchError("broken", address); // cut short, or a host's page for what is not there
  }
}

/** What some loading gives; where the site is at fault it is done again, past every cache. */
async function twice(load, cache) {
  try {
    return await load(cache);
  } catch (error) {
    if (error.kind !== "broken") throw error;
    return load("reload");
  }
}

/** The directory, as the site has it now. */
export function directory() {
  opened ??= open();
  opened.catch(() => (opened = null));
  return opened;
}

/** Loads what every query begins with, before there is one; whatever goes wrong is told when there is. */
export function prepare() {
  directory().then((release) => listed(release, "texts")).catch(() => {});
}

async function open() {
  const address = new URL(document.querySelector("[data-directory]").dataset.directory, document.baseURI);
  const found = await twice((cache) => fetched(address, cache), "no-cache");
  if (!found?.numbering || !Array.isArray(found.kinds)) throw new SearchError("broken", address);
  return {
    ...found,
    generation: JSON.stringify(found), // of two releases with one numbering, too
    base: new URL("..", address),
    count: found.kinds.reduce((sum, [, , count]) => sum + count, 0),
    kinds: found.kinds.map(([kind, first, count]) => ({ kind, first, count })),
  };
}

/**
 * Does some work on one release of the site. Where a file of it is gone or is another's, the site may have been
 * published again meanwhile: the work is done once more on what is there now.
 */
export async function onOneRelease(work) {
  try {
    return await work(await directory());
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    opened = null;
    kept.clear();
    try {
      return await work(await directory());
    } catch (again) {
      opened = null;
      throw again instanceof Stale ? new SearchError("broken", again.message) : again;
    }
  }
}

/** The content of a file that begins with its own name. */
async function content(address, name) {
  try {
    return await twice(async (cache) => {
      const found = await fetched(address, cache);
      if (!Array.isArray(found) || found[0] !== name) throw new SearchError("broken", address);
      return found.slice(1);
    }, "default");
  } catch (error) {
    throw error.kind === "broken" ? new Stale(address) : error;
  }
}

function once(address, name) {
  if (!kept.has(address)) {
    const loading = content(address, name);
    kept.set(address, loading);
    loading.catch(() => kept.delete(address)); // to be tried again
  }
  return kept.get(address);
}

/** The content of a shard by its whole name. */
export async function shard(release, name) {
  const [entries] = await once(new URL(`static/search/${name}.json`, release.base).href, name);
  return entries;
}

/** Where the shards of an index begin, and the digests in their names; the first list is in the directory itself. */
async function listed(release, index) {
  const text = index === "names" ? release.names : await shard(release, `${index}-${release[index]}`);
  const words = text ? text.split(" ") : [];
  return { firsts: words.filter((_, i) => i % 2 === 0), digests: words.filter((_, i) => i % 2) };
}

/** The entries of an index's shards that may lie between two terms, both included. */
export async function between(release, index, from, to) {
  const { firsts, digests } = await listed(release, index);
  const at = (term) => Math.max(0, firsts.findLastIndex((first) => first <= term));
  const wanted = digests.length ? range(at(from), at(to) + 1) : [];
  return (await Promise.all(wanted.map((n) => shard(release, `${index}-${mixed(firsts[n])}-${digests[n]}`)))).flat();
}

/** Where a shard begins, as it stands in its name: FNV-1a of 32 bits, as plugins/search/shards.py makes it. */
function mixed(text) {
  let found = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) found = Math.imul(found ^ text.charCodeAt(place), 0x01000193);
  return (found >>> 0).toString(16).padStart(8, "0");
}

/** The values of a facet, [slug, label, count, shard], and the names of its shards. */
export async function facet(release, kind, name) {
  const digest = release.facets[`${kind}-${name}`];
  return digest ? shard(release, `${kind}-${name}-${digest}`) : [[], []];
}

/** The HTML of the cards of these documents, in their order. `generation` is that of the results they are of. */
export function cards(numbers, generation) {
  return onOneRelease(async (release) => cardsOf(checked(release, generation), numbers));
}

/** The release, where it is still the one that some results are of. */
export function checked(release, generation) {
  if (generation && generation !== release.generation) throw new SearchError("stale", release.numbering);
  return release;
}

/** The kinds that can be found, with the number of their first document and how many there are. */
export const kinds = (generation) => onOneRelease(async (release) => checked(release, generation).kinds);

/** The kind of a document. */
export const kindOf = async (number) =>
  (await kinds()).find(({ first, count }) => number >= first && number < first + count)?.kind;

async function cardsOf(release, numbers) {
  const wanted = [...new Set(numbers.map((number) => Math.floor(number / release.block)))];
  const blocks = await Promise.all(wanted.map(async (block) => {
    const address = new URL(`search/${release.numbering}/cards-${block}.json`, release.base).href;
    const [cards] = await once(address, `${release.numbering}-${block}`);
    const expected = Math.min(release.block, release.count - block * release.block);
    if (!Array.isArray(cards) || cards.length !== expected) throw new Stale(address);
    return [block, cards];
  }));
  const cards = new Map(blocks);
  return numbers.map((number) => cards.get(Math.floor(number / release.block))[number % release.block]);
}

/** Numbers from their first and the differences of the others. */
export function undelta(differences) {
  let number = 0;
  return differences.map((difference) => (number += difference));
}

export const range = (start, end) => Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
