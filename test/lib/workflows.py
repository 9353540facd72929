#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""workflows.py FILE DIRECTORY: holds a workflow or a composite action against what is asked of them, and writes each of its scripts
into DIRECTORY as JOB-NUMBER.sh.

Actions of others are pinned by digest, with their version in a comment. Rights are given to jobs, none to all. No expression is in a script,
where its value would be a part of the program. A job needs jobs that exist, and takes artifacts and outputs that something makes.
"""

import pathlib
import re
import sys

import yaml

found = []


def check_use(where, uses, text):
    """How one action is named."""
    if uses.startswith("OWNER/"):  # of this project: by its version, which test/system/readme.sh knows
        return
    if not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", uses):
        found.append(f"{where}: '{uses}' is not pinned by a digest")
    elif not re.search(re.escape(uses) + r" # v\d+\.\d+\.\d+\n", text):
        found.append(f"{where}: the version of '{uses}' is not told")


def check_steps(name, steps, text, directory):
    """The steps of a job or an action."""
    ids = {step["id"] for step in steps if "id" in step}
    for asked in re.findall(r"steps\.([\w-]+)\.outputs", str(steps)):
        if asked not in ids:
            found.append(f"{name}: no step '{asked}' has outputs")
    for number, step in enumerate(steps):
        where = f"{name}, step {number + 1}"
        if ("uses" in step) == ("run" in step):
            found.append(f"{where}: it must use something or run something")
        elif "uses" in step:
            check_use(where, step["uses"], text)
            if "/checkout@" in step["uses"] and step.get("with", {}).get("persist-credentials") is not False:
                found.append(f"{where}: the token stays in the checkout")
        else:
            if "${{" in step["run"]:
                found.append(f"{where}: an expression in a script")
            (directory / f"{name}-{number + 1}.sh").write_text("#!/bin/bash\nset -e -o pipefail\n" + step["run"], encoding="utf-8")


def artifacts(job, kind):
    """The names that a job up- or downloads; a matrix makes several of one."""
    names = []
    for step in job["steps"]:
        if f"/{kind}-artifact@" in step.get("uses", ""):
            name = step.get("with", {}).get("name", "")
            for key, values in job.get("strategy", {}).get("matrix", {}).items():
                if name == f"${{{{ matrix.{key} }}}}":
                    names += values
                    break
            else:
                names.append(name)
    return names


def check_workflow(content, text, directory):
    """All jobs of a workflow."""
    if content.get("permissions") not in ({}, {"contents": "read"}):
        found.append("rights are given to all jobs")
    jobs = content["jobs"]
    made = [name for job in jobs.values() for name in artifacts(job, "upload")]
    for name, job in jobs.items():
        needs = job.get("needs", [])
        for needed in [needs] if isinstance(needs, str) else needs:
            if needed not in jobs:
                found.append(f"{name}: needs '{needed}', which is no job")
        if "timeout-minutes" not in job:
            found.append(f"{name}: may run for ever")
        for wanted in artifacts(job, "download"):
            if (wanted and wanted not in made) or not made:
                found.append(f"{name}: nothing uploads '{wanted}'")
        check_steps(name, job["steps"], text, directory)


def main(path, directory):
    """Checks one file."""
    text = pathlib.Path(path).read_text(encoding="utf-8")
    content = yaml.safe_load(text)
    if "runs" in content:
        check_steps("action", content["runs"]["steps"], text, pathlib.Path(directory))
    else:
        check_workflow(content, text, pathlib.Path(directory))
    return "\n".join(f"{path}: {one}" for one in found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) or 0)
