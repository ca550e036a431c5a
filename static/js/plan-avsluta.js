// A plan is not closed before the texts on the page have been saved: the last word is often written just before.

import { hallna, osparade, sparaNu } from "./anteckning.js";

const form = document.getElementById("slut");
// What was pressed ({ knapp }) and waits for the texts.
let tryckt = null;

// It could not be saved, and its own line says why.
function visa(notering) {
  tryckt = null;
  notering.querySelector("textarea").focus();
}

function vidare() {
  if (!tryckt) return;
  const [hallen] = hallna();
  if (hallen) return void visa(hallen);
  if (osparade().length) return;
  const { knapp } = tryckt;
  tryckt = null;
  form.requestSubmit(knapp);
}

form.addEventListener("submit", (e) => {
  if (!osparade().length) return;
  e.preventDefault();
  tryckt = { knapp: e.submitter };
  sparaNu();
  vidare();
});

document.addEventListener("htmx:afterRequest", (e) => {
  // When there was no answer it is the text's line that says so.
  const notering = e.target.closest("form.notering");
  if (!notering) return;
  if (e.detail.successful) vidare();
  else if (tryckt) visa(notering);
});
