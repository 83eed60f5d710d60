// What this site says of saved records: their cards as they are now, and people's vCards. Nothing else is asked of anyone.

import { facts } from "./card.js";
import { base } from "./store.js";

const AT_ONCE = 4;

/** `ask(key)` for all keys, a few at a time; gives the answers in the keys' order. */
export async function eachOf(keys, ask) {
  const answers = [];
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    answers.push(...(await Promise.all(keys.slice(at, at + AT_ONCE).map(ask))));
  }
  return answers;
}

/** The entry that a record's page gives now, under the key it has now; "gone" where the site has no such page any more;
    null where that cannot be told. */
export async function current(key) {
  const answer = await page(`${base}${key}/`);
  if (!answer || answer === "gone") return answer;
  const moved = /;\s*url=(.+)$/.exec(answer.querySelector('meta[http-equiv="refresh"]')?.content)?.[1];
  const final = moved?.startsWith(base) ? await page(moved) : answer;
  if (!final || final === "gone") return final;
  const card = final.querySelector("[data-star] + template")?.content.querySelector("[data-saves]");
  return card ? facts(card) : null;
}

async function page(address) {
  try {
    const response = await fetch(address, { cache: "no-cache" });
    if (response.status === 404 || response.status === 410) return "gone";
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** A person's vCard as the site has it; null where it cannot be had. */
export async function vcard(key) {
  try {
    const response = await fetch(`${base}${key}.vcf`);
    const text = response.ok ? await response.text() : "";
    return /^BEGIN:VCARD\r?\n[^]*\nEND:VCARD\r?\n?$/.test(text) ? text : null;
  } catch {
    return null;
  }
}
