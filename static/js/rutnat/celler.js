// Squares: what stands in one, and painting it. A square's data-attributes are the truth on the page.

const ORD = ["ej bedömd", "grönt, stämmer helt", "gult, stämmer delvis", "rött, stämmer inte alls"];
const symboler = [""];
for (const penna of document.querySelectorAll("#rutnat .teckenforklaring .farg")) symboler.push(penna.textContent.trim());

export const tabell = document.getElementById("tabell");
export const skriv = document.getElementById("rutnat")?.dataset.skriv === "1";

export const nyckel = (td) => `${td.dataset.e}.${td.dataset.p}`;
// Within the grid: an answer that has just arrived holds squares with the same ids.
export const hitta = (e, p) => tabell.querySelector(`#${CSS.escape(`r-${e}-${p}`)}`);
export const namn = (td) => td.parentElement.firstElementChild.textContent;
export const kolumn = (p) => [...tabell.tBodies[0].rows].map((rad) => hitta(rad.id.slice(4), p));

export function las(td) {
  const d = td.dataset;
  return { f: Number(d.f), u: d.u === "1", a: d.a ? d.a.split(" ") : [], s: d.s === "1" };
}

export const lika = (x, y) => x.f === y.f && x.u === y.u && x.a.join() === y.a.join();

// Subjects belong to gult and rött only; the server says the same.
export const ratta = (t) => ({ ...t, a: t.f >= 2 ? [...t.a].sort() : [] });

export function mala(td, t) {
  const d = td.dataset;
  d.f = t.f;
  t.u ? (d.u = "1") : delete d.u;
  t.a.length ? (d.a = t.a.join(" ")) : delete d.a;
  t.s ? (d.s = "1") : delete d.s;
  td.className = `ruta farg-${t.f}${t.u ? " undersok" : ""}`;
  td.textContent = symboler[t.f];
  if (t.a.length) {
    const liten = document.createElement("small");
    liten.textContent = d.a;
    td.append(liten);
  }
  const tidigare = td.getAttribute("aria-label");
  const bas = tidigare.slice(0, tidigare.lastIndexOf(": ") + 2);
  td.setAttribute("aria-label", bas + ORD[t.f] + (t.u ? ", behöver undersökas" : "") + (d.a ? `, ${d.a}` : ""));
}

let aktiv = null;

// One tab stop: the square that was focused last.
export function gorAktiv(td) {
  if (aktiv?.isConnected) aktiv.tabIndex = -1;
  aktiv = td;
  td.tabIndex = 0;
}

export const aktivRuta = () => (aktiv?.isConnected ? aktiv : null);

// A square that came from the server takes the old one's place, and its focus.
export function byt(gammal, ny) {
  const fokus = document.activeElement === gammal;
  const varAktiv = gammal === aktiv;
  gammal.replaceWith(ny);
  if (varAktiv) gorAktiv(ny);
  if (fokus) ny.focus({ preventScroll: true });
}
