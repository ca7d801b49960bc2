// Ctrl+K: every link that this page's menus offer, found by typing. What is no page is searched for.
import { say } from "./say.js";

const OFFERED = ".service-nav a, .sub-nav a, .page-head a, details[data-menu] a";
const MOST = 12;
const box = () => document.getElementById("palette");
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

function places() {
  const found = new Map();
  document.querySelectorAll(OFFERED).forEach((link) => {
    const badge = link.querySelector(".badge")?.textContent ?? "";
    const words = link.textContent.replace(badge, "").replace(/\s+/g, " ").trim();
    if (words && link.href && !found.has(link.href)) found.set(link.href, words);
  });
  return [...found].map(([href, words]) => ({ href, words }));
}

// Each word typed must begin a word of the name; names that begin with the first come first.
function matching(typed) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  const rank = (name) => (name.startsWith(wanted[0] ?? "") ? 0 : 1);
  return places()
    .map((place) => ({ ...place, name: plain(place.words) }))
    .filter(({ name }) => wanted.every((word) => name.split(/[\s/–-]+/).some((part) => part.startsWith(word))))
    .sort((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MOST);
}

function show() {
  const list = box().querySelector("[role=listbox]");
  const input = box().querySelector("input[role=combobox]");
  const found = matching(input.value);
  list.replaceChildren(
    ...found.map(({ href, words }, n) => {
      const option = document.createElement("li");
      Object.assign(option, { id: `palette-${n}`, textContent: words });
      option.setAttribute("role", "option");
      option.dataset.href = href;
      return option;
    }),
  );
  if (found.length) mark(list.firstChild);
  else input.removeAttribute("aria-activedescendant");
  say(found.length ? `${found.length} ${box().dataset.found}` : box().dataset.none);
}

function mark(option) {
  box().querySelector("[aria-selected=true]")?.removeAttribute("aria-selected");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box().querySelector("input[role=combobox]").setAttribute("aria-activedescendant", option.id);
}

function open() {
  box().querySelector("input[role=combobox]").value = "";
  box().showModal();
  show();
}

document.addEventListener("keydown", (event) => {
  const isOurs = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k";
  if (isOurs && box()) {
    event.preventDefault();
    return box().open ? box().close() : open();
  }
  if (!box()?.open) return;
  const marked = box().querySelector("[aria-selected=true]");
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (step) {
    event.preventDefault();
    if (marked?.[step]) mark(marked[step]);
  }
  if (event.key === "Enter" && marked) {
    event.preventDefault();
    location.href = marked.dataset.href;
  }
});
document.addEventListener("input", (event) => event.target.closest("#palette") && show());
document.addEventListener("click", (event) => {
  const option = event.target.closest("#palette [role=option]");
  if (option) location.href = option.dataset.href;
  else if (event.target === box()) box().close();
});
