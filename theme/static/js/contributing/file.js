// The file that a form makes: fields as YAML and, where files have one, the text below them.

import { dump } from "../js-yaml.js";
import { root } from "./told.js";

/** The text of the file, which ends with a line end. */
export function fileText(answers = {}, audiences = {}) {
  const { bodyField } = root.dataset;
  const { [bodyField]: body, ...fields } = answers;
  if (Object.keys(audiences).length) fields.visibility = audiences;
  // Long lines stay lines: who reads the file would take a folded text for several.
  const yaml = dump(fields, { lineWidth: -1, noRefs: true });
  if (!bodyField) return yaml;
  return `---\n${yaml}---\n${body ? `\n${body}\n` : ""}`;
}

export const fileName = (slug) => `${slug}${root.dataset.suffix}`;

export const filePath = (slug) => `${root.dataset.folder}/${fileName(slug)}`;
