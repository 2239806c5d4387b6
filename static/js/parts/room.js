// @ts-check
// The room that style sheets keep free below what scrolls, so that the card there covers nothing that has focus.

const ROOMS = ".reading > .findings, .reading > .article, .map > svg" // all that has var(--card) in its style

let kept = 0 // pixels

/**
 * Room that is there stays as long as something lies there: each change of it has the map and the lists laid out anew.
 * @param {number} height of what lies there, in pixels; 0 for nothing
 */
export function keepRoom(height) {
  if (height ? height <= kept : !kept) return
  kept = height
  // For the window at once: a property of our own on the root would have every element of the page styled anew.
  document.documentElement.style.scrollPaddingBlockEnd = `${height}px`
  for (const room of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(ROOMS))) {
    room.style.setProperty("--card", `${height}px`)
  }
}
