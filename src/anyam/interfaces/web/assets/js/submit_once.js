// A second press of the same button sends nothing. Coming back with the browser's Back makes forms usable again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => form.querySelectorAll("button:not([type=button])").forEach((b) => b.setAttribute("aria-disabled", "true")));
  setTimeout(() => free(form), 8000);
});

function free(form) {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled=true]").forEach((button) => button.removeAttribute("aria-disabled"));
}

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
document.addEventListener("htmx:afterRequest", (event) => event.target.matches("form") && free(event.target));
