"""The page's own evaluator, run in node on the files that the page is built from."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parents[3] / "src" / "anyam" / "interfaces" / "web" / "assets" / "js" / "instrument"
NOW = "2026-11-23T08:30:15.250"
_RUN = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const [scripts] = process.argv.slice(-1);
const { prepare, fill } = await import(pathToFileURL(`${scripts}/fill.js`));
const { forms, jobs } = JSON.parse(readFileSync(0, "utf8"));
const ready = forms.map(prepare);
const answers = jobs.map(({ form, answers, around }) => {
  const { entries, problems, answers: counted } = fill(ready[form], answers, around);
  const shown = [...entries].map(([place, one]) => [place, {
    relevant: one.isRelevant, label: one.label, hint: one.hint, value: one.value ?? "",
    required: Boolean(one.isRequired), readonly: Boolean(one.isReadonly),
    offered: (one.offered || []).map((each) => [each.name, each.label]),
  }]);
  const told = problems.map((one) => [one.path, one.kind, one.sentence]);
  return { answers: counted, problems: told, shown: Object.fromEntries(shown) };
});
process.stdout.write(JSON.stringify(answers));
"""


def in_page(forms: list[dict[str, Any]], jobs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the page makes of each job: `form` (which one), `answers`, and optionally language, facts and born_on."""
    told = [
        {
            "form": job.get("form", 0),
            "answers": job["answers"],
            "around": {
                "now": NOW,
                "language": job.get("language", "id"),
                "facts": job.get("facts", {}),
                "bornOn": job.get("born_on", ""),
            },
        }
        for job in jobs
    ]
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _RUN, "--", str(SCRIPTS)],
        input=json.dumps({"forms": forms, "jobs": told}),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
