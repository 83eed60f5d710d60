// The name of the file: proposed from the name or title, and looked at before it is used.

import { namesOf } from "./choices.js";
import { root } from "./told.js";

const letters = JSON.parse(root.dataset.letters);
const form = new RegExp(`^(?:${root.dataset.slug})$`);
const longest = Number(root.dataset.longestSlug);
const reserved = root.dataset.takenSlugs.split(" ");

/** "Søren Ørsted" is "soren-orsted"; "" where a text has no letter that can be written so. */
export function proposed(text) {
  const plain = [...text.normalize("NFKD").toLowerCase()].map((sign) => letters[sign] ?? sign).join("");
  const words = plain.replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) ?? [];
  let found = "";
  for (const one of words) {
    if (found && found.length + 1 + one.length > longest) break;
    found = found ? `${found}-${one}` : one.slice(0, longest);
  }
  return found;
}

/** The name of the words for what is wrong with a file's name, or null. */
export async function wrong(slug) {
  if (!slug) return "required";
  if (slug.length > longest || !form.test(slug)) return "slug";
  if (reserved.includes(slug)) return "taken";
  const files = await namesOf(root.dataset.contribute, slug);
  return files?.some(([name]) => name === slug) ? "taken" : null;
}
