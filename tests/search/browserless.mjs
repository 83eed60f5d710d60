// The search scripts in Node: a site's folder is what they fetch from, and the document is the one hook they look for.
// Arguments: the folder of the site, the path it stands at, the folder of the scripts, lunr.js. A JSON task comes in on
// standard input, its answer goes out on standard output.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, prefix, scripts, lunrFile, taskFile] = process.argv.slice(2);
const fetched = [];
globalThis.lunr = createRequire(import.meta.url)(lunrFile);
globalThis.document = {
  baseURI: `http://site.test${prefix}`,
  querySelector: () => ({ dataset: { directory: `${prefix}search/directory.json` } }),
};
globalThis.fetch = async (address) => {
  const { pathname } = new URL(address);
  const name = decodeURIComponent(pathname.slice(prefix.length));
  try {
    const body = await readFile(join(folder, name));
    fetched.push([name, body.length]);
    return { ok: true, json: async () => JSON.parse(body.toString()) };
  } catch {
    return { ok: false };
  }
};

const script = (name) => import(pathToFileURL(join(scripts, name)));
const input = [];
for await (const chunk of process.stdin) input.push(chunk);
const { run } = await import(pathToFileURL(taskFile));
const answer = await run(JSON.parse(Buffer.concat(input).toString()), script, fetched);
process.stdout.write(JSON.stringify(answer));
