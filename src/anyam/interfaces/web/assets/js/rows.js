// "Add another" without a trip to the server; removing hides a row and ticks its own "remove" box.
import { once } from "./enhance.js";

export function addRows(root) {
  root.querySelectorAll("[data-rows]").forEach((box) => {
    if (!once(box, "Rows")) return;
    const total = box.querySelector(`[name="${box.dataset.rows}-TOTAL_FORMS"]`);
    const max = Number(box.querySelector(`[name="${box.dataset.rows}-MAX_NUM_FORMS"]`)?.value || 1000);
    const shape = box.querySelector("template");
    box.querySelector("[data-add-row]").type = "button";
    box.addEventListener("click", (event) => {
      if (!event.target.closest("[data-add-row]") || Number(total.value) >= max) return;
      event.preventDefault();
      const holder = document.createElement("template");
      holder.innerHTML = shape.innerHTML.replaceAll("__prefix__", total.value);
      total.value = Number(total.value) + 1;
      holder.content.querySelector("[data-row-number]").textContent = total.value;
      const row = holder.content.firstElementChild;
      shape.before(row);
      row.dispatchEvent(new CustomEvent("row:added", { bubbles: true }));
      window.htmx?.process(row);
      row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    });
    box.addEventListener("change", (event) => {
      const row = event.target.closest("[data-remove]") && event.target.closest("[data-row]");
      if (!row) return;
      row.hidden = true;
      box.querySelector("[data-add-row]").focus();
    });
  });
}
