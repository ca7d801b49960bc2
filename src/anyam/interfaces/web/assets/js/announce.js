// After htmx changed a part of the page: say what an element with data-announce says.
import { say } from "./say.js";

document.addEventListener("htmx:afterSwap", (event) => {
  const place = event.detail.target?.isConnected ? event.detail.target : document.getElementById(event.detail.target?.id);
  const words = place?.matches("[data-announce]") ? place : place?.querySelector("[data-announce]");
  if (words) say(words.dataset.announce || words.textContent.trim());
});
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline || ""));
