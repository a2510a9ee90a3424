import { checkProjectName } from "../collections.js";
import { UsageError } from "../usage-error.js";

/** What can be said of the projects that a key may read. */
export interface ProjectOptions {
  readonly project?: readonly string[];
  readonly allProjects?: true;
}

/**
 * The projects that the options name; `default` where they name none.
 *
 * @throws UsageError when they contradict each other, and Error when no project can be called so.
 */
export function projectNames({ project, allProjects }: ProjectOptions): readonly string[] | "all" {
  if (allProjects && project)
    throw new UsageError("--project and --all-projects exclude each other: give one of them.");
  for (const name of project ?? []) checkProjectName(name);
  return allProjects ? "all" : (project ?? ["default"]);
}

/** Projects in words. */
export function describeProjects(projects: readonly string[] | "all"): string {
  if (projects === "all") return "all projects";
  if (projects.length === 0) return "no project";
  return `${projects.length === 1 ? "project" : "projects"} ${projects.join(", ")}`;
}
