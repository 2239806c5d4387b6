// @ts-check
// Finds words as a reader means them: whatever their case, accents, quotes, dashes and spaces. The server does the same.

const SINGLE = /[‘’‚‛′]/g
const DOUBLE = /[“”„‟″]/g
const DASH = /[‐‑‒–—―−]/g
const PLAIN = /^[\x20-\x7e]*$/

/** @typedef {{text: string, starts: number[] | null, ends: number[] | null}} Folded `starts` and `ends` are null where nothing moved */

/** The text as it is compared, and which units of the text each of its own stands for. @param {string} text @returns {Folded} */
export function fold(text) {
  if (PLAIN.test(text) && !text.includes("  ")) return { text: text.toLowerCase(), starts: null, ends: null }
  let folded = ""
  /** @type {number[]} */ const starts = []
  /** @type {number[]} */ const ends = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const blank = /\s/.test(character)
    let kept = blank ? " " : plain(character)
    if (blank && folded.endsWith(" ")) kept = ""
    // An accent, a joiner, one more space: it belongs to what stands before it.
    if (!kept && ends.length) ends[ends.length - 1] = end
    for (let unit = 0; unit < kept.length; unit += 1) {
      starts.push(at)
      ends.push(end)
    }
    folded += kept
    at = end
  }
  return { text: folded, starts, ends }
}

/** Where the query stands in a folded text, in UTF-16 units of the original. @param {Folded} text @param {string} query @returns {[number, number][]} */
export function foundIn(text, query) {
  const wanted = fold(query).text.trim()
  /** @type {[number, number][]} */ const spans = []
  if (!wanted) return spans
  for (let at = text.text.indexOf(wanted); at >= 0; at = text.text.indexOf(wanted, at + wanted.length)) {
    const last = at + wanted.length - 1
    spans.push([text.starts ? text.starts[at] : at, text.ends ? text.ends[last] : last + 1])
  }
  return spans
}

/** `7 found: 4 in A, 3 in B.`, and which of them is shown. @param {number} left @param {number} right @param {number} here from 0; -1 for none */
export function said(left, right, here) {
  if (!left && !right) return "Found in neither article."
  const [all, a, b] = [left + right, left, right].map((count) => count.toLocaleString("en"))
  const place = here < 0 ? "" : `${(here + 1).toLocaleString("en")} of `
  return `${place}${all} found: ${a} in A, ${b} in B.`
}

/** @param {string} character */
function plain(character) {
  const lower = character.normalize("NFKD").toLowerCase()
  return lower.replace(SINGLE, "'").replace(DOUBLE, '"').replace(DASH, "-").replace(/[\p{Mn}\p{Cf}]/gu, "")
}
