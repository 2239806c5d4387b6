// @ts-check
// What the weaker links bring stands aside on the page until someone asks for it: findings, signs, lines of the map.
import { CONFLICTS } from "../lib/pairs.js"
import { forgetPairs } from "./findings.js"

/** Put it in its places, hidden as it is; nothing to do where that was done. @param {Document} page this page, or another copy of it */
export function bringAside(page = document) {
  const aside = /** @type {HTMLTemplateElement | null} */ (page.querySelector("template#aside"))
  if (!aside) return
  for (const list of aside.content.querySelectorAll("[data-list]")) {
    page.querySelector(`.findings [data-list="${list.getAttribute("data-list")}"]`)?.append(...list.children)
  }
  for (const { dataset, children } of /** @type {NodeListOf<HTMLElement>} */ (aside.content.querySelectorAll("[data-signs]"))) {
    const signs = page.getElementById(dataset.signs ?? "")?.querySelector(".signs")
    for (const sign of /** @type {HTMLElement[]} */ ([...children])) signs?.insertBefore(sign, placeOf(sign, signs))
  }
  // Beneath the others: what is surer is drawn over them.
  page.querySelector(".map__whole")?.prepend(...(aside.content.querySelector("svg")?.children ?? []))
  aside.remove()
  if (page === document) forgetPairs()
}

/** Conflicts stand before matches, the surest first. @param {HTMLElement} sign @param {Element} signs */
function placeOf(sign, signs) {
  const conflict = (/** @type {Element} */ one) => CONFLICTS.includes(/** @type {HTMLElement} */ (one).dataset.state ?? "")
  return conflict(sign) ? [...signs.children].find((other) => !conflict(other)) ?? null : null
}
