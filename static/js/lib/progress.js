// @ts-check
// How far a comparison is, for each of its named steps.

export const STAGES = ["reading", "comparing", "checking"]

/** `1,024 of 2,000`; nothing where there is but one thing to do. @param {number} done @param {number} total */
export function counted(done, total) {
  return total > 1 ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")}` : ""
}

/**
 * @param {{state: string, progress: {stage: string, done: number, total: number}}} told an event's data
 * @returns {{stage: string, state: "done" | "now" | "todo", done: number, total: number}[]}
 */
export function steps(told) {
  const at = told.state === "done" ? STAGES.length : told.state === "running" ? STAGES.indexOf(told.progress.stage) : -1
  return STAGES.map((stage, number) => {
    if (number < at) return { stage, state: "done", done: 1, total: 1 }
    if (number === at) return { stage, state: "now", done: told.progress.done, total: told.progress.total }
    return { stage, state: "todo", done: 0, total: 0 }
  })
}
