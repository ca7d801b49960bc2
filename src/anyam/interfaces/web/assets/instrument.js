// Loaded on pages with a form that is filled in: makes each `form[data-instrument]` live, and each section of one.
import { start } from "./js/instrument/page.js";
import { startSection } from "./js/instrument/section.js";

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("form[data-instrument]").forEach(start);
  document.querySelectorAll("form[data-filling]").forEach(startSection);
});
