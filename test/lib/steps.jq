# SPDX-License-Identifier: Apache-2.0
# What a job of a workflow runs, as lines of a shell: each step with its environment, by the shell that the server takes. Where it uses our own
# action, those are the action's steps, with its inputs. Takes the workflow, $job, the action as $action, and $context: what expressions are.
def expanded($context):
    gsub("\\$\\{\\{ *(?<path>[a-zA-Z_.-]+) *\\}\\}"; .path as $path | $context | getpath($path | split(".")) // error("nothing is known of \($path)"));
def all_expanded($context): (. // {}) | map_values(tostring | expanded($context));
def lines($shell; $context):
    .steps[]
    | if .run then
        ["env", (($context.env + (.env | all_expanded($context))) | to_entries[] | "\(.key)=\(.value)")]
        + ["bash", "-e", (if (.shell // $shell) == "bash" then "-o", "pipefail" else empty end), "-c", .run]
        | @sh
      elif .uses | test("/check-image(@|$)") then
        (.with | all_expanded($context)) as $given
        | $action[0]
        | if ($given | keys) - (.inputs | keys) != [] then error("the action has no such input") else . end
        | ((.inputs | map_values(.default)) + $given) as $inputs
        | .runs | lines("none"; $context + {inputs: $inputs, env: {}})
      else empty end;
($context + {env: (.env | all_expanded($context))}) as $context
| (.defaults.run.shell // "none") as $shell
| .jobs[$job]
| lines($shell; $context + {env: ($context.env + (.env | all_expanded($context)))})
