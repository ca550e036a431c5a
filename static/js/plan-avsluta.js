// A plan is not closed before the texts on the page have been saved: the last word is often written just before.

import { osparade } from "./anteckning.js";

const IGEN_MS = 100;
const LANGST_MS = 6000;

const form = document.getElementById("slut");

form.addEventListener("submit", (e) => {
  if (!osparade().length) return;
  e.preventDefault();
  const knapp = e.submitter;
  const borjade = Date.now();
  const vanta = () => {
    if (!osparade().length) form.requestSubmit(knapp);
    else if (Date.now() - borjade < LANGST_MS) setTimeout(vanta, IGEN_MS);
    // Then it could not be saved, and its own line says why.
    else osparade()[0].querySelector("textarea").focus();
  };
  setTimeout(vanta, IGEN_MS);
});
