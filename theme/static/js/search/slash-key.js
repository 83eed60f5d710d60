// The key "/" leads to the search box of the page, and Escape empties the box one is in. Nothing else is a short cut.

const OFF = "no-slash-key";
const box = document.querySelector("main [data-search-box]") ?? document.querySelector("[data-search-box]");
const choice = document.querySelector("[data-slash-key]");
const TYPED_INTO = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"])';

/** Whether the visitor has switched the key off; those who speak their commands set off single keys by chance. */
function isOff() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false; // this browser keeps nothing for sites
  }
}

document.addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
  if (key === "Escape" && !isComposing && target.matches("[type=search]") && target.value) {
    event.preventDefault();
    target.value = "";
    target.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  if (key !== "/" || ctrlKey || metaKey || altKey || isComposing || !box || target.closest(TYPED_INTO) || isOff()) return;
  event.preventDefault();
  box.focus();
  box.select();
});

if (choice) {
  choice.checked = !isOff();
  choice.addEventListener("change", () => {
    try {
      if (choice.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "");
    } catch {
      choice.checked = true;
    }
  });
}
