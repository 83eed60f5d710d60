// Audits pages with Lighthouse, one after the other, in a Chromium that listens at a port.
// In: {"port": 9222, "pages": ["http://..."], "settings": {...}}. Out: a list of Lighthouse's results.

import { text } from "node:stream/consumers";
import lighthouse from "lighthouse";

const TRIES = 3; // on a busy machine, Chromium may lose the start of what it records

const { port, pages, settings } = JSON.parse(await text(process.stdin));
const results = [];
for (const page of pages) {
  let lhr;
  for (let tries = TRIES; tries && (!lhr || lhr.runtimeError); tries--) {
    ({ lhr } = await lighthouse(page, { port, logLevel: "silent", ...settings }));
  }
  results.push(lhr);
}
process.stdout.write(JSON.stringify(results));
