# SPDX-License-Identifier: Apache-2.0
# The scenarios: each line is one test, named after its file and its arguments. Two run at once on two cores. The time
# limit only ends what hangs.
function(scenario file)
    list(JOIN ARGN "." arguments)
    string(REGEX REPLACE "\\.$" "" name "system.${file}.${arguments}")
    add_test(NAME "${name}" COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/system/${file}.sh" ${ARGN})
    set_tests_properties("${name}" PROPERTIES
        LABELS system
        TIMEOUT 600
        ENVIRONMENT "IPTABLES_WRAPPER_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endfunction()

foreach(mode legacy nft)
    add_test(NAME system.demo.${mode} COMMAND "${CMAKE_CURRENT_SOURCE_DIR}/lib/demo_host" ${mode})
    set_tests_properties(system.demo.${mode} PROPERTIES
        LABELS system
        TIMEOUT 600
        ENVIRONMENT "IPTABLES_WRAPPER_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY}")
endforeach()

# Which mode, and whether it is kept
scenario(hint nft iptables KUBE-IPTABLES-HINT)
scenario(hint nft ip6tables KUBE-IPTABLES-HINT)
scenario(hint legacy iptables KUBE-IPTABLES-HINT)
scenario(hint legacy ip6tables KUBE-IPTABLES-HINT)
scenario(hint nft iptables KUBE-KUBELET-CANARY)
scenario(hint nft ip6tables KUBE-KUBELET-CANARY)
scenario(hint legacy iptables KUBE-KUBELET-CANARY)
scenario(hint legacy ip6tables KUBE-KUBELET-CANARY)
scenario(hint_in_both)
scenario(no_hint)
scenario(guess_retry)
scenario(blind)
scenario(kernel_without_nft)
scenario(no_proc)
scenario(no_trace)
scenario(agreement)

# The first call is the call
scenario(first_restore nft 100)
scenario(first_restore legacy 100)
scenario(first_restore nft 30000)
scenario(first_restore legacy 30000)
scenario(slow_pipe nft)
scenario(slow_pipe legacy)
scenario(exit_status nft)
scenario(exit_status legacy)
scenario(received)
scenario(process)
scenario(call_by plain)
scenario(call_by alternatives)

# What cannot be written, and who may not
foreach(layout plain alternatives)
    foreach(directory / usr etc)
        scenario(read_only ${layout} ${directory})
    endforeach()
endforeach()
scenario(non_root)

# The installer
scenario(alternatives bookworm)
scenario(alternatives trixie)
scenario(manual_group)
scenario(install_twice plain)
scenario(install_twice alternatives)
scenario(dry_run plain)
scenario(dry_run alternatives)
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

# What the wrapper refuses, and what it does by its own name
foreach(kind link hard-link copy copied-multi)
    scenario(recursion ${kind})
endforeach()
scenario(missing_variant nft)
scenario(missing_variant legacy)
scenario(environment)
scenario(own_name)
scenario(detect)
scenario(switch plain)
scenario(switch alternatives)
scenario(wrapper_install)

# All of it
scenario(concurrency plain)
scenario(concurrency alternatives)
scenario(hardening)
scenario(budgets)
