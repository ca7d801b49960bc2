// On a phone the filter starts closed, so that the list is what one sees first.
document.addEventListener("DOMContentLoaded", () => {
  if (matchMedia("(max-width: 59.99rem)").matches) document.querySelectorAll("[data-filter]").forEach((box) => (box.open = false));
});
