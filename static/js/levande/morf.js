// Puts what is new into a part of the page without disturbing who works there: what is the same stays, with its focus,
// what is folded out and what is being written. Elements are known by their id, others by their place.

import { byt, skrivs } from "../anteckning.js";

// The hidden field that holds what a field was changed from begins with this.
const FORE = "fore-";

// A new text that waits to be added is nobody's but the writer's.
const egetMedText = (el) => el.matches("form[data-eget]") && el.querySelector("textarea").value.trim() !== "";
// A choice that has not reached the server stands until it has.
const last = (el) => (el.matches("form.notering") && skrivs(el)) || egetMedText(el) || el.matches("form[data-vantar]");
const harEget = (el) => [...el.querySelectorAll("form.notering, form[data-eget]")].some((f) => skrivs(f) || egetMedText(f));

const version = (form) => Number(form.querySelector("[name=ersatter]")?.value ?? 0);

// What is folded out or in is the reader's own.
const lasarens = (el, namn) => namn === "open" && el.matches("details");

function attribut(gammal, ny) {
  for (const { name } of [...gammal.attributes]) {
    if (!ny.hasAttribute(name) && !lasarens(gammal, name)) gammal.removeAttribute(name);
  }
  for (const { name, value } of ny.attributes) {
    if (gammal.getAttribute(name) !== value && !lasarens(gammal, name)) gammal.setAttribute(name, value);
  }
}

// A field that nobody writes in takes the colleague's text; an answer from before one's own save changes nothing.
function falt(gammal, ny) {
  if (version(ny) < version(gammal)) return;
  byt(gammal, ny.querySelector("textarea").value);
  const tillstand = ny.querySelector(".notering-tillstand");
  gammal.querySelector(".notering-tillstand").replaceWith(tillstand);
  htmx.process(tillstand);
}

function element(gammal, ny, spar) {
  if (gammal.matches("form[data-vantar]") && spar.skickat?.form === gammal) return void halvvags(gammal, ny, spar.skickat);
  if (last(gammal) || avvisat(gammal, spar.skickat)) return;
  if (gammal.matches("form.notering")) return void falt(gammal, ny);
  attribut(gammal, ny);
  if (gammal.matches("select")) {
    // The colleagues one chooses among first: what is chosen must be there.
    if (gammal !== document.activeElement) gammal.replaceChildren(...ny.cloneNode(true).childNodes);
    val(gammal, ny, spar);
  } else if (gammal.matches("input")) val(gammal, ny, spar);
  else if (!gammal.matches("textarea")) barn(gammal, ny, spar);
}

// One choice of a form is saved and the next waits: it is chosen instead of what was sent; what collided is told. Of
// several ticked boxes what was ticked and not is saved, whatever colleagues have ticked besides.
function halvvags(gammal, ny, { sant }) {
  const bara = sant("bara");
  const nu = ny.elements[FORE + bara]?.value;
  const flera = gammal.querySelector(`[type=checkbox][name="${bara}"][value]`) && !ny.querySelector(`[data-falt="${bara}"]`);
  if (nu !== undefined && (nu === sant(bara) || flera)) gammal.elements[FORE + bara].value = sant(bara);
  gammal.append(...ny.querySelectorAll(".krock"));
  for (const fel of ny.querySelectorAll(".val-fel")) {
    const falt = gammal.elements[fel.dataset.falt];
    document.getElementById(fel.id)?.remove();
    if (falt?.closest) {
      attribut(falt, ny.elements[fel.dataset.falt]);
      falt.closest(".val-rad").append(fel);
    } else gammal.append(fel);
  }
}

// A field that is being changed stands, and so does what it is changed from (its hidden "fore-" field): the next that is
// sent is compared with what one has seen. Colleagues' choices come into all others.
function val(gammal, ny, { skickat }) {
  if (gammal.type === "checkbox" || gammal.type === "radio") {
    gammal.checked = ny.checked;
    return;
  }
  const falt = gammal.name.startsWith(FORE) ? gammal.form?.elements[gammal.name.slice(FORE.length)] : null;
  if (falt && falt === document.activeElement) {
    const sagt = skickat?.form === gammal.form && skickat.sant(falt.name) === ny.value;
    if (falt.value !== ny.value && !sagt) return;
  } else if (gammal === document.activeElement && gammal.value !== fore(gammal)) return;
  gammal.value = ny.value;
}

const fore = (falt) => falt.form?.elements[FORE + falt.name]?.value;

// Whether the field that a collision is about has been chosen again.
const avgjord = (el, skickat) =>
  skickat?.form === el.closest("form") && ["", el.dataset.falt ?? el.name].includes(skickat.sant("bara") || skickat.sant("valj").split(":")[0]);

// What was refused stands with why until it is changed, and so does what it was changed from.
function avvisat(el, skickat) {
  if (!el.matches("input, select")) return false;
  const falt = el.name.startsWith(FORE) ? el.form?.elements[el.name.slice(FORE.length)] : el;
  return falt?.matches?.(".is-invalid") && !avgjord(falt, skickat);
}

const lika = (g, n) => g && g.nodeType === n.nodeType && g.nodeName === n.nodeName && !g.id && !n.id;

function barn(gammal, ny, spar) {
  const medId = new Map([...gammal.children].filter((el) => el.id).map((el) => [el.id, el]));
  const kommer = new Set([...ny.children].map((el) => el.id));
  let plats = gammal.firstChild;
  // What is going away is stepped over, so that what stays is not moved past it.
  const framat = () => {
    while (plats?.id && !kommer.has(plats.id)) plats = plats.nextSibling;
  };
  for (const n of [...ny.childNodes]) {
    framat();
    const g = n.id ? medId.get(n.id) : lika(plats, n) ? plats : null;
    if (g && g.nodeName === n.nodeName) {
      if (g === plats) plats = plats.nextSibling;
      else gammal.insertBefore(g, plats);
      if (n.nodeType === Node.ELEMENT_NODE) element(g, n, spar);
      else if (g.nodeValue !== n.nodeValue) g.nodeValue = n.nodeValue;
      spar.kvar.add(g);
    } else {
      gammal.insertBefore(n, plats);
      spar.kvar.add(n);
      if (n.nodeType === Node.ELEMENT_NODE) spar.nya.push(n);
    }
  }
  for (const g of [...gammal.childNodes]) {
    if (spar.kvar.has(g)) continue;
    // What two chose is told until one of them has chosen again.
    if (g.nodeType === Node.ELEMENT_NODE && g.matches(".krock, .val-fel") && !avgjord(g, spar.skickat)) continue;
    if (g.nodeType === Node.ELEMENT_NODE && (last(g) || harEget(g))) spar.borta.push(g);
    else g.remove();
  }
}

// Merge ``ny`` into ``gammal``. Returns what has come, and what is gone on the server but holds what somebody writes.
// ``skickat`` is the form that ``ny`` is the answer to, and what was sent of it (``sant``); null when it is what colleagues have done.
export function morfa(gammal, ny, skickat = null) {
  const fokus = document.activeElement;
  const spar = { kvar: new Set(), nya: [], borta: [], skickat };
  element(gammal, ny, spar);
  for (const el of spar.nya) htmx.process(el);
  if (fokus !== document.activeElement && fokus?.isConnected) fokus.focus({ preventScroll: true });
  return spar;
}
