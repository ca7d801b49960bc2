// A form that came back with errors: the summary gets the focus; its links focus their field.
export function focusErrors(root) {
  root.querySelector("[data-error-summary]")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.closest(".field") || field).scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});
