// A button that prints the page, for those who do not know the browser's menu.
export function printButtons(root) {
  root.querySelectorAll("[data-print]").forEach((button) => (button.hidden = false));
}

document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());
