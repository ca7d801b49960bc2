// Runs each enhancement on the page and on everything that comes in later.
export function enhance(...steps) {
  const run = (root) => steps.forEach((step) => step(root));
  document.addEventListener("DOMContentLoaded", () => run(document));
  document.addEventListener("row:added", (event) => run(event.target.parentElement));
  document.addEventListener("htmx:afterSwap", (event) => run(event.detail.elt.parentElement || document));
}

export function once(element, name) {
  const key = `did${name}`;
  if (element.dataset[key]) return false;
  element.dataset[key] = "1";
  return true;
}
