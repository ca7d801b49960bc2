// Trees of expressions made into functions: rules/evaluating.py and rules/functions.py, one for one.
import { PLAIN } from "./library.js";
import { matches } from "./patterns.js";
import { below, isEqual, isOpen, isUnequal, number, ordered, rootOf, text, truth } from "./values.js";

export function makeItem(name, parent, node = null, value = "") {
  return { name, parent, node, value, children: {}, number: 0, isShut: false };
}

export function compiled(tree) {
  const kind = tree[0];
  if (kind === "n" || kind === "s") return () => tree[1];
  if (kind === "p") return path(tree[1], tree[2]);
  if (kind === "f") return call(tree[1], tree[2]);
  if (kind === "neg") {
    const inner = compiled(tree[1]);
    return (scope) => -number(inner(scope));
  }
  const parts = tree.slice(1).map(compiled);
  if (kind === "or") return (scope) => parts.some((part) => truth(part(scope)));
  if (kind === "and") return (scope) => parts.every((part) => truth(part(scope)));
  if (kind === "|") return (scope) => [...new Set(parts.flatMap((part) => (Array.isArray(part(scope)) ? part(scope) : [])))];
  const joins = JOINS[kind];
  return (scope) => parts.slice(1).reduce((found, part) => joins(found, part(scope)), parts[0](scope));
}

const numbers = (work) => (left, right) => work(number(left), number(right));
const order = (holds) => (left, right) => ordered(left, right, holds);
const JOINS = {
  "=": isEqual,
  "!=": isUnequal,
  "<": order((one, other) => one < other),
  "<=": order((one, other) => one <= other),
  ">": order((one, other) => one > other),
  ">=": order((one, other) => one >= other),
  "+": numbers((one, other) => one + other),
  "-": numbers((one, other) => one - other),
  "*": numbers((one, other) => one * other),
  div: numbers((one, other) => one / other),
  mod: numbers((one, other) => one % other),
};

function path(start, steps) {
  const walks = steps.map(([axis, name, predicates]) => step(axis, name, predicates));
  return (scope) => {
    let items = [started(start, scope)];
    for (const walk of walks) items = walk(items, scope);
    return items.filter(isOpen);
  };
}

function started(start, scope) {
  if (start === ".") return scope.item;
  if (start === "current") return scope.current;
  const above = makeItem("", null);
  const tree = start === "/" ? rootOf(scope.current) : scope.around.lists[start[1]] || makeItem("", null);
  above.children[tree.name] = [tree];
  return above;
}

const AXES = {
  c: (item, name) => (name === "*" ? Object.values(item.children).flat() : item.children[name] || []),
  u: (item, name) => (item.parent && (name === "*" || name === item.parent.name) ? [item.parent] : []),
  ".": (item, name) => (name === "*" || name === item.name ? [item] : []),
  d: (item, name) => [item, ...below(item)].filter((one) => name === "*" || name === one.name),
};

function step(axis, name, predicates) {
  const move = AXES[axis];
  const filters = predicates.map(compiled);
  return (items, scope) => {
    const found = new Set();
    for (const item of items) {
      let near = move(item, name);
      for (const holds of filters) near = near.filter((one, at) => isKept(holds({ item: one, current: scope.current, around: scope.around, position: at + 1, size: near.length }), at + 1));
      near.forEach((one) => found.add(one));
    }
    return [...found];
  };
}

const isKept = (value, position) => (typeof value === "number" ? position === value : truth(value));

function call(name, given) {
  if (SPECIAL[name]) return SPECIAL[name](given);
  const parts = given.map(compiled);
  const work = PLAIN[name];
  return (scope) => work(scope, ...parts.map((part) => part(scope)));
}

const SPECIAL = {
  if: (given) => {
    const [asked, then, otherwise] = given.map(compiled);
    return (scope) => (truth(asked(scope)) ? then(scope) : otherwise(scope));
  },
  coalesce: (given) => {
    const parts = given.map(compiled);
    return (scope) => {
      for (const part of parts) {
        const found = text(part(scope));
        if (found) return found;
      }
      return "";
    };
  },
  once: (given) => {
    const part = compiled(given[0]);
    return (scope) => scope.current.value || part(scope);
  },
  regex: (given) => {
    const part = compiled(given[0]);
    return (scope) => matches(given[2][1], text(part(scope)));
  },
  "indexed-repeat": (given) => {
    const parts = given.map(compiled);
    return (scope) => {
      const wanted = parts[0](scope);
      if (!Array.isArray(wanted) || !wanted.length) return [];
      const turns = [];
      for (let at = 1; at < parts.length; at += 2) turns.push([parts[at](scope)[0]?.node, number(parts[at + 1](scope))]);
      const every = below(rootOf(scope.current));
      return every.filter((item) => item.node === wanted[0].node && isOpen(item) && turns.every(([node, which]) => standsIn(item, node, which)));
    };
  },
  "jr:choice-name": (given) => {
    const part = compiled(given[0]);
    return (scope) => {
      const name = text(part(scope));
      const node = scope.around.nodes[given[1][1]];
      const choice = (scope.around.form.lists[node?.list] || []).find((one) => one.name === name);
      const said = choice?.label[scope.around.language] || [];
      return said.filter((one) => typeof one === "string").join("") || name;
    };
  },
};

function standsIn(item, node, which) {
  let above = item;
  while (above && above.node !== node) above = above.parent;
  return Boolean(above) && above.number === which;
}
