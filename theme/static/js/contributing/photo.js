// A photo made ready: cut to a square, made small, written anew from its points, so that nothing else of the file is left.

import { fileName } from "./file.js";
import { handOut, root, say, word } from "./told.js";

const SIDE = 800; // points, at most
const LEAST = 200;
const MOST_POINTS = 25e6;
const MOST_BYTES = 30e6;
const QUALITY = 0.88;
const WORDS = "template[data-photo-words]";

const place = root.querySelector("[data-photo]");
const slugInput = root.querySelector("[data-slug-input]");
let picture = null; // as the browser reads it, upright
let ready = null; // the square, on a canvas

/** The photo as it will be sent, on a canvas; null where there is none. */
export const photo = () => ready;

const photoName = () => fileName(slugInput.value.trim() || "photo").replace(/\.\w+$/, ".jpg");

async function isHeic(file) {
  const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
  return /^ftyp(heic|heix|hevc|mif1|msf1|heim|heis)$/.test(head) || /\.hei[cf]$/i.test(file.name);
}

async function read(file) {
  if (file.size > MOST_BYTES) return "large";
  try {
    picture = await createImageBitmap(file);
  } catch {
    return await isHeic(file) ? "heic" : "broken";
  }
  return picture.width * picture.height > MOST_POINTS ? "large" : "";
}

function cut(along) {
  const side = Math.min(picture.width, picture.height);
  const size = Math.min(side, SIDE);
  ready = document.createElement("canvas");
  ready.width = ready.height = size;
  const context = ready.getContext("2d");
  context.fillStyle = "#fff"; // behind what is transparent
  context.fillRect(0, 0, size, size);
  context.imageSmoothingQuality = "high";
  const [left, top] = [(picture.width - side) * along, (picture.height - side) * along];
  context.drawImage(picture, left, top, side, side, 0, 0, size, size);
  const shown = place.querySelector("[data-photo-canvas]");
  shown.getContext("2d").drawImage(ready, 0, 0, shown.width, shown.height);
  place.querySelector("[data-photo-name]").textContent = photoName();
  root.dispatchEvent(new Event("photo"));
}

function tell(text) {
  const error = place.querySelector("[data-error]");
  error.textContent = text;
  error.hidden = !text;
}

if (place) {
  const input = place.querySelector("[data-photo-file]");
  const move = place.querySelector("[data-photo-move]");
  input.addEventListener("change", async () => {
    const [file] = input.files;
    const wrong = file ? await read(file) : "";
    if (wrong || !file) picture = ready = null;
    place.querySelector("[data-photo-ready]").hidden = !picture;
    input.toggleAttribute("aria-invalid", Boolean(wrong));
    tell(wrong ? word(wrong, {}, WORDS) : "");
    if (!picture) {
      root.dispatchEvent(new Event("photo"));
      return;
    }
    move.value = 50;
    move.closest("p").hidden = picture.width === picture.height;
    cut(0.5);
    if (Math.min(picture.width, picture.height) < LEAST) tell(word("small", {}, WORDS));
    say(word("ready", {}, WORDS));
  });
  move.addEventListener("input", () => cut(move.value / 100));
  slugInput.form.addEventListener("input", () => {
    place.querySelector("[data-photo-name]").textContent = photoName();
  });
  place.querySelector("[data-photo-download]").addEventListener("click", () => {
    ready.toBlob((blob) => handOut(photoName(), blob), "image/jpeg", QUALITY);
  });
}
