// Marks in results: the words that were found, compared as the index compares them, whatever their accents and case.

const WORD = /\.?[\p{L}\p{N}\p{M}]+(?:\+\+|#)?/gu;

/** Puts <mark> around the words of an element's text that are among `terms`; attributes are not touched. */
export function mark(element, terms, { fold, isUnspaced }) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const text of texts) {
    if (text.parentElement.closest("[aria-hidden], time")) continue;
    const spans = [...text.data.matchAll(WORD)].flatMap((word) => spansOf(word, terms, fold, isUnspaced));
    for (const [start, end] of spans.reverse()) {
      const range = document.createRange();
      range.setStart(text, start);
      range.setEnd(text, end);
      range.surroundContents(document.createElement("mark"));
    }
  }
}

/** Where the marks of a word begin and end. */
function spansOf({ 0: word, index }, terms, fold, isUnspaced) {
  const folded = fold(word);
  if (isUnspaced(folded)) return unspaced(word, terms, fold).map(([start, end]) => [index + start, index + end]);
  if (terms.has(folded)) return [[index, index + word.length]];
  const bare = word.replace(/^\.|[+#]+$/g, "");
  const skipped = word.startsWith(".") ? 1 : 0;
  return terms.has(fold(bare)) ? [[index + skipped, index + skipped + bare.length]] : [];
}

/** In a script without spaces: the longest terms from left to right. */
function unspaced(word, terms, fold) {
  const spans = [];
  const longest = Math.max(0, ...[...terms].map((term) => term.length));
  for (let start = 0; start < word.length; start++) {
    let end = Math.min(word.length, start + longest);
    while (end > start && !terms.has(fold(word.slice(start, end)))) end--;
    if (end === start) continue;
    spans.push([start, end]);
    start = end - 1;
  }
  return spans;
}
