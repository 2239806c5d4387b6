// @ts-check
// Which line of the map is meant by a point near it: the lines are thinner than a finger or an unsteady hand.

/** @typedef {{id: string, x: [number, number], y: [number, number]}} Line its ends, in the units of the drawing */

/** @param {string} path `M14 120l72 -20`: where it begins, and how far it goes @returns {Pick<Line, "x" | "y"> | null} null for another path */
export function endsOf(path) {
  const found = /^M(\S+) (\S+)l(\S+) (\S+)$/.exec(path)?.slice(1).map(Number)
  return found ? { x: [found[0], found[0] + found[2]], y: [found[1], found[1] + found[3]] } : null
}

/**
 * The line that passes nearest above or below a point; the first of equally near ones.
 * @param {Line[]} lines @param {{x: number, y: number}} point @param {number} within how far it may be, in the same units
 * @returns {string | null} its id, null where none is near
 */
export function nearest(lines, point, within) {
  let best = null
  let least = within
  for (const { id, x, y } of lines) {
    const share = Math.min(1, Math.max(0, (point.x - x[0]) / (x[1] - x[0])))
    const far = Math.abs(y[0] + (y[1] - y[0]) * share - point.y)
    if (far < least) [best, least] = [id, far]
  }
  return best
}
