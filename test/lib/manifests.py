#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Holds manifests against the types of the Kubernetes API, and says how podman runs their containers.

manifests.py FILE            says nothing where every key, type and reference is right
manifests.py FILE --names    prints the names of its containers, in the order in which they start
manifests.py FILE CONTAINER  prints its image, and then its options and its command as words of a shell

FILE may be a kustomization of resources and of patches that are merged, which is what kustomize does with them.

The types are those of Debian's python3-kubernetes, which was generated from the API's own description.
"""

import pathlib
import re
import shlex
import sys

import kubernetes.client
import yaml

PRIMITIVE = {"str": str, "int": int, "bool": bool, "float": float, "object": object}


class Wrong(Exception):
    """A manifest that the API would refuse."""


def check(value, kind, where):
    """Returns VALUE as an object of the API's type KIND; raises Wrong at the first key or type that does not fit."""
    if kind in PRIMITIVE:
        if kind != "object" and type(value) is not PRIMITIVE[kind]:
            raise Wrong(f"{where}: {value!r} is no {kind}")
        return value
    if inner := re.fullmatch(r"list\[(.*)\]", kind):
        if not isinstance(value, list):
            raise Wrong(f"{where}: is no list")
        return [check(item, inner[1], f"{where}[{number}]") for number, item in enumerate(value)]
    if inner := re.fullmatch(r"dict\(str, (.*)\)", kind):
        return {key: check(item, inner[1], f"{where}.{key}") for key, item in mapping(value, where).items()}
    model = getattr(kubernetes.client, kind)
    attributes = {key: attribute for attribute, key in model.attribute_map.items()}
    arguments = {}
    for key, item in mapping(value, where).items():
        if key not in attributes:
            raise Wrong(f"{where}: the API's {kind} has no key '{key}'")
        attribute = attributes[key]
        arguments[attribute] = check(item, model.openapi_types[attribute], f"{where}.{key}")
    try:
        return model(**arguments)
    except ValueError as error:  # something that must be there is not
        raise Wrong(f"{where}: {error}") from error


def mapping(value, where):
    """VALUE, which has to be one."""
    if not isinstance(value, dict):
        raise Wrong(f"{where}: is no mapping")
    return value


def check_document(document):
    """Returns the object that DOCUMENT describes."""
    group, _, version = document["apiVersion"].rpartition("/")
    kind = document["kind"]
    service = getattr(kubernetes.client, f"{(group or 'core').split('.')[0].title()}{version.title()}Api", None)
    if not hasattr(service, "create_namespaced_" + re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()):
        raise Wrong(f"the API has no {kind} in '{document['apiVersion']}'")
    found = check(document, version.title() + kind, kind)
    pod = found.spec.template
    if not found.spec.selector.match_labels.items() <= pod.metadata.labels.items():
        raise Wrong(f"{kind}: its selector does not select its own pods")
    names = [container.name for container in containers_of(found)]
    if len(set(names)) < len(names) or not all(re.fullmatch("[a-z0-9]([-a-z0-9]*[a-z0-9])?", name) for name in names):
        raise Wrong(f"{kind}: containers are called {names}")
    return found


def read(path):
    """The documents of a file; of a kustomization, its resources with its patches."""
    documents = list(yaml.safe_load_all(path.read_text(encoding="utf-8")))
    if documents[0]["kind"] != "Kustomization":
        return documents
    (kustomization,) = documents
    if unknown := kustomization.keys() - {"apiVersion", "kind", "resources", "patches"}:
        raise Wrong(f"nothing is known of {unknown}")
    resources = [document for name in kustomization["resources"] for document in read(path.parent / name)]
    for patch in kustomization["patches"]:
        (content,) = read(path.parent / patch["path"])
        wanted = patch["target"]
        found = [one for one in resources if one["kind"] == wanted["kind"] and one["metadata"]["name"] == wanted["name"]]
        if not found:
            raise Wrong(f"{patch['path']}: no such target: {wanted}")
        for document in found:
            merge(document, {**content, "metadata": {}})
    return resources


def merge(document, patch):
    """A strategic merge: mappings key by key, lists of things that have a name by their names, new ones first."""
    for key, value in patch.items():
        old = document.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            merge(old, value)
        elif isinstance(value, list) and isinstance(old, list):
            names = [item["name"] for item in old]
            for item in (item for item in value if item["name"] in names):
                merge(old[names.index(item["name"])], item)
            document[key] = [item for item in value if item["name"] not in names] + old
        else:
            document[key] = value


def containers_of(workload):
    """All of them, those that come first first."""
    return (workload.spec.template.spec.init_containers or []) + workload.spec.template.spec.containers


def options(workload, container):
    """What podman has to be told for the rights to be those that the kubelet would give."""
    rights = container.security_context
    if container.command:
        yield from ["--entrypoint", ""]
    yield from ["--network", "host" if workload.spec.template.spec.host_network else "none"]
    if rights is None:
        return
    for capability in rights.capabilities.drop or []:
        yield from ["--cap-drop", capability]
    for capability in rights.capabilities.add or []:
        yield from ["--cap-add", capability]
    if rights.read_only_root_filesystem:
        yield from ["--read-only", "--read-only-tmpfs=false"]
    if rights.allow_privilege_escalation is False:
        yield from ["--security-opt", "no-new-privileges"]
    if rights.privileged:
        yield "--privileged"
    if rights.run_as_user is not None:
        yield from ["--user", str(rights.run_as_user)]
    for variable in container.env or []:
        yield from ["--env", f"{variable.name}={variable.value}"]


def main(path, name=None):
    """Does what is said on top; returns the exit status."""
    workloads = [check_document(document) for document in read(pathlib.Path(path))]
    for workload in workloads:
        for container in containers_of(workload):
            if name == "--names":
                print(container.name)
            elif container.name == name:
                print(container.image)
                print(shlex.join(options(workload, container)))
                print(shlex.join((container.command or []) + (container.args or [])))
                return 0
    return 0 if name in (None, "--names") else f"{path}: no container '{name}'"


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Wrong as wrong:
        sys.exit(f"{sys.argv[1]}: {wrong}")
