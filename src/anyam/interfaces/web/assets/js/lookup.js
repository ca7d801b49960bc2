// A combobox (ARIA 1.2) over a server address that answers with HTML options.
import { once } from "./enhance.js";
import { say } from "./say.js";

let number = 0;

export function lookUp(root) {
  root.querySelectorAll("[data-lookup]").forEach((box) => box.dataset.lookup && once(box, "Lookup") && start(box));
}

function start(box) {
  const input = box.querySelector("input[type=text]");
  const code = box.querySelector("[data-lookup-code]");
  const list = document.createElement("div");
  const id = `lookup-${++number}`;
  let timer, asked;
  list.id = id;
  list.className = "lookup-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() || "");
  box.append(list);
  // Enter in any field presses a form's first submit button; while choices come by themselves, that must not be this one.
  const button = box.querySelector(".lookup-go");
  const live = (on) => {
    box.classList.toggle("live", on);
    button.type = on ? "button" : "submit";
  };
  live(true);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) input.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (option) => {
    current()?.removeAttribute("aria-selected");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };
  const choose = (option) => {
    code.value = option.dataset.value;
    input.value = option.dataset.label;
    box.querySelectorAll("[type=radio]").forEach((radio) => (radio.checked = false));
    close();
    say(`${box.dataset.chosen} ${option.dataset.label}`);
    code.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const ask = async () => {
    const words = input.value.trim();
    if (words.length < 2) return close();
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.lookup}?q=${encodeURIComponent(words)}`, { signal: asked.signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.status);
      list.innerHTML = await answer.text();
    } catch (problem) {
      if (problem.name !== "AbortError") live(false);
      return;
    }
    options().forEach((option, n) => (option.id = `${id}-${n}`));
    if (!options().length) list.innerHTML = `<div class="lookup-none"></div>`;
    if (!options().length) list.firstChild.textContent = box.dataset.none;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    say(options().length ? `${options().length} ${box.dataset.found}` : box.dataset.none);
  };

  input.addEventListener("input", () => {
    code.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 220);
  });
  input.addEventListener("keydown", (event) => {
    const all = options();
    const here = all.indexOf(current());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (all.length) mark(all[(here + step + all.length) % all.length] || all[0]);
    } else if (event.key === "Enter" && !list.hidden && current()) {
      event.preventDefault();
      choose(current());
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
}
