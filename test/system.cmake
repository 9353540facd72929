# SPDX-License-Identifier: Apache-2.0
# The scenarios: each line is one test, named after its file and its arguments. Two run at once on two cores. The time
# limit only ends what hangs.
function(system_test name)
    add_test(NAME "system.${name}" COMMAND ${ARGN})
    set_tests_properties("system.${name}" PROPERTIES
        LABELS system
        TIMEOUT 600
        ENVIRONMENT "IPTABLES_WRAPPER_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()

function(scenario file)
    list(JOIN ARGN "." arguments)
    string(REGEX REPLACE "\\.$" "" name "${file}.${arguments}")
    system_test("${name}" "${CMAKE_CURRENT_SOURCE_DIR}/system/${file}.sh" ${ARGN})
endfunction()

# A scenario in which legacy rules are listed. The kernel shows in /proc/net/ip_tables_names which tables there are, but
# to its first user namespace only: this takes real root.
function(legacy_scenario file)
    scenario(${file} ${ARGN})
    list(JOIN ARGN "." arguments)
    string(REGEX REPLACE "\\.$" "" name "system.${file}.${arguments}")
    set_property(TEST "${name}" PROPERTY LABELS system legacy)
endfunction()

# A scenario in which container images are built and run: this takes real root as well.
function(container_scenario)
    scenario(container ${ARGN})
    list(JOIN ARGN "." arguments)
    set_property(TEST "system.container.${arguments}" PROPERTY LABELS system container)
endfunction()

foreach(mode legacy nft)
    system_test(demo.${mode} "${CMAKE_CURRENT_SOURCE_DIR}/lib/demo_host" ${mode})
    set_property(TEST system.demo.${mode} PROPERTY LABELS system legacy)
endforeach()

# Which mode, and whether it is kept
scenario(hint nft iptables KUBE-IPTABLES-HINT)
scenario(hint nft ip6tables KUBE-IPTABLES-HINT)
legacy_scenario(hint legacy iptables KUBE-IPTABLES-HINT)
legacy_scenario(hint legacy ip6tables KUBE-IPTABLES-HINT)
scenario(hint nft iptables KUBE-KUBELET-CANARY)
scenario(hint nft ip6tables KUBE-KUBELET-CANARY)
legacy_scenario(hint legacy iptables KUBE-KUBELET-CANARY)
legacy_scenario(hint legacy ip6tables KUBE-KUBELET-CANARY)
legacy_scenario(hint_in_both)
legacy_scenario(no_hint)
legacy_scenario(guess_retry)
legacy_scenario(blind)
legacy_scenario(kernel_without_nft)
scenario(no_proc)
scenario(no_trace)
legacy_scenario(agreement)

# The first call is the call
scenario(first_restore nft 100)
legacy_scenario(first_restore legacy 100)
scenario(first_restore nft 30000)
legacy_scenario(first_restore legacy 30000)
scenario(slow_pipe nft)
legacy_scenario(slow_pipe legacy)
scenario(exit_status nft)
legacy_scenario(exit_status legacy)
scenario(received)
scenario(process)
legacy_scenario(call_by plain)
legacy_scenario(call_by alternatives)

# What cannot be written, and who may not
foreach(layout plain alternatives)
    foreach(directory / usr etc)
        legacy_scenario(read_only ${layout} ${directory})
    endforeach()
endforeach()
scenario(non_root)

# The installer
foreach(suite bullseye bookworm trixie sid)
    legacy_scenario(alternatives ${suite})
endforeach()
foreach(layout plain legacy-names bin alpine wolfi distroless only-nft only-legacy regular-files dangling
               to-directory loop)
    legacy_scenario(layout ${layout})
endforeach()
foreach(suite bullseye trixie sid)
    legacy_scenario(layout alternatives ${suite})
endforeach()
scenario(manual_group)
legacy_scenario(install_twice plain)
legacy_scenario(install_twice alternatives)
foreach(layout sbin bin)
    legacy_scenario(chkconfig ${layout})
    legacy_scenario(install_twice chkconfig-${layout})
endforeach()
scenario(one_group)
scenario(libalternatives)
scenario(dry_run libalternatives)
foreach(case by-hand families high-priority four-followers regular-file package-removed half-written other-form)
    scenario(chkconfig_odd ${case})
endforeach()
foreach(case fails not-executable killed odd-answer)
    scenario(broken_tool ${case})
endforeach()
scenario(dry_run plain)
scenario(dry_run alternatives)
scenario(dry_run chkconfig-bin)
scenario(clean_up)
foreach(reason no-iptables no-legacy no-nft not-executable 1.8.3 1.8.0 1.6.1 garbage wrong-flavour fails hangs)
    scenario(sanity_refused ${reason})
endforeach()
scenario(sanity_accepted)
foreach(obstacle wrapper-is-directory record-is-file first-command-is-directory last-command-is-directory
                 read-only-usr read-only-var)
    scenario(undo plain ${obstacle})
endforeach()
foreach(obstacle wrapper-is-directory record-is-file last-command-is-directory read-only-usr read-only-etc
                 read-only-var update-alternatives-1 update-alternatives-2 update-alternatives-3)
    scenario(undo alternatives ${obstacle})
endforeach()

foreach(obstacle last-command-is-directory read-only-usr read-only-etc read-only-var)
    scenario(undo chkconfig-sbin ${obstacle})
endforeach()

scenario(root plain)
scenario(root alternatives)
foreach(way absolute relative dangling foreign)
    scenario(root_escape ${way})
endforeach()

foreach(layout plain alternatives chkconfig-sbin libalternatives)
    scenario(check ${layout})
endforeach()

foreach(layout plain alternatives chkconfig-sbin libalternatives)
    foreach(state fresh switched upgraded reinstalled regular-file links-of-others package-removed)
        legacy_scenario(uninstall ${layout} ${state})
    endforeach()
endforeach()
foreach(layout alternatives chkconfig-sbin)
    legacy_scenario(uninstall ${layout} manual)
endforeach()

# Images
foreach(kind debian alpine fedora bind-mount from-shell-installer from-go-version)
    container_scenario(${kind})
endforeach()

# What the wrapper refuses, and what it does by its own name
foreach(kind link hard-link copy copied-multi)
    scenario(recursion ${kind})
endforeach()
legacy_scenario(missing_variant nft)
legacy_scenario(missing_variant legacy)
legacy_scenario(environment)
scenario(own_name)
legacy_scenario(detect)
legacy_scenario(switch plain)
legacy_scenario(switch alternatives)
legacy_scenario(switch chkconfig-bin)
scenario(wrapper_install)

# Packages and what is in them; made once, by the first test.
system_test(packages "${CMAKE_COMMAND}" --build "${CMAKE_BINARY_DIR}" --target package)
set_property(TEST system.packages PROPERTY FIXTURES_SETUP packages)
function(package_test name)
    set_property(TEST "system.${name}" PROPERTY FIXTURES_REQUIRED packages)
endfunction()
foreach(suite bookworm trixie)
    foreach(case life chosen iptables-first together failed-postinst failed-prerm root)
        legacy_scenario(deb ${suite} ${case})
        package_test(deb.${suite}.${case})
    endforeach()
endforeach()
scenario(deb_policy)
package_test(deb_policy)
scenario(archive)
package_test(archive)
foreach(program iptables-wrapper iptables-wrapper-installer)
    scenario(documents ${program})
endforeach()

# All of it
legacy_scenario(concurrency plain)
legacy_scenario(concurrency alternatives)
scenario(hardening)
scenario(reproducible) # builds on one core
set_tests_properties(system.reproducible PROPERTIES TIMEOUT 1800)
scenario(budgets)

# A fault at every nth system call; test/faults tries them all.
scenario(faults plain first-call error 2)
scenario(faults alternatives switch kill 3)
scenario(faults plain reset error 4)
scenario(faults plain install error 12)
scenario(faults alternatives install kill 20)
scenario(faults alternatives uninstall error 20)
