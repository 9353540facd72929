#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""steps.py WORKFLOW ACTION: prints, as lines of a shell, what the only job of WORKFLOW runs. Where it uses the composite ACTION, those are
its steps, with its inputs. Each is a script of its own, run as the server runs it: by bash -e -o pipefail."""

import pathlib
import re
import shlex
import sys

import yaml


def expanded(text, values):
    """TEXT with its expressions: env.NAME is the shell's variable, inputs.NAME what was given."""

    def value(match):
        context, name = match[1].split(".", 1)
        if context == "env":
            return f"${{{name}}}"
        if context == "inputs":
            return values[name]
        sys.exit(f"nothing is known of {match[0]}")

    return re.sub(r"\$\{\{ *([a-z.A-Z_-]+) *\}\}", value, text)


def run(step, values):
    """One line for a step that runs something."""
    settings = " ".join(f'{name}="{expanded(text, values)}"' for name, text in step.get("env", {}).items())
    print(f"env {settings} bash -e -o pipefail -c", shlex.quote(step["run"]))


def main(workflow, action):
    """Goes through the steps of both."""
    own = yaml.safe_load(pathlib.Path(action).read_text(encoding="utf-8"))
    (job,) = yaml.safe_load(pathlib.Path(workflow).read_text(encoding="utf-8"))["jobs"].values()
    for step in job["steps"]:
        if "run" in step:
            run(step, {})
        elif f"/{own['name']}@" in step["uses"]:
            given = {name: expanded(text, {}) for name, text in step["with"].items()}
            if unknown := given.keys() - own["inputs"].keys():
                sys.exit(f"{workflow}: the action has no inputs {unknown}")
            values = {name: given.get(name, about.get("default")) for name, about in own["inputs"].items()}
            if missing := [name for name, text in values.items() if text is None]:
                sys.exit(f"{workflow}: the action needs {missing}")
            for inner in own["runs"]["steps"]:
                run(inner, values)


if __name__ == "__main__":
    main(*sys.argv[1:])
