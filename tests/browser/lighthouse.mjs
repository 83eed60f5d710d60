// Audits pages with Lighthouse, one after the other, in a Chromium that listens at a port.
// In: {"port": 9222, "pages": ["http://..."], "settings": {...}}. Out: a list of Lighthouse's results.

import { text } from "node:stream/consumers";
import lighthouse from "lighthouse";

const { port, pages, settings } = JSON.parse(await text(process.stdin));
const results = [];
for (const page of pages) results.push((await lighthouse(page, { port, logLevel: "silent", ...settings })).lhr);
process.stdout.write(JSON.stringify(results));
