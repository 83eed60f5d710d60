// What a visitor asks for, as it stands in an address: ?q=…&skill=gis&skill=python&country=pt&sort=name&show=36

const LONGEST = 100; // characters of a query
const MOST = 300; // results that an address may ask for at once
const MANY = 40; // values of one facet
const SORTS = ["relevance", "name", "newest"];

/** The first characters of a text, none of them cut in two. */
export const shortened = (text) => [...text.slice(0, 2 * LONGEST)].slice(0, LONGEST).join("").trim();

/** What an address asks for: { q, chosen: {facet: [slug, …]}, sort, texts, show }. What it cannot mean is left out. */
export function asked(search, facets) {
  const given = new URLSearchParams(search);
  const values = (facet) => [...new Set(given.getAll(facet))].slice(0, MANY);
  const sort = given.get("sort");
  const show = Number(given.get("show"));
  return {
    q: shortened(given.get("q") ?? ""),
    chosen: Object.fromEntries(facets.map((facet) => [facet, values(facet)]).filter(([, some]) => some.length)),
    sort: SORTS.includes(sort) ? sort : "",
    texts: given.get("texts") === "1",
    show: Number.isInteger(show) && show > 0 ? Math.min(show, MOST) : 0,
  };
}

/** The address, from "?" on, of what is asked for; that of the page itself where nothing is. */
export function address({ q = "", chosen = {}, sort = "", texts = false, show = 0 }, path = location.pathname) {
  const parts = new URLSearchParams();
  if (q) parts.set("q", q);
  for (const [facet, slugs] of Object.entries(chosen)) slugs.forEach((slug) => parts.append(facet, slug));
  if (sort) parts.set("sort", sort);
  if (texts) parts.set("texts", 1);
  if (show) parts.set("show", show);
  // A slash is as good as its code in a query, and people read addresses.
  const query = parts.toString().replaceAll("%2F", "/");
  return query ? `${path}?${query}` : path;
}
