// The form for a new page: lists that grow, a draft that is kept, a check before anything is sent.

import { answerOf, answers, audiences, controlOf, fill, fillAudiences } from "./answers.js";
import { offer, settle } from "./choices.js";
import { forget, keep, kept } from "./draft.js";
import { fileText } from "./file.js";
import { add, first, remove } from "./lists.js";
import { photo } from "./photo.js";
import { preview } from "./preview.js";
import { mark, problems } from "./rules.js";
import { proposed, wrong } from "./slug.js";
import { root, say, word } from "./told.js";
import { hideWays, showWays } from "./ways.js";

const form = document.querySelector("[data-contribute] [data-form]");
const summary = root.querySelector("[data-summary]");
const slugQuestion = root.querySelector("[data-slug-question]");
const slugInput = root.querySelector("[data-slug-input]");
const title = document.title;
const titleQuestion = form.querySelector(`[data-question="${root.dataset.titleField}"]`);
let slugChosen = false;

// What changes while somebody writes --------------------------------------------------------------------------------

function changed() {
  if (!slugChosen) slugInput.value = proposed(String(answerOf(titleQuestion) ?? ""));
  root.querySelector("[data-slug-shown]").textContent = slugInput.value || "…";
  hideWays();
  const given = answers(form) ?? {};
  preview(given, photo());
  return given;
}

function changedByHand() {
  const given = changed();
  keep({ answers: given, audiences: audiences(form), slug: slugChosen ? slugInput.value : "" });
}

form.addEventListener("input", ({ target }) => {
  if (target === slugInput) slugChosen = slugInput.value !== "";
  if (target.list) offer(target.closest("[data-question]"), target);
  changedByHand();
});

form.addEventListener("focusin", ({ target }) => {
  if (target.list) offer(target.closest("[data-question]"), target);
});

form.addEventListener("change", async ({ target }) => {
  if (target.list) await settle(target.closest("[data-question]"), target);
  changedByHand();
  // What is put right is no longer marked; what is wrong is told when it is checked, not while somebody writes.
  const question = target.closest("[data-question], [data-slug-question]");
  if (question?.classList.contains("question-wrong")) mark(question, await trouble(question));
});

async function trouble(question) {
  const found = (await allProblems()).find(([one]) => one === question);
  return found ? told(found) : "";
}

form.addEventListener("click", ({ target }) => {
  const list = target.closest("[data-list]");
  if (target.closest("[data-add]")) {
    first(add(list)).focus();
    say(word("added", { label: list.dataset.label }));
    changedByHand();
  } else if (target.closest("[data-remove]")) {
    remove(target.closest("[data-entry]")).focus();
    say(word("removed", { label: list.dataset.label }));
    changedByHand();
  }
});

// In a list of single words, Enter begins the next one; elsewhere it does not send a form half written.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  const entry = event.target.closest("[data-entry]");
  const adds = entry?.closest("[data-list]").querySelector(":scope > p [data-add]");
  if (entry && !event.target.closest("[data-group]") && event.target.value && !adds.hidden) adds.click();
});

for (const button of root.querySelectorAll("[data-forget]")) {
  button.addEventListener("click", () => {
    forget();
    for (const entry of form.querySelectorAll("[data-entry]")) remove(entry);
    form.reset();
    form.querySelector("[data-photo-file]")?.dispatchEvent(new Event("change")); // it has none any more
    slugChosen = false;
    propose();
    tell([]);
    changed();
    root.querySelector("[data-draft]").hidden = true;
    say(word("forgotten"));
    controlOf(titleQuestion).focus();
  });
}

// The check ---------------------------------------------------------------------------------------------------------

const told = ([question, name, values]) => word(name, { ...values, label: question.dataset.label });

async function allProblems() {
  const found = await problems(form);
  const name = await wrong(slugInput.value.trim());
  return name ? [...found, [slugQuestion, name, {}]] : found;
}

function tell(found) {
  for (const one of root.querySelectorAll(".question-wrong")) mark(one, "");
  const items = found.map((one) => {
    const text = told(one);
    const control = mark(one[0], text);
    const link = document.createElement("a");
    link.href = `#${control.id}`;
    link.textContent = text;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(control);
      control.focus();
      control.scrollIntoView({ block: "center" });
    });
    const item = document.createElement("li");
    item.append(link);
    return item;
  });
  for (const [question] of found) reveal(question);
  summary.querySelector("[data-summary-list]").replaceChildren(...items);
  summary.hidden = !found.length;
  document.title = found.length ? word("error-title", { title }) : title;
}

/** Opens whatever a thing is in. */
function reveal(one) {
  for (let around = one.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
}

root.querySelector("[data-parts]").addEventListener("click", ({ target }) => {
  const link = target.closest("a");
  if (link) reveal(document.querySelector(link.hash)); // where the browser goes by itself
});

function tellWhole(text) {
  const item = document.createElement("li");
  item.textContent = text;
  summary.querySelector("[data-summary-list]").replaceChildren(item);
  summary.hidden = false;
  document.title = word("error-title", { title });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await allProblems();
  tell(found);
  const text = fileText(answers(form), audiences(form));
  if (!found.length && new TextEncoder().encode(text).length > Number(root.dataset.mostBytes)) tellWhole(word("large"));
  if (summary.hidden) {
    showWays(text, slugInput.value.trim(), Boolean(photo() || answers(form)?.photo), isNotForAll());
  } else {
    hideWays();
    summary.focus();
    summary.scrollIntoView();
  }
});

/** Whether something is filled in that the site does not show to everyone. */
function isNotForAll() {
  const chosen = audiences(form);
  const isGiven = (name) => [...form.querySelectorAll(`[data-question="${name}"]`)].some((one) => answerOf(one) !== undefined);
  const closer = [...form.querySelectorAll("[data-closer]")].map((one) => one.dataset.question);
  return [...closer, ...Object.keys(chosen)].some((name) => (chosen[name] ?? "members") !== "public" && isGiven(name));
}

// The beginning -----------------------------------------------------------------------------------------------------

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function propose() {
  for (const control of form.querySelectorAll("[data-proposed]")) {
    const { proposed: value } = control.dataset;
    control.value = value === "today" ? today() : value;
  }
}

root.addEventListener("photo", changed);
propose();
const draft = kept();
if (draft) {
  fill(form, draft.answers);
  fillAudiences(form, draft.audiences);
  slugChosen = Boolean(draft.slug);
  if (slugChosen) slugInput.value = draft.slug;
  root.querySelector("[data-draft]").hidden = false;
}
changed();
