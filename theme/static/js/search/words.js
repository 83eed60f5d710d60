// The words of a page that its scripts complete: counts in the plurals of the language, and pieces in <template>s.

const language = document.documentElement.lang;
const SAMPLES = [1, 2, 3, 5, 11, 100]; // as in theme/templates/macros/words.html
const plurals = new Intl.PluralRules(language);
const figures = new Intl.NumberFormat(language);

export const figure = (number) => figures.format(number);

/** The one of the forms "{n} member|{n} members|…" that goes with a number, with the number in it. */
export function counted(forms, number) {
  const form = SAMPLES.findIndex((sample) => plurals.select(sample) === plurals.select(number));
  return forms.split("|").at(form).replace("{n}", () => figure(number));
}

/** A copy of what stands in a template inside `root`. */
export function piece(root, name) {
  return root.querySelector(`[data-template="${name}"]`).content.firstElementChild.cloneNode(true);
}
