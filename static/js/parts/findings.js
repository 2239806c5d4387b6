// @ts-check
// Which two sentences each finding joins, and which finding joins two sentences: as the quotes and the signs say.
import { cautionOf } from "../lib/pairs.js"

/** @typedef {import("../lib/pairs.js").Pair} Pair */

/** What never changes while the page is open. @type {WeakMap<Element, Pair>} */
const known = new WeakMap()
/** @type {Map<string, string>} */
const joined = new Map()
/** @type {HTMLElement[] | null} looking a thousand of them up anew is much of what a step from one to the next costs */
let listed = null

/** All findings of the list, in order. @returns {HTMLElement[]} */
export function findings() {
  listed ??= /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".reading .finding")])
  return listed
}

/** Findings came or went: look anew which there are, and which sentences they join. */
export function forgetPairs() {
  joined.clear()
  listed = null
}

/** @param {HTMLElement} item a finding of the list @returns {Pair} */
export function pairOf(item) {
  let pair = known.get(item)
  if (!pair) {
    const state = item.dataset.state ?? ""
    const [left, right] = [...item.querySelectorAll(".quote__from")].map((quote) => quote.getAttribute("href")?.slice(1) ?? "")
    pair = { id: item.id, left, right, state, caution: cautionOf(state, "weaker" in item.dataset) }
    known.set(item, pair)
  }
  return pair
}

/** The finding that a sign after a sentence stands for. @param {Element | null} sign @returns {string} empty where there is none */
export function findingOf(sign) {
  if (!joined.size) for (const pair of findings().map(pairOf)) joined.set(`${pair.left} ${pair.right}`, pair.id)
  const here = sign?.closest(".sentence")?.id ?? ""
  const there = sign?.getAttribute("href")?.slice(1) ?? ""
  return joined.get(`${here} ${there}`) ?? joined.get(`${there} ${here}`) ?? ""
}
