// @ts-check
// What the findings say of each other and of the sentences: order, partners, states.

/** @typedef {{id: string, left: string, right: string, state: string, caution: number}} Pair */

const STRONGEST_FIRST = ["conflict", "possible", "both", "part"]
export const WEAKER = 4 // the level of caution from which on weaker pairs show, as the server has it
export const CONFLICTS = ["conflict", "possible", "named"]

/**
 * The pair before or after another in the list, around its ends; the first where there is no other.
 * @template {Pair} T
 * @param {T[]} pairs @param {string | null} id @param {1 | -1} step
 * @returns {T | null} null for an empty list
 */
export function neighbour(pairs, id, step) {
  if (!pairs.length) return null
  const at = pairs.findIndex((pair) => pair.id === id)
  if (at < 0) return step > 0 ? pairs[0] : pairs[pairs.length - 1]
  return pairs[(at + step + pairs.length) % pairs.length]
}

/**
 * The next conflict after a pair; the first one where there is none behind it.
 * @template {Pair} T
 * @param {T[]} pairs @param {string | null} id
 */
export function nextConflict(pairs, id) {
  return neighbour(pairs.filter((pair) => CONFLICTS.includes(pair.state)), id, 1)
}

/** The state of a sentence that these pairs touch. @param {Pair[]} pairs */
export function strongest(pairs) {
  return STRONGEST_FIRST.find((state) => pairs.some((pair) => pair.state === state)) ?? "unique"
}

/** The level of caution from which on a pair shows, as the server has it. @param {string} state @param {boolean} weaker */
export function cautionOf(state, weaker) {
  if (weaker) return WEAKER
  return { conflict: 1, possible: 3, both: 1, part: 2, named: 1 }[state] ?? 3
}

/** Which side a sentence's address is on: `l12`, `r7`. @param {string} sentence @returns {"left" | "right"} */
export function sideOf(sentence) {
  return sentence.startsWith("l") ? "left" : "right"
}

/**
 * What an address asks for: `#f3` or `#m4-10` a finding, `#l12` or `#r7` a sentence, anything else nothing.
 * @param {string} hash @returns {{finding?: string, sentence?: string}}
 */
export function asked(hash) {
  const found = /^#(?:(f\d+|m\d+-\d+)|([lr]\d+))$/.exec(hash)
  if (!found) return {}
  return found[1] ? { finding: found[1] } : { sentence: found[2] }
}
