// Text folded and stemmed by the scripts, with the tables of the site's own index.

export async function run({ texts, words }, script) {
  const { analysis } = await script("analysis.js");
  const { directory } = await script("shards.js");
  const { fold, understood } = analysis(await directory());
  return { folded: texts.map(fold), understood: words.map(understood) };
}
