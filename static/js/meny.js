// The account menu closes as menus do: by Escape, which gives the focus back, by a click outside it, and when one
// tabs out of it.

const meny = document.querySelector("details.jag");
const utanfor = (e) => e instanceof Node && !meny.contains(e);

// Before anyone else: the Escape that closes the menu does nothing more.
document.addEventListener(
  "keydown",
  (e) => {
    if (e.key !== "Escape" || !meny.open) return;
    e.stopPropagation();
    meny.open = false;
    meny.querySelector("summary").focus();
  },
  { capture: true },
);
document.addEventListener("click", (e) => {
  if (utanfor(e.target)) meny.open = false;
});
meny.addEventListener("focusout", (e) => {
  if (utanfor(e.relatedTarget)) meny.open = false;
});
