// The token of now: a log-in in another tab changes it, and a page with unsaved work must follow.

export function csrf() {
  const kaka = document.cookie.split("; ").find((rad) => rad.startsWith("csrftoken="));
  return kaka ? kaka.slice("csrftoken=".length) : JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}
