# SPDX-License-Identifier: Apache-2.0
# Manifests as podman runs them. Each function takes a workload.

# containers: those that come first first.
def containers: .spec.template.spec | (.initContainers // []) + .containers;

# merged(patch): the strategic merge of kustomize: mappings key by key, lists of things that have a name (mounts: a path) by that, new ones first.
def identity: .mountPath // .name;
def merged($patch):
    reduce ($patch | to_entries[]) as {$key, $value} (.;
        if (.[$key] | type) == "object" and ($value | type) == "object" then .[$key] |= merged($value)
        elif (.[$key] | type) == "array" and ($value | type) == "array" then
            .[$key] as $old
            | .[$key] = [$value[] | select(identity as $name | all($old[]; identity != $name))]
                + [$old[] | identity as $name | merged(first($value[] | select(identity == $name)) // {})]
        else .[$key] = $value end);

# podman($name; $volumes): the image, the options that give the container the rights and mounts that the kubelet would, and the command, each
# as words of a shell on a line of their own. What is the host's, and each volume of the pod, is in the directory $volumes.
def podman($name; $volumes):
    .spec.template.spec as $pod
    | (containers[] | select(.name == $name))
    | .securityContext as $rights
    | .image,
      ([if .command then "--entrypoint", "" else empty end]
       + ["--network", (if $pod.hostNetwork then "host" else "none" end)]
       + [$rights.capabilities.drop[]? | "--cap-drop", .] + [$rights.capabilities.add[]? | "--cap-add", .]
       + [if $rights.readOnlyRootFilesystem then "--read-only", "--read-only-tmpfs=false" else empty end]
       + [if $rights.allowPrivilegeEscalation == false then "--security-opt", "no-new-privileges" else empty end]
       + [if $rights.runAsUser then "--user", ($rights.runAsUser | tostring) else empty end]
       + [.env[]? | "--env", "\(.name)=\(.value // "the \(.valueFrom.fieldRef.fieldPath)")"]
       + [.volumeMounts[]? | .name as $of | "--volume", "\($volumes)/\($of):\(.mountPath)\(if .readOnly then ":ro" else "" end)"] | @sh),
      (((.command // []) + (.args // [])) | @sh);
