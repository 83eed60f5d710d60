// A query to documents. Lunr searches an index of only the terms that the query touches; its scores are those of the whole.

import { analysis } from "./analysis.js";
import { between, onOneRelease, undelta } from "./shards.js";

const MAX_LENGTH = 100;
const MAX_WORDS = 10;
const EXACT = 10; // how much more a whole term counts than one that only begins so, or is spelt differently
const BESIDE = 0.1; // how much what a long text says counts where the names already match
const MIN_SPELLED = 4; // shorter words have too many neighbours
const K1 = 1.2; // as Lunr's builder has it
const LAST = "\uffff"; // sorts after whatever a term goes on with

/**
 * The documents that have every word of `text`, best first; `kind` keeps to one kind. Gives
 * documents: their numbers, or null where the text has no word; generation: what the numbers are of;
 * words: as understood; corrected: pairs of a word and what was found in its place; terms: a Set of those that matched;
 * byText: a Set of the documents that only their long text brought.
 */
export function search(text, { kind = null } = {}) {
  return onOneRelease(async (release) => {
    const { understood, isUnspaced } = (release.analysis ??= analysis(release));
    const words = understood(text.slice(0, MAX_LENGTH).toWellFormed()).slice(0, MAX_WORDS);
    const generation = release.numbering;
    const said = { generation, words: words.map(({ typed }) => typed), corrected: [], terms: new Set(), byText: new Set() };
    if (!words.length) return { ...said, documents: null };
    const range = release.kinds.find((one) => one.kind === kind) ?? { first: 0, count: kind ? 0 : release.count };
    for (const spelled of [false, true]) {
      const found = await matching(release, words, range, spelled && ((term) => !isUnspaced(term)));
      if (found.documents.length || spelled) return { ...said, ...found };
    }
  });
}

/** The documents of a range that have all words; `spelled` says of which terms another spelling will do. */
async function matching(release, words, range, spelled) {
  const ways = words.map((word) => word.names.map((way) => way.map((term, place) => ({
    plain: [
      { term, boost: EXACT },
      ...(word.open && place === way.length - 1 ? [{ term, prefix: true }] : []),
    ],
    spelt: spelled && term.length >= MIN_SPELLED && spelled(term) ? [{ term, edits: 1 }] : [],
  }))));
  const stems = words.map((word) => word.texts.map((way) => way.map((term) => ({ term }))));
  const inNames = ways.flat(2).flatMap(({ plain, spelt }) => [...plain, ...spelt]);
  const [names, texts] = await Promise.all([query(release, "names", inNames), query(release, "texts", stems.flat(2))]);

  const has = (terms, clauses) => clauses.some(({ matched }) => terms.some((term) => matched.has(term)));
  const hits = new Map();
  const within = (ref) => ref >= range.first && ref < range.first + range.count;
  const hit = (ref) => hits.get(ref) ?? hits.set(ref, { number: +ref, names: [], texts: [], score: 0, beside: 0 }).get(ref);
  for (const { ref, score, matchData } of names) {
    if (within(ref)) Object.assign(hit(ref), { names: Object.keys(matchData.metadata), score });
  }
  for (const { ref, score, matchData } of texts) {
    if (within(ref)) Object.assign(hit(ref), { texts: Object.keys(matchData.metadata), beside: score });
  }

  const whole = [];
  const byText = [];
  for (const found of hits.values()) {
    const named = ways.map((some) => some.some((way) =>
      way.every(({ plain, spelt }) => has(found.names, plain) || has(found.names, spelt))));
    const told = stems.map((some) => some.some((way) => way.every((clause) => has(found.texts, [clause]))));
    if (named.every(Boolean)) whole.push(found);
    else if (named.every((one, place) => one || told[place])) byText.push(found);
  }
  for (const found of whole) found.score += BESIDE * found.beside;
  for (const found of byText) found.score += found.beside;
  const order = (a, b) => b.score - a.score || a.number - b.number;
  const best = [...whole.sort(order), ...byText.sort(order)];
  const documents = Object.assign(best.map(({ number }) => number), { generation: release.numbering });
  return {
    documents,
    byText: new Set(byText.map(({ number }) => number)),
    terms: new Set(inNames.flatMap(({ matched }) => [...matched])),
    corrected: best.length && spelled ? corrections(words, ways, best[0].names, has) : [],
  };
}

/** The words that only another spelling found, each with the term that the best document has for it. */
function corrections(words, ways, terms, has) {
  return words.flatMap(({ typed }, place) => {
    const [way] = ways[place].filter((some) => some.every(({ plain, spelt }) => has(terms, plain) || has(terms, spelt)));
    if (!way || way.every(({ plain }) => has(terms, plain))) return [];
    const found = way.map(({ plain, spelt }) => terms.find((term) => has([term], plain)) ?? terms.find((term) => has([term], spelt)));
    return [[typed, found.join(" ")]];
  });
}

