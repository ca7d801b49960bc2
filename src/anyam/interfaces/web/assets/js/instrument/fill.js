// A form filled in: rules/filling.py and rules/showing.py, one for one. Knows nothing of the page.
import { asAnswer, wrong } from "./answers.js";
import { compiled, makeItem } from "./evaluate.js";
import { isOpen, number, text, truth } from "./values.js";

const MOST_TURNS = 200;
const EXPRESSIONS = ["relevant", "required", "constraint", "calculate", "readonly", "count", "default", "filter"];

// `form` is the definition as the server keeps it.
export function prepare(form) {
  const nodes = {};
  const work = {};
  const walk = (node) => {
    nodes[node.path] = node;
    for (const name of EXPRESSIONS) if (node[name]) work[`${name} ${node.path}`] = compiled(node[name]);
    node.children?.forEach(walk);
  };
  walk(form.root);
  const rows = new Map();
  const lists = {};
  for (const [name, choices] of Object.entries(form.lists)) {
    const root = makeItem("root", null);
    root.children.item = choices.map((choice) => {
      const item = makeItem("item", root);
      const label = (choice.label[form.default_language] || Object.values(choice.label)[0] || []).filter((part) => typeof part === "string").join("");
      for (const [column, value] of Object.entries({ name: choice.name, label, ...choice.more })) item.children[column] = [makeItem(column, item, null, value)];
      rows.set(item, choice);
      return item;
    });
    lists[name] = root;
  }
  return { form, nodes, work, rows, lists, parts: new Map() };
}

// Evaluates answers: { top, entries: Map of place to entry, problems, answers }.
export function fill(ready, answers, { now, language, facts = {}, bornOn = "" }) {
  const spoken = ready.form.languages.includes(language) ? language : ready.form.default_language;
  const around = { form: ready.form, nodes: ready.nodes, lists: ready.lists, now, language: spoken };
  const { root } = ready.form;
  const made = { ready, around, facts, bornOn, fresh: new Set(), problems: [], top: makeItem(root.name, null, root) };
  load(made, made.top, root, answers);
  for (const [what, path] of ready.form.order) {
    const node = ready.nodes[path];
    if (what === "count") count(made, node);
    else for (const item of [...atPath(made.top, path)]) (what === "relevant" ? openOrShut : workOut)(made, item);
  }
  const entries = new Map();
  show(made, made.top, `/${root.name}`, true, entries);
  return { top: made.top, entries, problems: made.problems, answers: counted(made.top) };
}

function atPath(top, path) {
  return path.split("/").slice(2).reduce((items, name) => items.flatMap((item) => item.children[name] || []), [top]);
}

const isFact = (made, node) => (node.type === "hidden" || node.readonly) && Object.hasOwn(made.facts, node.name);

function load(made, item, node, given) {
  const known = given && typeof given === "object" ? given : {};
  for (const child of node.children || []) {
    if (child.kind === "repeat") {
      item.children[child.name] = [];
      for (const one of Array.isArray(known[child.name]) ? known[child.name] : []) loadTurn(made, item, child, one);
      continue;
    }
    const below = makeItem(child.name, item, child);
    item.children[child.name] = [below];
    if (child.kind === "group") load(made, below, child, known[child.name]);
    else loadAnswer(made, below, child, known[child.name]);
  }
}

function loadTurn(made, item, repeat, given) {
  const turns = item.children[repeat.name];
  if (turns.length >= MOST_TURNS) return;
  const below = makeItem(repeat.name, item, repeat);
  turns.push(below);
  below.number = turns.length;
  load(made, below, repeat, given);
}

function loadAnswer(made, item, node, given) {
  if (isFact(made, node)) item.value = made.facts[node.name];
  else if (given === undefined || given === null) {
    item.value = node.initial || "";
    made.fresh.add(item);
  } else item.value = String(given);
  if (node.preload && (made.fresh.has(item) || node.preload === "end")) {
    item.value = node.preload === "today" ? made.around.now.slice(0, 10) : node.preload === "uid" ? "" : `${made.around.now.slice(0, 19)}.000`;
  }
}

function evaluated(made, name, item) {
  const expression = made.ready.work[`${name} ${item.node.path}`];
  return expression && expression({ item, current: item, around: made.around, position: 1, size: 1 });
}

const holds = (made, name, item) => {
  const found = evaluated(made, name, item);
  return found !== undefined && truth(found);
};

