// Squares: what stands in one, and painting it. A square's data-attributes are the truth on the page.

const ORD = ["ej bedömd", "grönt, stämmer helt", "gult, stämmer delvis", "rött, stämmer inte alls", "ej aktuellt"];
const RORELSE = { battre: ", bättre än förra datumet", samre: ", sämre än förra datumet" };
const HAMTAT = ", hämtat från klassen, inte bekräftat";
const symboler = [""];
for (const penna of document.querySelectorAll("#rutnat .teckenforklaring .farg")) symboler.push(penna.textContent.trim());

export const tabell = document.getElementById("tabell");
export const skriv = document.getElementById("rutnat")?.dataset.skriv === "1";

export const nyckel = (td) => `${td.dataset.e}.${td.dataset.p}`;
// Within the grid: an answer that has just arrived holds squares with the same ids.
export const hitta = (e, p) => tabell.querySelector(`#${CSS.escape(`r-${e}-${p}`)}`);
export const namn = (td) => td.parentElement.dataset.namn ?? td.parentElement.firstElementChild.textContent;
// The rows that hold squares; dimensions have rows of their own between them.
export const rader = tabell ? [...tabell.querySelectorAll("tbody tr[id^=rad-]")] : [];
// A square that may be marked here; earlier dates and colleagues' are only read.
export const farMarkas = (td) => skriv && Boolean(td?.dataset.e);
export const kolumn = (p) => rader.map((rad) => hitta(rad.id.slice(4), p));

export function las(td) {
  const d = td.dataset;
  return { f: Number(d.f), u: d.u === "1", a: d.a ? d.a.split(" ") : [], s: d.s === "1", h: d.h === "1" };
}

export const lika = (x, y) => x.f === y.f && x.u === y.u && Boolean(x.h) === Boolean(y.h) && x.a.join() === y.a.join();

// Subjects belong to gult and rött only; the server says the same.
export const tarAmnen = (f) => f === 2 || f === 3;
export const ratta = (t) => ({ ...t, a: tarAmnen(t.f) ? [...t.a].sort() : [] });

// Whether a square has moved since the date before; "" where there is nothing to compare with.
function rorelse(fore, t) {
  const jamforbara = [fore, t.f].every((f) => f >= 1 && f <= 3);
  if (t.h || !jamforbara || fore === t.f) return "";
  return t.f < fore ? "battre" : "samre";
}

export function mala(td, t) {
  const d = td.dataset;
  d.f = t.f;
  t.u ? (d.u = "1") : delete d.u;
  t.a.length ? (d.a = t.a.join(" ")) : delete d.a;
  t.s ? (d.s = "1") : delete d.s;
  t.h ? (d.h = "1") : delete d.h;
  const at = rorelse(Number(d.fore ?? 0), t);
  td.className = `ruta farg-${t.f}${t.u ? " undersok" : ""}${t.h ? " hamtad" : ""}${at ? ` ${at}` : ""}`;
  td.textContent = symboler[t.f];
  if (t.a.length) {
    const liten = document.createElement("small");
    liten.textContent = d.a;
    td.append(liten);
  }
  const tidigare = td.getAttribute("aria-label");
  const bas = tidigare.slice(0, tidigare.lastIndexOf(": ") + 2);
  td.setAttribute("aria-label", bas + ORD[t.f] + (t.u ? ", behöver undersökas" : "") + (d.a ? `, ${d.a}` : "") + (t.h ? HAMTAT : "") + (RORELSE[at] ?? ""));
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
  if (gammal.dataset.fore) {
    ny.dataset.fore = gammal.dataset.fore;
    mala(ny, las(ny));
  }
  gammal.replaceWith(ny);
  if (varAktiv) gorAktiv(ny);
  if (fokus) ny.focus({ preventScroll: true });
}
