// A query to documents. Lunr searches an index of only the terms that the query touches; its scores are those of the whole.

import { analysis } from "./analysis.js";
import { between, onOneRelease, undelta } from "./shards.js";

const MAX_LENGTH = 100;
const MAX_WORDS = 10;
const EXACT = 10; // how much more a whole term counts than one that only begins so, or is spelt differently
const MIN_SPELLED = 4; // shorter words have too many neighbours
const K1 = 1.2; // as Lunr's builder has it
const LAST = "\uffff"; // sorts after whatever a term goes on with

/**
 * The documents that have every word of `text`, best first; `kind` keeps to one kind. Long texts are searched only where
 * names and short words find nothing, or where `texts` asks for it: they are the larger part of an index, and say
 * least. Where they find nothing either, words spelt nearly so are taken. Gives
 * documents: their numbers, or null where the text has no word; generation: what the numbers are of;
 * words: as understood; corrected: pairs of a word and what was found in its place; terms: a Set of those that matched;
 * byText: a Set of the documents that only their long text brought; everywhere: whether long texts were searched.
 */
export function search(text, { kind = null, texts = false } = {}) {
  return onOneRelease(async (release) => {
    const { understood, isUnspaced } = (release.analysis ??= analysis(release));
    const words = understood(text.slice(0, MAX_LENGTH).toWellFormed()).slice(0, MAX_WORDS);
    const { first, count } = release.kinds.find((one) => one.kind === kind) ?? { first: 0, count: kind ? 0 : release.count };
    const within = ({ ref }) => ref >= first && ref < first + count;
    const said = { generation: release.generation, words: words.map(({ typed }) => typed), byText: new Set(), everywhere: false };
    if (!words.length) return { ...said, documents: null, corrected: [], terms: new Set() };

    const plain = words.map((word) => wordWays(word));
    const named = (await query(release, "names", clausesOf(plain))).filter(within);
    const whole = having(plain, named);
    if (whole.length && !texts) return { ...said, ...result(release, whole, plain) };

    const spelt = words.map((word) => wordWays(word, (term) => [...term].length >= MIN_SPELLED && !isUnspaced(term)));
    const stems = words.map((word) => word.texts.map((way) => way.map((term) => [{ term }])));
    const [told, near] = await Promise.all([
      query(release, "texts", clausesOf(stems)),
      whole.length ? [] : query(release, "names", clausesOf(spelt)),
    ]);
    said.everywhere = true;
    const around = told.filter(within);
    const found = result(release, [...whole, ...beside(plain, named, stems, around, whole)], plain, whole.length);
    if (found.documents.length) return { ...said, ...found };
    const nearly = near.filter(within);
    const alike = having(spelt, nearly);
    const best = [...alike, ...beside(spelt, nearly, stems, around, alike)];
    return { ...said, ...result(release, best, spelt, alike.length), corrected: corrections(words, plain, spelt, best[0]) };
  });
}

/** The ways a word is found in names: lists of terms, each as the clauses of which one has to match. */
function wordWays({ names, open }, nearly = () => false) {
  return names.map((way) => way.map((term, place) => [
    { term, boost: EXACT },
    ...(open && place === way.length - 1 ? [{ term, prefix: true }] : []),
    ...(nearly(term) ? [{ term, edits: 1 }] : []),
  ]));
}

const clausesOf = (words) => words.flat(3);
const termsOf = ({ matchData }) => Object.keys(matchData.metadata);
const order = (a, b) => b.score - a.score || a.ref - b.ref;
const has = (terms, clauses) => clauses.some(({ matched }) => terms.some((term) => matched.has(term)));
const hasWord = (terms, ways) => ways.some((way) => way.every((clauses) => has(terms, clauses)));

/** The results that have every word, best first. */
const having = (words, results) =>
  results.filter((one) => words.every((ways) => hasWord(termsOf(one), ways))).sort(order);

/** The results that have every word only with what their long text says. */
function beside(words, named, stems, told, without) {
  const passed = new Set(without.map(({ ref }) => ref));
  const byName = new Map(named.map((one) => [one.ref, one]));
  return told.filter(({ ref }) => !passed.has(ref)).map((one) => {
    const name = byName.get(one.ref);
    return { ref: one.ref, score: one.score + (name?.score ?? 0), inText: termsOf(one), inNames: name ? termsOf(name) : [] };
  }).filter(({ inText, inNames }) =>
    words.every((ways, place) => hasWord(inNames, ways) || hasWord(inText, stems[place]))).sort(order);
}

function result(release, best, words, whole = best.length) {
  const documents = Object.assign(best.map(({ ref }) => Number(ref)), { generation: release.generation });
  const terms = new Set(clausesOf(words).flatMap(({ matched }) => [...matched]));
  return { documents, terms, byText: new Set(documents.slice(whole)), corrected: [] };
}

/** The words that the best result has only in another spelling, each with its own. */
function corrections(words, plain, spelt, best) {
  if (!best) return [];
  const terms = best.inNames ?? termsOf(best);
  return words.flatMap(({ typed }, place) => {
    const way = spelt[place].find((some) => some.every((clauses) => has(terms, clauses)));
    if (!way || hasWord(terms, plain[place])) return [];
    return [[typed, way.map((clauses) => terms.find((term) => has([term], clauses))).join(" ")]];
  });
}

async function query(release, name, clauses) {
  if (!clauses.length) return [];
  return asked(await partialIndex(release, name, clauses), clauses);
}

/** What an index answers to clauses: {term, prefix, edits, boost, fields, presence}, all but the first optional. */
export function asked(index, clauses) {
  return index.query((lunrQuery) => {
    for (const { term, prefix, edits, boost = 1, fields, presence } of clauses) {
      const options = { boost, usePipeline: false };
      if (edits) options.editDistance = edits; // that it is given, even as 0, turns wildcards off
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
