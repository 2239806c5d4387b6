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
 * Write the words of each as soon as it can be seen, and all of them before they are printed. Where the list stands above
 * the articles, all at once: what grows there while the window scrolls would move them.
 */
export function quoteInTime() {
  for (const words of document.querySelectorAll(`[open] ${EMPTY}`)) {
    const item = /** @type {Element} */ (words.closest(".finding"))
    if (BESIDE.matches) inSight.observe(item)
    else quote(item)
  }
}

const BESIDE = matchMedia("(min-width: 75rem)") // from here on the list scrolls by itself, as reading.css says
BESIDE.addEventListener("change", quoteInTime)

const EMPTY = ".findings__list .quote__words:empty"

const inSight = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue
    quote(target)
    inSight.unobserve(target)
  }
})

addEventListener("beforeprint", () => {
  for (const words of document.querySelectorAll(EMPTY)) quote(/** @type {Element} */ (words.closest(".finding")))
})

/** @param {string} text */
function marked(text) {
  const mark = document.createElement("span")
  mark.className = "added"
  mark.textContent = text
  return mark
}