function openOrShut(made, item) {
  item.isShut = !holds(made, "relevant", item);
}

function workOut(made, item) {
  const { node } = item;
  if (!isOpen(item)) {
    if (node.calculate) item.value = "";
    return;
  }
  if (isFact(made, node) || (!node.calculate && !made.fresh.has(item))) return;
  const found = evaluated(made, node.calculate ? "calculate" : "default", item);
  if (found !== undefined) item.value = asAnswer(node, Array.isArray(found) ? text(found) : found);
}

function count(made, repeat) {
  for (const above of atPath(made.top, repeat.path.slice(0, repeat.path.lastIndexOf("/")))) {
    const turns = above.children[repeat.name];
    const wanted = number(evaluated(made, "count", makeItem(repeat.name, above, repeat)));
    const most = Number.isNaN(wanted) ? 0 : Math.trunc(Math.max(0, Math.min(wanted, MOST_TURNS)));
    while (turns.length < most) loadTurn(made, above, repeat, {});
    turns.length = Math.min(turns.length, most);
  }
}

function counted(item) {
  const found = {};
  for (const [name, items] of Object.entries(item.children)) {
    const node = items[0]?.node;
    const shown = items.filter((one) => !one.isShut);
    if (!node || !shown.length || node.type === "note") continue;
    if (node.kind === "repeat") found[name] = shown.map(counted);
    else if (node.kind === "group") {
      const below = counted(shown[0]);
      if (Object.keys(below).length) found[name] = below;
    } else if (shown[0].value) found[name] = shown[0].value;
  }
  return found;
}

function show(made, item, place, isAbove, entries) {
  for (const node of item.node.children || []) {
    const here = `${place}/${node.name}`;
    if (node.kind !== "repeat") {
      showOne(made, item.children[node.name][0], here, isAbove, entries);
      continue;
    }
    const turns = item.children[node.name];
    for (const turn of turns) showOne(made, turn, `${here}[${turn.number}]`, isAbove, entries);
    const first = turns[0] || makeItem(node.name, item, node);
    const isRelevant = isAbove && (turns.length ? turns.some((turn) => !turn.isShut) : !node.relevant || holds(made, "relevant", first));
    entries.set(here, { node, isRelevant, label: said(made, node.label, first), hint: said(made, node.hint, first), turns: turns.length });
  }
}

function showOne(made, item, place, isAbove, entries) {
  const { node } = item;
  const isRelevant = isAbove && !item.isShut;
  const entry = { node, isRelevant, value: item.value, label: said(made, node.label, item), hint: said(made, node.hint, item) };
  entries.set(place, entry);
  if (node.kind !== "question") {
    show(made, item, place, isRelevant, entries);
    return;
  }
  entry.offered = node.list ? offered(made, item) : [];
  entry.isRequired = holds(made, "required", item);
  entry.isReadonly = Boolean(node.calculate) || holds(made, "readonly", item);
  entry.problem = isRelevant ? judged(made, item, entry) : null;
  if (entry.problem) made.problems.push({ path: place, ...entry.problem });
}

function judged(made, item, { node, value, offered: choices, isRequired }) {
  if (node.type === "note" || node.type === "hidden") return null;
  if (!value) return isRequired ? { kind: "required", sentence: said(made, node.required_words, item) } : null;
  const kind = wrong(node, value, choices.map((one) => one.name), made.bornOn);
  if (kind) return { kind, sentence: "" };
  if (node.constraint && !holds(made, "constraint", item)) return { kind: "constraint", sentence: said(made, node.constraint_words, item) };
  return null;
}

function offered(made, item) {
  const choices = item.node.filter ? evaluated(made, "filter", item).map((row) => made.ready.rows.get(row)) : made.ready.form.lists[item.node.list];
  return choices.map((one) => ({ name: one.name, label: said(made, one.label, item) || one.name }));
}

function said(made, words, item) {
  if (!words) return "";
  const { form, parts } = made.ready;
  const spoken = words[made.around.language]?.length ? words[made.around.language] : words[form.default_language]?.length ? words[form.default_language] : Object.values(words)[0] || [];
  return spoken
    .map((part) => {
      if (typeof part === "string") return part;
      if (!parts.has(part)) parts.set(part, compiled(part));
      return text(parts.get(part)({ item, current: item, around: made.around, position: 1, size: 1 }));
    })
    .join("");
}
