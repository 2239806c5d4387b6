// @ts-check
// What is said of an article that was found in a file or at an address.

/** @typedef {{text: string, title: string | null, source: string | null, published: string | null, address: string | null, warnings: string[]}} Found */

/** One line of what is known of it, then its warnings. @param {Found} found @param {number} words */
export function linesOf(found, words) {
  const known = [found.title, found.source, found.published, `${words.toLocaleString("en")} words`]
  return [`Found: ${known.filter(Boolean).join(" · ")}`, ...found.warnings]
}

/** Publisher and site, as far as they are known. @param {string} source @param {string} address of the page */
export function placeOf(source, address) {
  const site = URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : ""
  return [source, site].filter(Boolean).join(" · ")
}

/** Which side each of several files is for: two are for A and B, one for where it was dropped. @param {number} files @param {string} here */
export function sidesFor(files, here) {
  return files > 1 ? ["left", "right"] : [here]
}
