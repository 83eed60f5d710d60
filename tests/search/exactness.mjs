// Queries put to the whole of an index and to its shards; tells every difference in documents, order or score.

export async function run({ indexes, queries }, script) {
  const { asked, partialIndex } = await script("engine.js");
  const { directory } = await script("shards.js");
  const release = await directory();
  const whole = Object.fromEntries(Object.entries(indexes).map(([name, index]) => [name, lunr.Index.load(index)]));
  // Not by the scripts' own words, so that a mistake in those is seen.
  const plainly = (index, clauses) => index.query((query) => {
    for (const { term, prefix, edits, presence, ...others } of clauses) {
      const wildcard = prefix ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE;
      query.term(term, { ...others, wildcard, usePipeline: false, ...(edits && { editDistance: edits }), ...(presence && { presence }) });
    }
  });
  const sorted = (results) =>
    results.map(({ ref, score }) => [Number(ref), score]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const differences = [];
  const found = [];
  for (const { index, clauses } of queries) {
    const expected = sorted(plainly(whole[index], clauses));
    const got = sorted(asked(await partialIndex(release, index, clauses), clauses));
    const same = expected.length === got.length && expected.every(([number, score], place) =>
      got[place][0] === number && Math.abs(got[place][1] - score) <= 1e-9);
    if (!same) differences.push({ index, clauses, expected: expected.slice(0, 5), got: got.slice(0, 5) });
    found.push(expected.length);
  }
  return { differences, found };
}
