# SPDX-License-Identifier: Apache-2.0
# The bill of materials of one architecture, as SPDX 2.3. Its input is the list of parts, one line of $program, package,
# version, source package, its version, architecture, archive|headers each; $files has name, sha1 and sha256 of each program.

# What the distribution's copyright files say of the code that gets into a program. A part that is not known here is an error.
def licence:
    if . == "glibc" then "LGPL-2.1-or-later"
    elif . == "musl" then "MIT"
    elif test("^gcc-[0-9]+(-cross.*)?$") then "GPL-3.0-or-later WITH GCC-exception-3.1"
    elif test("^boost[0-9.]+$") then "BSL-1.0"
    elif . == "nlohmann-json3" then "MIT"
    elif . == "linux" then "GPL-2.0-only WITH Linux-syscall-note"
    else error("the licence of \(.) is not known: add it to packaging/lib/sbom.jq") end;

def id: "SPDXRef-" + gsub("[^a-zA-Z0-9.-]"; "-");

def own_package: {
    name: "iptables-wrapper",
    SPDXID: "SPDXRef-iptables-wrapper-package",
    versionInfo: $version,
    supplier: "NOASSERTION",
    downloadLocation: "NOASSERTION",
    primaryPackagePurpose: "APPLICATION",
    filesAnalyzed: true,
    packageVerificationCode: { packageVerificationCodeValue: $verification_code },
    licenseInfoFromFiles: ["NOASSERTION"],
    licenseConcluded: "Apache-2.0",
    licenseDeclared: "Apache-2.0",
    copyrightText: "NOASSERTION"
};

def part: {
    name: .package,
    SPDXID: ("Debian-" + .package | id),
    versionInfo: .version,
    supplier: "Organization: Debian",
    downloadLocation: "https://snapshot.debian.org/package/\(.source)/\(.source_version | @uri)/",
    primaryPackagePurpose: "LIBRARY",
    filesAnalyzed: false,
    sourceInfo: "built by Debian from \(.source) \(.source_version)",
    licenseConcluded: "NOASSERTION",
    licenseDeclared: (.source | licence),
    copyrightText: "NOASSERTION",
    externalRefs: [{
        referenceCategory: "PACKAGE-MANAGER",
        referenceType: "purl",
        referenceLocator: "pkg:deb/debian/\(.package | @uri)@\(.version | @uri)?arch=\(.architecture)"
    }]
};

def file: {
    fileName: "./\(.name)",
    SPDXID: (.program | id),
    fileTypes: ["BINARY"],
    checksums: [{ algorithm: "SHA1", checksumValue: .sha1 }, { algorithm: "SHA256", checksumValue: .sha256 }],
    licenseConcluded: "NOASSERTION",
    licenseInfoInFiles: ["NOASSERTION"],
    copyrightText: "NOASSERTION"
};

def relation(from; type; to): { spdxElementId: from, relationshipType: type, relatedSpdxElement: to };

[inputs | split("\t") | {
    program: .[0], package: .[1], version: .[2], source: .[3], source_version: .[4], architecture: .[5], how: .[6]
}] as $parts |
{
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: "iptables-wrapper-\($version)-\($platform)",
    documentNamespace: "https://spdx.org/spdxdocs/iptables-wrapper-\($version)-\($platform)-\($verification_code)",
    creationInfo: {
        created: ($date | tonumber | todate),
        creators: ["Tool: iptables-wrapper-release-\($version)"]
    },
    packages: ([own_package] + ($parts | unique_by(.package) | map(part))),
    files: ($files | map(file)),
    relationships: (
        [relation("SPDXRef-DOCUMENT"; "DESCRIBES"; "SPDXRef-iptables-wrapper-package")] +
        ($files | map(relation("SPDXRef-iptables-wrapper-package"; "CONTAINS"; (.program | id)))) +
        [relation("iptables-wrapper-installer" | id; "CONTAINS"; "iptables-wrapper" | id)] +
        ($parts | group_by([.program, .package]) | map(
            relation(.[0].program | id; "STATIC_LINK"; "Debian-" + .[0].package | id) +
            { comment: ("from its " + (map(.how) | unique | join(" and "))) })))
}
