// @ts-check
// A sentence cut into the words that both say and those that only it says.

/**
 * @param {string} text
 * @param {string} edges where what only it says begins and ends: `12 20 41 55`
 * @returns {{text: string, added: boolean}[]} all of the text in order; none of them empty
 */
export function pieces(text, edges) {
  const cuts = [0, ...edges.split(" ").filter(Boolean).map(Number), text.length]
  return cuts.slice(1).flatMap((end, n) => (end > cuts[n] ? [{ text: text.slice(cuts[n], end), added: n % 2 === 1 }] : []))
}