async function query(release, name, clauses) {
  if (!clauses.length) return [];
  return asked(await partialIndex(release, name, clauses), clauses);
}

/** What an index answers to clauses: {term, prefix, edits, boost, fields, presence}, all but the first optional. */
export function asked(index, clauses) {
  return index.query((lunrQuery) => {
    for (const { term, prefix, edits = 0, boost = 1, fields, presence } of clauses) {
      const options = { boost, usePipeline: false, editDistance: edits };
      if (fields) options.fields = fields;
      if (presence) options.presence = presence;
      lunrQuery.term(prefix ? `${term}*` : term, options);
    }
  });
}

/**
 * The part of an index that holds every term that some clauses can match, as a lunr.Index; it answers them as the
 * whole one does. Each clause gets `matched`, a Set of its terms.
 */
export async function partialIndex(release, name, clauses) {
  const found = await Promise.all(clauses.map((clause) => entriesOf(release, name, clause)));
  clauses.forEach((clause, place) => { clause.matched = new Set(found[place].map(([term]) => term)); });
  const entries = new Map(found.flat().map((entry) => [entry[0], entry]));
  const terms = [...entries.keys()].sort();
  const fields = Object.entries(release.fields[name]);
  const invertedIndex = Object.create(null);
  const fieldVectors = Object.create(null);
  terms.forEach((term, _index) => {
    const posting = { _index };
    const [, ...lists] = entries.get(term);
    const decoded = lists.map(counted);
    const idf = inverseFrequency(release.count, decoded.flat().reduce((sum, [, numbers]) => sum + numbers.length, 0));
    fields.forEach(([field, boost], place) => {
      posting[field] = Object.create(null);
      for (const [times, numbers] of decoded[place]) {
        const score = scored(idf, times, boost);
        for (const number of numbers) {
          posting[field][number] = NO_METADATA;
          (fieldVectors[`${field}/${number}`] ??= new lunr.Vector([])).elements.push(_index, score);
        }
      }
    });
    invertedIndex[term] = posting;
  });
  return new lunr.Index({
    invertedIndex,
    fieldVectors,
    tokenSet: lunr.TokenSet.fromArray(terms),
    fields: fields.map(([field]) => field),
    pipeline: new lunr.Pipeline(),
  });
}

const NO_METADATA = Object.freeze({});

/** A field of an entry as pairs: how many times the term stands there, and in which documents. */
function counted(list) {
  const split = list.findIndex((item) => typeof item !== "number");
  const once = split < 0 ? list : list.slice(0, split);
  return [[1, undelta(once)], ...(split < 0 ? [] : list.slice(split).map(([times, ...numbers]) => [times, undelta(numbers)]))];
}

const inverseFrequency = (count, having) => Math.log(1 + Math.abs((count - having + 0.5) / (having + 0.5)));

/** The score of Lunr's builder with b = 0, which it rounds. */
const scored = (idf, times, boost) => Number(((idf * ((K1 + 1) * times)) / (K1 + times) * boost).toFixed(3));

/** The entries that a clause matches. */
async function entriesOf(release, name, { term, prefix, edits }) {
  if (edits) return spelledLike(release, name, term);
  const entries = await between(release, name, term, prefix ? term + LAST : term);
  return entries.filter(([one]) => (prefix ? one.startsWith(term) : one === term));
}

/**
 * The entries whose term is one edit away at most: an insertion, deletion, substitution or exchange of neighbours.
 * One edit leaves either the beginning of a term whole or its end, so two small parts of the vocabulary hold them all.
 */
async function spelledLike(release, name, term) {
  const signs = [...term];
  const half = Math.floor(signs.length / 2) + 1;
  const beginning = signs.slice(0, half - 1).join("");
  const ending = signs.slice(half).reverse().join("");
  const [forward, backward] = await Promise.all([
    between(release, name, beginning, beginning + LAST),
    between(release, "spelling", ending, ending + LAST),
  ]);
  const near = (one) => Math.abs(one.length - term.length) <= 1;
  const fuzzy = lunr.TokenSet.fromFuzzyString(term, 1);
  const alike = (terms) => lunr.TokenSet.fromArray(terms.filter(near).sort()).intersect(fuzzy).toArray();
  const reversed = backward.filter((one) => one.startsWith(ending)).map((one) => [...one].reverse().join(""));
  const wanted = new Set([...alike(forward.map(([one]) => one)), ...alike(reversed)]);
  const found = await Promise.all([...wanted].map((one) => between(release, name, one, one)));
  return found.flat().filter(([one]) => wanted.has(one));
}
