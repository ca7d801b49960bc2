// Loaded on pages with a form that is filled in: makes each `form[data-instrument]` live.
import { start } from "./js/instrument/page.js";

document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("form[data-instrument]").forEach(start));
