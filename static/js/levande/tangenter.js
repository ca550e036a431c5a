// One key to the next step and to the one before, while the focus is in the page's head.

export function starta() {
  for (const del of document.querySelectorAll(".arbete-huvud, .arbete-fraga")) {
    del.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.altKey || e.metaKey || e.shiftKey || e.target.matches("input, textarea, select")) return;
      const lank = document.querySelector(`.arbete-fraga :is(a, button)[data-tangent="${e.key.toLowerCase()}"]`);
      if (!lank) return;
      e.preventDefault();
      lank.click();
    });
  }
  // The step one stands at is in view, also where the steps are more than the screen is wide.
  const har = document.querySelector(".arbete-lank[aria-current]");
  const rad = document.getElementById("arbete-steg");
  if (har && rad) rad.scrollLeft = har.offsetLeft - rad.clientWidth / 2;
}
