// @ts-check
import { fold, foundIn, said } from "../lib/search.js"

const PAUSE = 120 // milliseconds after a key: a word is typed in one go
const HITS = "hit"
const HERE = "hit-here"

/** @typedef {{sentence: HTMLElement, words: Element, span: [number, number]}} Hit */

/**
 * <find-words><label><input type="search" name="q"></label><span role="status">…</span><ol>…</ol></find-words>, in the form
 * of the filter: marks the words in both texts as they are typed, and goes from one to the next. Marks are painted over
 * the text and are no part of it. In a browser that cannot paint them, the form goes to the server as without scripts.
 */
class FindWords extends HTMLElement {
  #input = document.createElement("input")
  #status = /** @type {Element} */ (this)
  /** @type {Hit[]} */ #hits = []
  #here = -1
  /** @type {WeakMap<Element, import("../lib/search.js").Folded>} */ #folded = new WeakMap()
  /** @type {HTMLButtonElement[]} */ #steps = []

  connectedCallback() {
    const [input, status, reading] = [this.querySelector("input"), this.querySelector("[role=status]"), document.querySelector(".reading")]
    if (!input || !status || !reading || this.querySelector("button")) return
    this.#input = input
    this.#status = status
    if (!("highlights" in CSS)) return this.#askServer(input)
    // The server's marks and list did this without scripts.
    for (const mark of document.querySelectorAll(".reading mark.hit")) mark.replaceWith(...mark.childNodes)
    for (const words of reading.querySelectorAll(".sentence__words")) words.normalize()
    this.querySelector("ol")?.remove()
    this.#steps = [this.#button("‹ Previous hit", -1), this.#button("Next hit ›", 1)]
    this.append(...this.#steps)
    let waiting = 0
    input.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => this.#search(), PAUSE)
    })
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return
      event.preventDefault()
      clearTimeout(waiting)
      if (input.value.trim() !== this.#asked) this.#search()
      this.#step(event.shiftKey ? -1 : 1)
    })
    // What is in focus has its words marked anew: the places painted over are gone then.
    let painting = 0
    new MutationObserver(() => {
      if (this.#hits.length && !painting) painting = requestAnimationFrame(() => ((painting = 0), this.#paint()))
    }).observe(reading, { childList: true, subtree: true })
    addEventListener("popstate", () => this.#restore())
    addEventListener("pageshow", () => this.#search())
    this.#search()
  }

  #asked = ""

  /** Look for what stands in the field, and keep it in the address. */
  #search() {
    const query = this.#input.value.trim()
    const changed = query !== this.#asked
    this.#asked = query
    this.#here = -1
    this.#hits = query ? [...document.querySelectorAll(".reading .sentence")].flatMap((sentence) => this.#in(/** @type {HTMLElement} */ (sentence), query)) : []
    this.#paint()
    this.#say()
    if (changed) this.#input.dispatchEvent(new Event("search-changed", { bubbles: true }))
  }

  /** @param {HTMLElement} sentence @param {string} query @returns {Hit[]} */
  #in(sentence, query) {
    const words = sentence.querySelector(".sentence__words")
    if (!words) return []
    let folded = this.#folded.get(words)
    if (!folded) this.#folded.set(words, (folded = fold(words.textContent ?? "")))
    return foundIn(folded, query).map((span) => ({ sentence, words, span }))
  }

  #paint() {
    const ranges = this.#hits.map(rangeOf)
    CSS.highlights.set(HITS, new Highlight(...ranges))
    const here = new Highlight(...ranges.slice(this.#here, this.#here < 0 ? 0 : this.#here + 1))
    here.priority = 1
    CSS.highlights.set(HERE, here)
  }

  /** @param {1 | -1} by */
  #step(by) {
    const all = this.#hits.length
    if (!all) return
    this.#here = this.#here < 0 ? (by > 0 ? 0 : all - 1) : (this.#here + by + all) % all
    const { sentence } = this.#hits[this.#here]
    const reader = /** @type {any} */ (document.querySelector("pair-reader"))
    reader?.reveal(sentence)
    this.#paint()
    this.#say()
  }

  #say() {
    const left = this.#hits.filter(({ sentence }) => sentence.id.startsWith("l")).length
    this.#status.textContent = this.#asked ? said(left, this.#hits.length - left, this.#here) : ""
    for (const button of this.#steps) button.hidden = !this.#hits.length
  }

  /** What the address asks for, when the reader goes back to it. */
  #restore() {
    const query = new URLSearchParams(location.search).get("q") ?? ""
    if (query === this.#asked) return
    this.#input.value = query
    this.#asked = query // the address says so already
    this.#search()
  }

  /** @param {string} name @param {1 | -1} by */
  #button(name, by) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button button--small"
    button.textContent = name
    button.hidden = true
    button.addEventListener("click", () => this.#step(by))
    return button
  }

  /** @param {HTMLInputElement} input */
  #askServer(input) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button button--small"
    button.textContent = "Search"
    button.addEventListener("click", () => input.form?.submit())
    this.append(button)
  }
}

/** The place of a hit as its sentence stands now. @param {Hit} hit */
function rangeOf({ words, span: [start, end] }) {
  const range = new Range()
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT)
  let before = 0
  for (let node = /** @type {Text | null} */ (texts.nextNode()); node; node = /** @type {Text | null} */ (texts.nextNode())) {
    const after = before + node.length
    if (start >= before && start <= after) range.setStart(node, start - before)
    if (end <= after) {
      range.setEnd(node, end - before)
      break
    }
    before = after
  }
  return range
}

customElements.define("find-words", FindWords)
