// A drawn form made live: hides, shows, calculates and judges as the server will, which judges again.
import { fill, prepare } from "./fill.js";

const RENAMED = ["name", "id", "for", "value", "data-at", "aria-describedby"];
const NOW = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 23);

export async function start(form) {
  const answer = await fetch(form.dataset.instrument, { redirect: "error", headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const live = {
    form,
    ready: prepare(await answer.json()),
    sentences: JSON.parse(form.dataset.sentences || "{}"),
    around: { language: form.dataset.language, facts: JSON.parse(form.dataset.facts || "{}"), bornOn: form.dataset.bornOn },
    touched: new Set(),
    waiting: 0,
  };
  form.addEventListener("input", (event) => changed(live, event));
  form.addEventListener("change", (event) => changed(live, event, true));
  form.addEventListener("focusout", (event) => changed(live, event, true));
  form.addEventListener("click", (event) => pressed(live, event));
  apply(live);
  form.dataset.live = "1";
}

function changed(live, event, isLeft = false) {
  const place = event.target.closest("[data-at]")?.dataset.at;
  if (isLeft && place && event.target.name) live.touched.add(place);
  cancelAnimationFrame(live.waiting);
  live.waiting = requestAnimationFrame(() => apply(live));
}

// What stands in the fields, nested as the form is.
export function gathered(form, root) {
  const data = new FormData(form);
  form.querySelectorAll("select[disabled], input[disabled]:checked").forEach((one) => data.append(one.name, one.value));
  const turns = new Set(data.getAll("_turn"));
  const group = (node, place) => {
    const found = {};
    for (const child of node.children || []) {
      const here = `${place}/${child.name}`;
      if (child.kind === "repeat") {
        found[child.name] = [];
        for (let at = 1; turns.has(`${here}[${at}]`); at++) found[child.name].push(group(child, `${here}[${at}]`));
      } else if (child.kind === "group") found[child.name] = group(child, here);
      else if (child.type === "several" || child.type === "rank") found[child.name] = data.getAll(here).filter(Boolean).join(" ");
      else if (child.type !== "note" && (child.type !== "hidden" || data.has(here))) found[child.name] = data.get(here) ?? "";
    }
    return found;
  };
  return group(root, root.path);
}

function evaluate(live) {
  return fill(live.ready, gathered(live.form, live.ready.form.root), { ...live.around, now: NOW() });
}

function apply(live) {
  let made = evaluate(live);
  if (countTurns(live, made)) made = evaluate(live);
  for (const box of live.form.querySelectorAll("[data-at]")) {
    const entry = made.entries.get(box.dataset.at);
    if (!entry) continue;
    box.hidden = !entry.isRelevant;
    if (entry.node.kind === "question") question(live, box, entry);
    else rewrite(box, ":scope > legend > [data-said=label], :scope > .repeat-title > [data-said=label]", entry.label || entry.node.name);
  }
  for (const hidden of live.form.querySelectorAll("input[type=hidden][name^='/']")) {
    const entry = made.entries.get(hidden.name);
    if (entry) hidden.value = entry.value;
  }
}

function question(live, box, entry) {
  rewrite(box, "[data-said=label]", entry.label || entry.node.name);
  rewrite(box, "[data-said=hint]", entry.hint);
  rewrite(box, "[data-need]", entry.isReadonly ? "" : live.sentences[entry.isRequired ? "required_mark" : "optional_mark"]);
  choices(box, entry);
  const field = box.querySelector("input, textarea");
  if (entry.isReadonly && field && field.type !== "radio" && field.type !== "checkbox" && field.value !== entry.value) field.value = entry.value;
  tell(live, box, entry);
}

function tell(live, box, entry) {
  const line = box.querySelector("[data-problem]");
  if (!line) return;
  const isTold = Boolean(entry.problem) && (live.touched.has(box.dataset.at) || !line.hidden) && !(entry.problem.kind === "required" && line.hidden);
  line.hidden = !isTold;
  box.classList.toggle("wrong", isTold);
  if (isTold) line.querySelector("[data-sentence]").textContent = entry.problem.sentence || live.sentences[entry.problem.kind];
  box.querySelectorAll("input, select, textarea").forEach((one) => (isTold ? one.setAttribute("aria-invalid", "true") : one.removeAttribute("aria-invalid")));
}

// Words with line breaks, written only where they are other than before.
function rewrite(box, where, words) {
  const place = box.querySelector(where);
  if (!place || place.textContent === words.replaceAll("\n", "")) return;
  place.replaceChildren(...words.split("\n").flatMap((line, at) => (at ? [document.createElement("br"), line] : [line])));
}

// A list that another answer narrows: its choices are drawn again.
function choices(box, entry) {
  if (!entry.node.filter) return;
  const list = box.querySelector("[data-choices], [data-rank]");
  const key = entry.offered.map((one) => `${one.name}\u0000${one.label}`).join("\u0001");
  if (!list || list.dataset.key === key) return;
  list.dataset.key = key;
  const chosen = entry.value.split(" ");
  if (list.dataset.choices === "radio" || list.dataset.choices === "checkbox") cards(list, box.dataset.at, entry, chosen);
  else for (const menu of list.matches("select") ? [list] : list.querySelectorAll("select")) options(menu, entry);
}

function cards(list, place, entry, chosen) {
  const empty = list.querySelector('input[value=""]')?.closest("label");
  const made = entry.offered.map((one) => {
    const card = document.createElement("label");
    const input = document.createElement("input");
    const words = document.createElement("span");
    card.className = "choice";
    Object.assign(input, { type: list.dataset.choices, name: place, value: one.name, checked: chosen.includes(one.name) });
    words.className = "choice-label";
    words.textContent = one.label;
    card.append(input, words);
    return card;
  });
  list.replaceChildren(...made, ...(empty ? [empty] : []));
}

function options(menu, entry) {
  const first = menu.options[0];
  const kept = menu.value;
  menu.replaceChildren(first, ...entry.offered.map((one) => new Option(one.label, one.name, false, one.name === kept)));
}

// --- repeats ---

function countTurns(live, made) {
  let isOther = false;
  for (const box of live.form.querySelectorAll("[data-repeat][data-counted]")) {
    const wanted = made.entries.get(box.dataset.at)?.turns ?? 0;
    for (let have = turnsOf(box).length; have < wanted; have++, isOther = true) add(box);
    for (const turn of turnsOf(box).slice(wanted)) turn.remove();
  }
  return isOther;
}

const turnsOf = (box) => [...box.children].filter((one) => one.hasAttribute("data-turn"));

function add(box) {
  const shape = box.querySelector(":scope > template");
  const number = turnsOf(box).length + 1;
  const holder = document.createElement("template");
  holder.innerHTML = shape.innerHTML.replaceAll(`[#${box.dataset.repeat}]`, `[${number}]`);
  const turn = holder.content.firstElementChild;
  turn.querySelectorAll("[data-number]").forEach((one) => one.textContent === `#${box.dataset.repeat}` && (one.textContent = number));
  shape.before(turn);
  return turn;
}

function pressed(live, event) {
  const more = event.target.closest("[data-add]");
  const less = event.target.closest("[data-remove-turn]");
  if (!more && !less) return;
  event.preventDefault();
  if (more) {
    const turn = add(more.closest("[data-repeat]"));
    turn.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  } else remove(less.closest("[data-turn]"));
  apply(live);
}

function remove(turn) {
  const box = turn.parentElement;
  turn.remove();
  turnsOf(box).forEach((one, at) => renumber(one, box, at + 1));
  box.querySelector(":scope > p [data-add]")?.focus();
}

function renumber(turn, box, number) {
  const before = turn.dataset.at;
  const after = `${box.dataset.at}[${number}]`;
  if (before === after) return;
  const all = (root) => [...root.querySelectorAll("*")].flatMap((one) => (one.tagName === "TEMPLATE" ? [one, ...all(one.content)] : [one]));
  for (const one of [turn, ...all(turn)]) {
    for (const name of RENAMED) {
      const value = one.getAttribute(name);
      if (value?.startsWith(before)) one.setAttribute(name, after + value.slice(before.length));
    }
  }
  turn.querySelectorAll(":scope > legend [data-number], :scope > p [data-number]").forEach((one) => (one.textContent = number));
}
