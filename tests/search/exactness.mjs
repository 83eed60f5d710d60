// Queries put to the whole of an index and to its shards; tells every difference in documents, order or score.

export async function run({ indexes, queries }, script) {
  const { asked, partialIndex } = await script("engine.js");
  const { directory } = await script("shards.js");
  const release = await directory();
  const whole = Object.fromEntries(Object.entries(indexes).map(([name, index]) => [name, lunr.Index.load(index)]));
  const results = (index, clauses) =>
    asked(index, clauses).map(({ ref, score }) => [Number(ref), score]).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const differences = [];
  const found = [];
  for (const { index, clauses } of queries) {
    const expected = results(whole[index], clauses.map((clause) => ({ ...clause })));
    const got = results(await partialIndex(release, index, clauses), clauses);
    const same = expected.length === got.length && expected.every(([number, score], place) =>
      got[place][0] === number && Math.abs(got[place][1] - score) <= 1e-9);
    if (!same) differences.push({ index, clauses, expected: expected.slice(0, 5), got: got.slice(0, 5) });
    found.push(expected.length);
  }
  return { differences, found };
}
