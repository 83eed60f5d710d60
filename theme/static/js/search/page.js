// The search of a page: what is typed and chosen becomes an address, and an address becomes results.

import { address, asked, shortened } from "./address.js";
import { answer } from "./answer.js";
import { facetPanel } from "./facet-panel.js";
import { results } from "./results.js";
import { SearchError } from "./shards.js";

const TYPING = 100; // milliseconds without a key, after which an answer is looked for
const SLOW = 300; // after so many a visitor is told that they wait
const SCROLLING = 150;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

for (const root of document.querySelectorAll("[data-search]")) start(root);

function start(root) {
  const kind = root.dataset.search;
  const form = root.querySelector("form");
  const input = form.elements.q;
  const order = root.querySelector("[data-sort]");
  const box = root.querySelector("[data-facets]");
  const panel = box && facetPanel(box, kind, choose);
  const view = results(root, kind, { remove: (facet, slug) => choose(facet, slug, false), clear, retry, more });
  let wanted = asked(location.search, panel?.names ?? []);
  let here = location.search;
  let latest = 0;
  let typing;
  let scrolling;

  /** Goes to what is asked for: in place of where the visitor is, or one step further in their history. */
  function go(next, { step = false } = {}) {
    wanted = next;
    const target = address(wanted);
    const isNew = target !== location.pathname + location.search;
    const state = { y: scrollY };
    try {
      if (isNew) history[step ? "pushState" : "replaceState"](state, "", target);
    } catch {
      // Some browsers allow no more than so many addresses in a while; the results come all the same.
    }
    here = location.search;
    return run();
  }

  const isIdle = () => !wanted.q && !Object.keys(wanted.chosen).length;

  /** Shows what there is for what is asked for; an answer that comes after that of a later question is dropped. */
  async function run({ y, again = true } = {}) {
    const turn = ++latest;
    history.scrollRestoration = isIdle() ? "auto" : "manual";
    if (isIdle()) {
      view.idle();
      panel?.update(null, {});
      return;
    }
    const slow = setTimeout(() => { if (turn === latest) view.wait(); }, SLOW);
    try {
      const found = await answer(wanted, kind, (one) => view.limit(one, wanted.show));
      const labels = await panel?.labels(found.chosen) ?? [];
      if (turn !== latest) return;
      await view.show(found, wanted, labels);
      panel?.update(found.matching, found.chosen);
      if (y !== undefined) scrollTo({ top: y, behavior: "instant" });
    } catch (error) {
      if (turn !== latest) return;
      if (error.kind === "stale" && again) return run({ y, again: false });
      if (!(error instanceof SearchError)) reportError(error);
      view.fail(error.kind === "offline" ? "offline" : "broken");
    } finally {
      clearTimeout(slow);
    }
  }

  function typed({ entered = false } = {}) {
    clearTimeout(typing);
    const text = shortened(input.value);
    const enough = entered || [...text].length > 1 || UNSPACED.test(text);
    const q = enough ? text : "";
    if (q !== wanted.q) go({ ...wanted, q, show: 0 });
  }

  function choose(facet, slug, on) {
    const others = (wanted.chosen[facet] ?? []).filter((one) => one !== slug);
    const chosen = { ...wanted.chosen, [facet]: on ? [...others, slug] : others };
    if (!chosen[facet].length) delete chosen[facet];
    return go({ ...wanted, chosen, show: 0 }, { step: true });
  }

  function clear() {
    input.value = "";
    input.focus();
    return go({ q: "", chosen: {}, sort: "", show: 0 }, { step: true });
  }

  /** Tries again. What a page could not load at all, it can only load as a new page. */
  function retry() {
    if (!globalThis.lunr) location.reload();
    input.focus();
    return run();
  }

  async function more(load) {
    try {
      wanted = { ...wanted, show: await load() };
      history.replaceState({ y: scrollY }, "", address(wanted));
      here = location.search;
    } catch (error) {
      if (error.kind === "stale") run();
      else view.fail(error.kind === "offline" ? "offline" : "broken");
    }
  }

  function fill() {
    input.value = wanted.q;
    if (order) order.value = wanted.sort || "relevance";
  }

  const keepPlace = () => {
    clearTimeout(scrolling);
    if (!isIdle() && here === location.search) history.replaceState({ y: scrollY }, "");
  };

  input.addEventListener("input", (event) => {
    clearTimeout(typing);
    if (!event.isComposing) typing = setTimeout(typed, input.value ? TYPING : 0);
  });
  input.addEventListener("compositionend", () => typed());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed({ entered: true });
  });
  order?.addEventListener("change", () => go({ ...wanted, sort: order.value, show: 0 }, { step: true }));
  addEventListener("popstate", () => {
    if (here === location.search) return; // only the fragment is another
    here = location.search;
    wanted = asked(here, panel?.names ?? []);
    fill();
    run({ y: history.state?.y ?? 0 });
  });
  addEventListener("scroll", () => {
    clearTimeout(scrolling);
    scrolling = setTimeout(keepPlace, SCROLLING);
  }, { passive: true });
  addEventListener("pagehide", keepPlace);
  addEventListener("online", () => { if (view.isFailed()) run(); });

  if (isIdle()) {
    // What was typed before this script came.
    if (input.value) typed();
  } else {
    fill();
    view.expect();
    run({ y: history.state?.y });
  }
}
