// "Copy link" buttons: <button data-copy-link hidden data-copied="Link copied">; shown where there is a clipboard.

const SHOWN_FOR = 2500;

async function copy(button) {
  const label = button.textContent;
  const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
  await navigator.clipboard.writeText(address);
  button.textContent = button.dataset.copied;
  setTimeout(() => { button.textContent = label; }, SHOWN_FOR);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    let busy = false;
    button.hidden = false;
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      try {
        await copy(button);
      } finally {
        setTimeout(() => { busy = false; }, SHOWN_FOR);
      }
    });
  }
}
