// Queries as a visitor types them; tells what is found, as addresses of pages, and what was said to have been found.

export async function run({ queries, most }, script, fetched) {
  const { search } = await script("engine.js");
  const { cards } = await script("shards.js");
  const answers = [];
  for (const { text, kind } of queries) {
    const before = fetched.length;
    const found = await search(text, { kind: kind ?? null });
    const first = found.documents?.slice(0, most) ?? [];
    const html = await cards(first, found.generation);
    answers.push({
      urls: html.map((card) => /href="([^"]+)"/.exec(card)[1]),
      count: found.documents?.length ?? null,
      corrected: found.corrected,
      words: found.words,
      by_text: first.map((number) => found.byText.has(number)),
      fetched: fetched.slice(before),
    });
  }
  return answers;
}
