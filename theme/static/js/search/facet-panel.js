// The filters of a list: each facet loads its values when it is opened, with counts by the query and the other facets.

import { cutter } from "./answer.js";
import { counts, values } from "./facets.js";
import { directory } from "./shards.js";
import { figure, piece } from "./words.js";

const FEW = 10; // values to show at first
const MANY = 15; // from so many on, a facet has a box to narrow its values
const WIDE = matchMedia("(min-width: 60rem)"); // as in 50-components/facet_panel.css

/**
 * Brings a panel to life. `choose(facet, slug, on)` is called for each choice, `renew()` where the results that the panel
 * has are of an older release of the site. Gives `names` of its facets,
 * `update(documents, chosen)` for new results, and `labels(chosen)`: [facet, slug, name of the facet, label] of each.
 */
export function facetPanel(panel, kind, choose, renew) {
  const facets = [...panel.querySelectorAll("[data-facet]")].map((box) => facet(box, kind, choose, panel, renew));
  const arrange = () => { panel.open = WIDE.matches; };
  arrange();
  WIDE.addEventListener("change", arrange);
  const tell = (element, number) => { element.textContent = number ? `(${figure(number)})` : ""; };

  return {
    names: facets.map(({ name }) => name),
    update(documents, chosen) {
      tell(panel.querySelector("[data-chosen]"), Object.values(chosen).flat().length);
      for (const one of facets) {
        tell(one.box.querySelector("[data-chosen]"), chosen[one.name]?.length);
        one.update(documents, chosen);
      }
      // What no document has cannot be chosen; it is known once there are results.
      if (documents) directory().then(({ facets: used }) => {
        for (const { box, name } of facets) box.hidden = !(`${kind}-${name}` in used);
      }, () => {});
    },
    async labels(chosen) {
      const named = facets.filter(({ name }) => chosen[name]).map(async ({ name, title, labelled }) => {
        const known = new Map((await labelled()).map(({ slug, label }) => [slug, label]));
        return chosen[name].map((slug) => [name, slug, title, known.get(slug) ?? slug]);
      });
      return (await Promise.all(named)).flat();
    },
  };
}

function facet(box, kind, choose, panel, renew) {
  const name = box.dataset.facet;
  const words = new Map(Object.entries(JSON.parse(box.dataset.words ?? "{}")));
  const list = box.querySelector("[data-values]");
  const filter = box.querySelector("[data-filter]");
  const more = box.querySelector("[data-all]");
  const rows = new Map(); // by slug
  let offered = []; // the values with their counts, in the order they stand in
  let results = { documents: null, chosen: {} };
  let all = false;
  let latest = 0;
  let renewed = false; // once in a row, or a host that wavers between two releases would keep the page busy

  const labelled = async () =>
    (await values(kind, name)).map(({ slug, label }) => ({ slug, label: words.get(slug) ?? label }));
  const ticked = (slug) => results.chosen[name]?.includes(slug) ?? false;
  const say = (state) => {
    for (const one of box.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== state;
  };

  async function refresh() {
    const turn = ++latest;
    try {
      const { documents, chosen } = results;
      const [known, found] = await Promise.all([labelled(), counts(kind, documents, chosen, name)]);
      if (turn !== latest) return;
      offered = known.map((value) => ({ ...value, count: found.get(value.slug) ?? 0 }))
        .filter(({ slug, count }) => count || ticked(slug));
      offered.sort("bySlug" in box.dataset
        ? (a, b) => a.slug.localeCompare(b.slug, "en", { numeric: true })
        : (a, b) => ticked(b.slug) - ticked(a.slug) || b.count - a.count);
      await paint();
      renewed = false;
    } catch (error) {
      if (turn !== latest) return;
      if (error.kind === "stale" && !renewed) {
        renewed = true;
        renew(); // the results are of a release that is no more: these, and the figures with them, are sought again
      } else {
        say("broken");
      }
    }
  }

  async function paint() {
    const { fold } = await cutter();
    const typed = fold(filter.value.trim());
    const fitting = offered.filter(({ label }) => fold(label).includes(typed));
    const shown = all || typed ? fitting : fitting.slice(0, FEW);
    for (const value of offered) fill(row(value.slug), value);
    // Rows stay where they are while someone goes through them.
    if (!list.contains(document.activeElement)) list.replaceChildren(...shown.map(({ slug }) => row(slug)));
    for (const slug of rows.keys()) if (!offered.some((one) => one.slug === slug)) fill(row(slug), { slug, count: 0 });
    filter.hidden = offered.length <= MANY && !typed;
    more.hidden = shown.length === fitting.length;
    more.textContent = more.dataset.label.replace("{n}", () => figure(fitting.length));
    say(shown.length ? "" : "empty");
  }

  function row(slug) {
    if (!rows.has(slug)) {
      const made = piece(panel, "value");
      made.querySelector("input").addEventListener("change", ({ target }) => choose(name, slug, target.checked));
      rows.set(slug, made);
    }
    return rows.get(slug);
  }

  function fill(item, { slug, label, count }) {
    if (label !== undefined) item.querySelector("[data-label]").textContent = label;
    item.querySelector("[data-figure]").textContent = figure(count);
    item.querySelector("input").checked = ticked(slug);
  }

  box.addEventListener("toggle", () => { if (box.open) refresh(); });
  filter.addEventListener("input", paint);
  list.addEventListener("focusout", ({ relatedTarget }) => { if (!list.contains(relatedTarget) && box.open) paint(); });
  box.querySelector("[data-again]").addEventListener("click", () => {
    box.querySelector("summary").focus();
    say("loading");
    renewed = false;
    refresh();
  });
  more.addEventListener("click", async () => {
    const next = list.children.length;
    all = true;
    await paint();
    list.children[next]?.querySelector("input").focus();
  });

  return {
    name,
    box,
    title: box.querySelector("[data-name]").textContent,
    labelled,
    update(documents, chosen) {
      const first = chosen[name] && !(results.chosen[name]);
      results = { documents, chosen };
      if (box.open) refresh();
      else if (first) box.open = true;
    },
  };
}
