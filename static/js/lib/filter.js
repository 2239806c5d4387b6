// @ts-check
// What the reader asked to see, and the address that says so.

/** @typedef {{show: string[], kinds: string[], level: number, words: string}} Asked */

/** The group of the filter that a sentence or a pair of this state is in. @param {string} state @param {"left" | "right"} side */
export function groupOf(state, side) {
  if (state === "conflict" || state === "possible" || state === "named") return "conflicts"
  if (state === "both" || state === "part") return "both"
  return side === "left" ? "only-a" : "only-b"
}

/**
 * Whether a finding shows. Kinds of reasons choose among the conflicts; none chosen is all of them.
 * @param {{state: string, caution: number}} pair @param {string[]} kinds @param {Asked} asked
 */
export function shows(pair, kinds, asked) {
  if (pair.caution > asked.level) return false
  const group = groupOf(pair.state, "left")
  if (!asked.show.includes(group)) return false
  return group !== "conflicts" || !asked.kinds.length || asked.kinds.some((kind) => kinds.includes(kind))
}

/** What an address asks for. @param {string} search @param {Asked} defaults @returns {Asked} */
export function askedBy(search, defaults) {
  const query = new URLSearchParams(search)
  const show = query.getAll("show").filter((group) => defaults.show.includes(group))
  return {
    show: show.length ? show : defaults.show,
    kinds: query.getAll("kind"),
    level: Number(query.get("caution")) || defaults.level,
    words: query.get("q") ?? "",
  }
}

/**
 * The address of what is asked for; what every reader gets anyway is not said.
 * @param {string} path @param {Asked} asked @param {Asked} defaults all groups, all kinds, the usual caution
 */
export function address(path, asked, defaults) {
  const query = new URLSearchParams()
  if (asked.show.length && asked.show.length < defaults.show.length) for (const group of asked.show) query.append("show", group)
  for (const kind of asked.kinds) query.append("kind", kind)
  if (asked.level !== defaults.level) query.set("caution", String(asked.level))
  if (asked.words) query.set("q", asked.words)
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
