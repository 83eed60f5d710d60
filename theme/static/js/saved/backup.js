// The whole list as a JSON file, and such a file read back: merged into what is here, and never trusted.

import { MOST, cleaned, joined } from "./entry.js";

const FORMAT = "guildhall-saved";
const VERSION = 1;

export function backup(entries, site) {
  const exported = new Date().toISOString();
  return `${JSON.stringify({ format: FORMAT, version: VERSION, site, exported, entries: [...entries.values()] }, null, 2)}\n`;
}

/** Puts the entries of a backup into `entries`, a Map by key; gives how many were new, how many were here already, and
    which were refused, as [place in the file, "record", "note" or "full"]. Throws for what is no backup at all. */
export function restore(text, entries) {
  const file = JSON.parse(text);
  if (file?.format !== FORMAT || file.version !== VERSION || !Array.isArray(file.entries)) throw new Error("format");
  const told = { added: 0, known: 0, refused: [] };
  file.entries.forEach((one, place) => {
    try {
      const entry = cleaned(one);
      const here = entries.get(entry.key);
      if (!here && entries.size >= MOST) throw new Error("full");
      entries.set(entry.key, here ? joined(cleaned(here), entry) : entry);
      told[here ? "known" : "added"] += 1;
    } catch ({ message }) {
      told.refused.push([place + 1, message]);
    }
  });
  return told;
}
