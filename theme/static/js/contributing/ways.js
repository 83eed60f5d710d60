// The ways out: the forge's page for a new file, a file to keep, a letter. The visitor takes each; nothing is sent from here.

import { fileName, filePath } from "./file.js";
import { handOut, root, say, word } from "./told.js";

const MOST_OF_ADDRESS = 8000; // GitHub refuses addresses of 8,191 octets and more
const MOST_OF_LETTER = 1900; // mail programs take some 2,000

const ways = root.querySelector("[data-ways]");
const copy = ways.querySelector("[data-copy]");
const toCopy = copy?.textContent;
const { forge, forgeEmpty, mail } = root.dataset;
let text = "";
let slug = "";

const completed = (address) => address
  .replace("{path}", () => encodeURIComponent(filePath(slug)).replaceAll("%2F", "/"))
  .replace("{text}", () => encodeURIComponent(text));

function when(name, fits) {
  for (const one of ways.querySelectorAll(`[data-${name}]`)) {
    one.hidden = (one.getAttribute(`data-${name}`) === "fits") !== fits;
  }
}

/** Shows the ways out for a finished file, which may need a photo, or hold what is not for everyone (`closer`). */
export function showWays(finished, name, withPhoto, closer) {
  text = finished;
  slug = name;
  if (forge) {
    const whole = completed(forge);
    const fits = forge.includes("{text}") && whole.length <= MOST_OF_ADDRESS;
    when("when", fits);
    copy.textContent = toCopy; // what was copied before is another text
    ways.querySelector("[data-open]").href = fits ? whole : completed(forgeEmpty);
  }
  const subject = encodeURIComponent(word("letter", { file: fileName(slug) }));
  const letter = `${mail}?subject=${subject}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
  const short = letter.length <= MOST_OF_LETTER;
  when("mail-when", short);
  ways.querySelector("[data-letter]").href = short ? letter : `${mail}?subject=${subject}`;
  ways.querySelector("[data-photo-too]").hidden = !withPhoto;
  for (const one of ways.querySelectorAll("[data-not-for-all]")) one.hidden = !closer;
  ways.querySelector("[data-file-name]").textContent = filePath(slug);
  ways.querySelector("[data-file-text]").textContent = text;
  ways.hidden = false;
  ways.querySelector("[data-ways-title]").focus();
}

export function hideWays() {
  ways.hidden = true;
}

ways.querySelector("[data-download]").addEventListener("click", () => {
  handOut(fileName(slug), new Blob([text], { type: "text/plain;charset=utf-8" }));
});

copy?.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(text);
    say(copy.dataset.copied);
    copy.textContent = copy.dataset.copied;
  } catch {
    const shown = ways.querySelector("[data-file-text]"); // not allowed to copy: the visitor can
    shown.closest("details").open = true;
    getSelection().selectAllChildren(shown);
    shown.focus();
  }
});
