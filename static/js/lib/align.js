// @ts-check
// Where a column has to scroll to, so that a sentence of it comes into view.

/** @typedef {{top: number, bottom: number}} Reach from the top of the window, in pixels */

/**
 * @param {{seen: Reach, sentence: Reach, at: number, scroll: number}} column `seen` is the part of the column that
 *   nothing covers, `at` where the sentence should begin, `scroll` where the column stands now
 * @returns {number} the new scroll position, never below 0
 */
export function scrollTo({ seen, sentence, at, scroll }) {
  const height = sentence.bottom - sentence.top
  const last = Math.max(seen.top, seen.bottom - height) // a sentence higher than the column begins at its top
  const top = Math.min(Math.max(at, seen.top), last)
  return Math.max(0, Math.round(scroll + sentence.top - top))
}

/** Whether the sentence is wholly seen, or fills what can be seen. @param {Reach} seen @param {Reach} sentence */
export function isSeen(seen, sentence) {
  return sentence.top >= seen.top && sentence.bottom <= seen.bottom
}

/**
 * The ribbon between two sentences, as an SVG path: from the left edge (x 0) to the right one (x width).
 * @param {Reach} left @param {Reach} right both within the strip that the ribbon is drawn in
 * @param {number} width
 */
export function ribbon(left, right, width) {
  const [near, far] = [width / 3, (2 * width) / 3].map(Math.round)
  return (
    `M0 ${left.top}C${far} ${left.top} ${near} ${right.top} ${width} ${right.top}` +
    `V${right.bottom}C${near} ${right.bottom} ${far} ${left.bottom} 0 ${left.bottom}Z`
  )
}

/** What of a reach lies within another; at least `least` pixels high, so that it can be seen. @param {Reach} reach @param {Reach} within @param {number} least */
export function clamped(reach, within, least) {
  const top = Math.min(Math.max(reach.top, within.top), within.bottom - least)
  const bottom = Math.max(Math.min(reach.bottom, within.bottom), top + least)
  return { top: Math.round(top - within.top), bottom: Math.round(bottom - within.top) }
}
