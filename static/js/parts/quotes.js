// @ts-check
// On a long page most findings come without the words of their sentences, which stand in the articles already.
import { pieces } from "../lib/pieces.js"

/** Write both sentences into a finding that has none of their words. @param {Element} item */
export function quote(item) {
  for (const words of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".quote__words:empty"))) {
    const from = words.parentElement?.querySelector(".quote__from")?.getAttribute("href")?.slice(1) ?? ""
    const text = document.getElementById(from)?.querySelector(".sentence__words")?.textContent ?? ""
    words.replaceChildren(...pieces(text, words.dataset.added ?? "").map(({ text, added }) => (added ? marked(text) : text)))
  }
}

/**
 * Write the words of each shortly before it can be seen, and all of them before they are printed. Where the list stands
 * above the articles, all at once: what grows there while the window scrolls would move them.
 */
export function quoteInTime() {
  near?.disconnect()
  const waiting = wordless("[open] .findings__list > .finding:not([hidden])")
  if (!BESIDE.matches) return waiting.forEach(quote)
  near ??= nearby()
  for (let n = 0; n < waiting.length; n += TOGETHER) {
    groups.set(waiting[n], waiting.slice(n, n + TOGETHER))
    near.observe(waiting[n])
  }
}

const BESIDE = matchMedia("(min-width: 75rem)") // from here on the list scrolls by itself, as reading.css says
BESIDE.addEventListener("change", quoteInTime)

const TOGETHER = 4 // the browser asks in each frame where the first of them is; where each is would cost four times that
const AHEAD = "1500px" // more than four findings are high, so that the first tells of all; and a scroll meets none empty

/** @type {WeakMap<Element, Element[]>} by the first of each */
const groups = new WeakMap()
/** @type {IntersectionObserver | undefined} */
let near

function nearby() {
  const made = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (!isIntersecting) continue
      groups.get(target)?.forEach(quote)
      made.unobserve(target)
    }
  }, { root: document.querySelector(".findings"), rootMargin: `${AHEAD} 0px` })
  return made
}

addEventListener("beforeprint", () => wordless(".findings__list > .finding").forEach(quote))

/** @param {string} which */
function wordless(which) {
  return [...document.querySelectorAll(which)].filter((item) => item.querySelector(".quote__words:empty"))
}

/** @param {string} text */
function marked(text) {
  const mark = document.createElement("span")
  mark.className = "added"
  mark.textContent = text
  return mark
}
