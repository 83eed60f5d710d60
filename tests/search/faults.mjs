// A page that stays open while its site changes and its host fails. Tells what each step shows the visitor.

import { cp, mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SCRIPTS = process.argv[4];

const NONE = () => null;

/**
 * `releases` are folders. A step is "visit" (someone comes afresh), { publish: a release }, { fault } (what happens to
 * requests from now on) or { ask } with { q, chosen, sort, kind, counts }: what the visitor seeks.
 */
export async function run({ releases, steps }) {
  let published = releases[0];
  let fault = NONE;
  let asked = 0;
  globalThis.fetch = async (address) => {
    asked += 1;
    const name = decodeURIComponent(new URL(address).pathname.slice(1));
    const done = fault(name);
    if (done?.publish !== undefined) published = releases[done.publish];
    if (done?.does === "offline") throw new TypeError("no network");
    if (done?.does === "missing") return { ok: false };
    if (done?.does === "html") return { ok: true, json: async () => JSON.parse("<!doctype html><title>Not found</title>") };
    const wanted = done?.does === "swapped" ? await another(published, name, done.of) : name;
    let body;
    try {
      body = await readFile(join(published, wanted), "utf8");
    } catch {
      return { ok: false };
    }
    if (done?.does === "truncated") body = body.slice(0, Math.floor(body.length * done.of));
    if (done?.does === "empty") body = "";
    return { ok: true, json: async () => JSON.parse(body) };
  };

  const places = [];
  const told = [];
  let page;
  for (const step of steps) {
    if (step === "visit") {
      places.push(await mkdtemp(join(tmpdir(), "visit-")));
      page = await opened(places.at(-1));
    }
    if (step.publish !== undefined) published = releases[step.publish];
    if (step.fault !== undefined) fault = step.fault ? faulty(step.fault) : NONE;
    if (step.ask) {
      const before = asked;
      told.push({ ...await shown(page, step.ask), requests: asked - before });
    }
  }
  await Promise.all(places.map((place) => rm(place, { recursive: true })));
  return told;
}

/** The scripts as a page that was just opened has them: copies, since modules remember. */
async function opened(place) {
  await cp(SCRIPTS, place, { recursive: true });
  const script = (name) => import(pathToFileURL(join(place, name)));
  return { ...await script("answer.js"), ...await script("facets.js") };
}

/** As the page does it: what turns out to be stale is asked once more. */
async function shown(page, ask, again = true) {
  try {
    return await sought(page, ask);
  } catch (error) {
    if (error.kind === "stale" && again) return shown(page, ask, false);
    return { error: error.kind ?? `${error.stack}` };
  }
}

async function sought(page, { q, chosen = {}, sort = "", kind = "members", counts }) {
  const found = await page.answer({ q, chosen, sort }, kind, () => 10);
  const counted = counts ? [...await page.counts(kind, found.documents, found.chosen, counts)] : [];
  return {
    urls: found.groups.flatMap(({ cards }) => cards.map((card) => /href="([^"]+)"/.exec(card)[1])),
    count: found.groups.reduce((sum, { documents }) => sum + documents.length, 0),
    corrected: found.corrected,
    counts: counted,
  };
}

/** A fault as a function of a file's name: what is done to a request, or null; `seed` makes it a matter of chance. */
function faulty({ file, does, of, times = Infinity, seed, kinds, publish, chance }) {
  const pattern = new RegExp(file ?? "");
  const draw = seed === undefined ? null : random(seed);
  return (name) => {
    if (!pattern.test(name) || times < 1) return null;
    if (!draw) {
      times -= 1;
      return { does, of, publish };
    }
    if (draw() >= chance) return null;
    return { does: kinds[Math.floor(draw() * kinds.length)], of: draw(), publish: draw() < 0.2 ? publish?.[Math.floor(draw() * publish.length)] : undefined };
  };
}

/** Another file of the same sort of a release. */
async function another(folder, name, of) {
  const [, path, stem] = /^(.*\/)?([a-z]+)[^/]*$/.exec(name);
  const files = (await readdir(join(folder, path ?? "")).catch(() => []))
    .filter((one) => one.startsWith(stem) && !name.endsWith(one)).sort();
  return files.length ? (path ?? "") + files[Math.floor((of ?? 0) * files.length)] : name;
}

/** Numbers from 0 to 1, the same for a seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
