// Regular expressions as the steps that rules/patterns.py writes: every character is looked at once, whatever the pattern.
const isWord = (code) => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);

export function matches(program, said) {
  const codes = Array.from(said, (one) => one.codePointAt(0));
  let here = reach(program, [0], codes, 0);
  for (let at = 0; at < codes.length; at++) {
    const next = [];
    for (const place of here) {
      const [kind, ranges] = program[place];
      if (kind === "c" && ranges.some(([first, last]) => first <= codes[at] && codes[at] <= last)) next.push(place + 1);
    }
    here = reach(program, next, codes, at + 1);
    if (!here.length) return false;
  }
  return here.some((place) => program[place][0] === "m");
}

function reach(program, places, codes, at) {
  const seen = new Set();
  const found = [];
  const waiting = [...places].reverse();
  while (waiting.length) {
    const place = waiting.pop();
    if (seen.has(place)) continue;
    seen.add(place);
    const [kind, one, other] = program[place];
    if (kind === "f") waiting.push(other, one);
    else if (kind === "j") waiting.push(one);
    else if (kind === "b") at === 0 && waiting.push(place + 1);
    else if (kind === "e") at === codes.length && waiting.push(place + 1);
    else if (kind === "w") isEdge(codes, at) === one && waiting.push(place + 1);
    else found.push(place);
  }
  return found;
}

function isEdge(codes, at) {
  const before = at > 0 && isWord(codes[at - 1]);
  return before !== (at < codes.length && isWord(codes[at]));
}
