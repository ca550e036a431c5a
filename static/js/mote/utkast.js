// The drafts: T takes one, R takes it and writes on, A leaves it out; arrows go between them. The keys work only while
// the focus is on a draft, and after one the focus is on the next.

const knappar = (rad) => [...rad.querySelectorAll("button[data-tangent]")];
const raderna = (rot) => [...rot.querySelectorAll(".utkast-rad")].filter((rad) => rad.checkVisibility());

export function starta(levande) {
  levande.addEventListener("keydown", (e) => {
    const rad = e.target.closest(".utkast-rad");
    if (!rad || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return;
    const steg = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    const knapp = knappar(rad).find((k) => k.dataset.tangent === e.key.toLowerCase());
    if (steg) ga(rad, steg);
    else if (knapp) knapp.click();
    else return;
    e.preventDefault();
  });
}

function ga(rad, steg) {
  const alla = raderna(rad.closest("[data-utkast]"));
  const nasta = alla[alla.indexOf(rad) + steg];
  if (nasta) knappar(nasta)[0]?.focus();
}

// Where among the drafts an element is: the list and the place, or null.
export function platsen(el) {
  const rad = el?.closest?.(".utkast-rad");
  const rot = rad?.closest("[data-utkast]");
  return rot ? { rot, plats: raderna(rot).indexOf(rad), id: rad.id } : null;
}

// After an answer: if the draft that had the focus is gone, the one that has come in its place, or the heading.
export function vidare({ rot, plats, id }) {
  if (document.getElementById(id)?.classList.contains("utkast-rad")) return;
  const alla = rot.isConnected ? raderna(rot) : [];
  const nasta = alla[Math.min(plats, alla.length - 1)];
  const rubrik = rot.closest("details.elev-dimension, section")?.querySelector("summary, h2, h3");
  (nasta ? knappar(nasta)[0] : rubrik)?.focus();
}
