// The draft of a form, kept in this browser alone until it is forgotten; one of another version of the form is let go.

import { root } from "./told.js";

const KEY = `guildhall-draft-1:${root.dataset.base}${root.dataset.contribute}`;

/** What was kept: { answers, audiences, slug }, or null. */
export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY));
    if (draft?.version === root.dataset.version) return draft;
    if (draft) localStorage.removeItem(KEY);
  } catch {
    // no storage, or nothing of ours in it
  }
  return null;
}

export function keep(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...draft, version: root.dataset.version }));
  } catch {
    // a private window, or no room: the form works without
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // nothing is kept
  }
}
