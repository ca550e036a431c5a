// Warns before an idle log-in ends, and leaves the page when it has: nothing about pupils stays on the screen.
// Tabs share nothing but the time of the last use, so that work in one tab keeps the others logged in.

import { csrf } from "./csrf.js";

const dialog = document.getElementById("session-varning");
const tystSekunder = Number(dialog.dataset.tyst);
const VARNA_FORE = 120;
const kanal = new BroadcastChannel("skolanknytning-session");
let senast = Date.now();

function anvant() {
  senast = Date.now();
  if (dialog.open) dialog.close();
}

kanal.addEventListener("message", anvant);

// Every answered request that counts as use restarts the clock; a page's background questions do not.
document.body.addEventListener("htmx:afterRequest", (e) => {
  const bakgrund = e.detail.requestConfig?.headers?.["X-Bakgrund"];
  if (e.detail.successful && !bakgrund) {
    anvant();
    kanal.postMessage("anvant");
  }
});
kanal.postMessage("anvant");

// A page that the browser has kept is asked for again on the way back: since then one may have logged out, or entered
// mötesläge.
addEventListener("pageshow", (e) => {
  if (e.persisted) location.reload();
});

document.getElementById("session-kvar").addEventListener("click", async () => {
  const svar = await fetch(dialog.dataset.forlang, {
    method: "POST",
    headers: { "X-CSRFToken": csrf(), "HX-Request": "true" },
  });
  if (svar.ok) {
    anvant();
    kanal.postMessage("anvant");
  } else {
    location.assign(dialog.dataset.loggaIn);
  }
});

setInterval(() => {
  const tyst = (Date.now() - senast) / 1000;
  // A page with unsaved work stays, so that it can be sent after a new log-in; it says so itself.
  if (tyst > tystSekunder && !document.body.dataset.osparat) {
    location.assign(`${dialog.dataset.loggaIn}?next=${encodeURIComponent(location.pathname)}`);
  } else if (tyst > tystSekunder - VARNA_FORE && !dialog.open) {
    dialog.showModal();
  }
}, 1000);
