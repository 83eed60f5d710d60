// "Copy link" buttons: <button data-copy-link data-copied="Link copied" hidden>; shown where there is a clipboard.
// What is copied is the page's own address, with data-copy-link="here" all that stands in the address bar, and else the
// address that is given.

const SHOWN_FOR = 2500;

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy-link]") : []) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const canonical = document.querySelector('link[rel="canonical"]')?.href;
    const own = { here: location.href, canonical: canonical ?? location.href };
    const address = own[button.dataset.copyLink] ?? button.dataset.copyLink;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      return; // the visitor, or their browser, does not let pages write to the clipboard
    }
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, SHOWN_FOR);
  });
}
