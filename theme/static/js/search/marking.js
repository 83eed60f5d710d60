// Marks in results: the words that were found, compared as the index compares them, whatever their accents and case.

const WORD = /\.?[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu;

/**
 * Puts <mark> around the words of an element's text that are among `terms`, and in a script without spaces around the
 * typed `words`. Attributes are not touched.
 */
export function mark(element, { terms, words, cutter: { fold, isUnspaced } }) {
  const typed = words.filter(isUnspaced);

  /** Where the marks of a word begin and end. */
  function spans({ 0: word, index }) {
    const folded = fold(word);
    const part = folded.length === word.length && typed.find((one) => folded.includes(one));
    if (part) return [[index + folded.indexOf(part), part.length]];
    if (terms.has(folded)) return [[index, word.length]];
    const bare = word.replace(/^\.|[+#]+$/g, "");
    return terms.has(fold(bare)) ? [[index + word.indexOf(bare), bare.length]] : [];
  }

  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("[aria-hidden], time")) continue;
    // From the end, so that what was split off is behind what is still to come.
    for (const [start, length] of [...text.data.matchAll(WORD)].flatMap(spans).reverse()) {
      const marked = document.createElement("mark");
      const found = text.splitText(start);
      found.splitText(length);
      found.replaceWith(marked);
      marked.append(found);
    }
  }
}
