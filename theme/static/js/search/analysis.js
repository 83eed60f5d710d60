// Text to terms, by the same steps as plugins/search/analysis.py; patterns and tables come with the index.

/** The functions that cut text up, by what the directory of an index says. */
export function analysis({ letters, marks, word, unspaced, joiners, run, english, unstemmed }) {
  const words = new RegExp(word, "gu");
  const isUnspaced = new RegExp(`^${unspaced}`, "u");
  const joiner = new RegExp(joiners, "u");
  const mark = new RegExp(`[${marks}]`, "gu");
  const letter = new RegExp(`[${Object.keys(letters).join("")}]`, "g");
  const keep = new RegExp(unstemmed);

  /** Lower case and without accents. */
  const fold = (text) =>
    text.normalize("NFKD").toLowerCase().replace(letter, (sign) => letters[sign]).replace(mark, "").normalize("NFC");

  /** The stem of an English word; "" for one of the commonest. */
  function stem(term) {
    if (!english) return term;
    const token = new lunr.Token(term, {});
    if (!lunr.stopWordFilter(token)) return "";
    return keep.test(term) ? term : lunr.stemmer(token).toString();
  }

  /**
   * The words of a query. `names` and `texts` are the ways each may be found in the two indexes: lists of terms that
   * have to stand together. A word of one letter has to be all of a term; of others the last term may go on.
   */
  function understood(text) {
    return [...fold(text).matchAll(words)].map(([typed]) => {
      if (isUnspaced.test(typed)) {
        const signs = [...typed];
        const pairs = signs.slice(1).map((sign, index) => signs[index] + sign);
        return { typed, open: true, names: [[signs.slice(0, run).join("")]], texts: pairs.length ? [pairs] : [] };
      }
      const parts = typed.startsWith(".") ? [typed] : typed.split(joiner);
      const ways = parts.length > 1 ? [[parts.join("")], parts] : [parts];
      const stems = ways.map((way) => way.map(stem).filter(Boolean)).filter((way) => way.length);
      return { typed, open: typed.length > 1, names: ways, texts: stems };
    });
  }

  return { fold, understood, isUnspaced: (term) => isUnspaced.test(term) };
}
