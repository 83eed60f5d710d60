// The search of a page: what is typed and chosen becomes an address, and an address becomes results.

import { address, asked, shortened } from "./address.js";
import { answer } from "./answer.js";
import { facetPanel } from "./facet-panel.js";
import { results } from "./results.js";
import { SearchError, directory, prepare } from "./shards.js";

const TYPING = 100; // milliseconds without a key, after which an answer is looked for
const SLOW = 300; // after so many a visitor is told that they wait
const SCROLLING = 150;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

for (const root of document.querySelectorAll("[data-search]")) start(root);
directory().catch(() => {}); // small, and a first answer comes a third sooner; a fault is told when it is needed

function start(root) {
  const kind = root.dataset.search;
  const form = root.querySelector("form");
  const input = form.elements.q;
  const order = root.querySelector("[data-sort]");
  const box = root.querySelector("[data-facets]");
  const panel = box && facetPanel(box, kind, choose, () => run());
  const view = results(root, kind, { remove: (facet, slug) => choose(facet, slug, false), clear, retry, more });
  const read = () => asked(location.search, panel?.names ?? []);
  let wanted = read();
  let here = location.search;
  let latest = 0;
  let typing;
  let scrolling;

  /** Writes down where the visitor is: in place of where they were, or one step further in their history. */
  function note(how = "replaceState") {
    const target = address(wanted);
    try {
      history[target === location.pathname + location.search ? "replaceState" : how]({ y: scrollY }, "", target);
    } catch {
      // Some browsers allow no more than so many addresses in a while; the results come all the same.
    }
    here = location.search;
  }

  function go(next, how) {
    wanted = next;
    note(how);
    return run();
  }

  const isIdle = () => !wanted.q && !Object.keys(wanted.chosen).length;

  function idle() {
    history.scrollRestoration = "auto";
    view.idle();
    panel?.update(null, {});
  }

  /** Shows what there is for what is asked for; an answer that comes after that of a later question is dropped. */
  async function run({ y, again = true } = {}) {
    const turn = ++latest;
    if (isIdle()) return idle();
    history.scrollRestoration = "manual";
    const slow = setTimeout(() => { if (turn === latest) view.wait(); }, SLOW);
    try {
      const found = await answer(wanted, kind, (one) => view.limit(one, wanted.show));
      const labels = await panel?.labels(found.chosen) ?? [];
      if (turn !== latest) return;
      wanted.chosen = found.chosen;
      if (isIdle()) return idle(); // none of the values exists
      view.show(found, wanted, labels);
      panel?.update(found.documents, found.chosen);
      if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
    } catch (error) {
      if (turn !== latest) return;
      if (error.kind === "stale" && again) return run({ y, again: false });
      fail(error);
    } finally {
      clearTimeout(slow);
    }
  }

  function fail(error) {
    if (!(error instanceof SearchError)) reportError(error);
    view.fail(error.kind === "offline" ? "offline" : "broken");
  }

  function typed({ entered = false } = {}) {
    clearTimeout(typing);
    const text = shortened(input.value);
    const enough = entered || [...text].length > 1 || UNSPACED.test(text);
    const q = enough ? text : "";
    if (q !== wanted.q || (entered && view.isFailed())) go({ ...wanted, q, show: 0 });
  }

  function choose(facet, slug, on) {
    const others = (wanted.chosen[facet] ?? []).filter((one) => one !== slug);
    const chosen = { ...wanted.chosen, [facet]: on ? [...others, slug] : others };
    if (!chosen[facet].length) delete chosen[facet];
    return go({ ...wanted, chosen, show: 0 }, "pushState");
  }

  function clear() {
    input.value = "";
    input.focus();
    return go({ q: "", chosen: {}, sort: "", show: 0 }, "pushState");
  }

  /** What a page could not load as a script it can only load as a new page. */
  function retry() {
    if (!globalThis.lunr) location.reload();
    return run();
  }

  async function more(load) {
    const turn = latest;
    try {
      const show = await load(() => turn === latest);
      if (turn !== latest) return;
      wanted = { ...wanted, show };
      note();
    } catch (error) {
      if (turn !== latest) return;
      if (error.kind === "stale") run();
      else fail(error);
    }
  }

  function fill() {
    input.value = wanted.q;
    if (order) order.value = wanted.sort || "relevance";
  }

  function keepPlace() {
    clearTimeout(scrolling);
    if (!isIdle() && here === location.search) note();
  }

  input.addEventListener("focus", prepare, { once: true });
  input.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (!event.isComposing) typing = setTimeout(typed, input.value ? TYPING : 0);
  });
  input.addEventListener("compositionend", () => typed());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed({ entered: true });
  });
  order?.addEventListener("change", () => go({ ...wanted, sort: order.value, show: 0 }, "pushState"));
  addEventListener("popstate", () => {
    if (here === location.search) return; // only the fragment is another
    clearTimeout(typing);
    here = location.search;
    wanted = read();
    fill();
    run({ y: history.state?.y ?? 0 });
  });
  addEventListener("scroll", () => {
    clearTimeout(scrolling);
    scrolling = setTimeout(keepPlace, SCROLLING);
  }, { passive: true });
  addEventListener("pagehide", keepPlace);
  addEventListener("online", () => { if (view.isFailed()) run(); });

  if (!isIdle()) {
    fill();
    view.expect();
    run({ y: history.state?.y });
  } else if (input.value) {
    typed(); // before this script came
  }
}
