// @ts-check
import { asked, neighbour, nextConflict, sideOf } from "../lib/pairs.js"
import { quote, quoteInTime } from "../parts/quotes.js" // before the columns, which scroll when the window gets narrower
import { Columns } from "../parts/columns.js"
import { bringAside } from "../parts/aside.js"
import { fillCard } from "../parts/card.js"
import { findingOf, findings, pairOf } from "../parts/findings.js"
import { followLines } from "../parts/strip.js"

/**
 * <pair-reader>… .reading with .finding, .sentence and a.sign …, .card</pair-reader>:
 * brings a pair into focus: both sentences in view, the card below says why. The address follows (`#f3`), and is followed.
 *
 * Tells of each with the event `pair-shown`; the finding is then `finding`.
 * Others may call `go("next" | "previous" | "conflict" | "other" | "leave")`, and `refresh()` when findings were hidden or shown.
 */
class PairReader extends HTMLElement {
  /** @type {string | null} */ #finding = null
  /** @type {string | null} the sentence that was chosen, where it was one */ #chosen = null
  /** @type {HTMLElement | null} where the reader was before */ #origin = null
  /** @type {HTMLElement | null} what the list says is in focus */ #current = null
  /** @type {Set<HTMLElement>} sentences that are marked for the pair in focus */ #marked = new Set()
  /** @type {Columns} */ #columns
  #card = /** @type {HTMLElement} */ (document.createElement("aside"))

  connectedCallback() {
    const card = this.querySelector(".card")
    const reading = this.querySelector(".reading")
    if (!(card instanceof HTMLElement) || !(reading instanceof HTMLElement)) return
    this.#card = card
    this.#columns = new Columns(this, reading, card)
    const map = this.querySelector(".map")
    if (map) followLines(map, (finding) => this.#go(finding, null))
    for (const part of document.querySelectorAll("[data-scripts]")) part.removeAttribute("hidden")
    this.addEventListener("click", (event) => this.#clicked(event))
    for (const button of document.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this.go(/** @type {HTMLElement} */ (button).dataset.do ?? ""))
    }
    this.querySelector(".findings__more")?.addEventListener("toggle", quoteInTime)
    quoteInTime()
    addEventListener("popstate", () => this.#follow())
    // By then the browser has itself gone to what the address names, the finding in the list.
    addEventListener("hashchange", () => this.#follow())
    this.#follow()
    // Last of all the browser itself goes to what the address names: then the pair has to come back into view.
    if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(() => this.#follow()), { once: true })
  }

  /** @returns {string | null} the finding in focus */
  get finding() {
    return this.#finding
  }

  /** The findings that show, in order. */
  get pairs() {
    return findings().filter((item) => !item.hidden).map(pairOf)
  }

  /** @param {string} where */
  go(where) {
    if (where === "next" || where === "previous") this.#step(neighbour(this.pairs, this.#finding, where === "next" ? 1 : -1))
    if (where === "conflict") this.#step(nextConflict(this.pairs, this.#finding))
    if (where === "other") this.#other()
    if (where === "leave" && this.#finding) {
      this.#go("", null)
      this.#origin?.focus({ preventScroll: true })
    }
  }

  /** Bring a sentence into view, whatever is in focus. At once: a second gliding within a first may never begin. @param {HTMLElement} sentence */
  reveal(sentence) {
    this.#columns.turn(sideOf(sentence.id))
    sentence.scrollIntoView({ block: "nearest", behavior: "instant" })
  }

  /** Findings were hidden or shown: what is in focus may be gone, or have other neighbours. */
  refresh() {
    quoteInTime()
    const item = this.#finding && document.getElementById(this.#finding)
    if (item && item.hidden) this.#go("", null)
    else if (this.#finding) this.#show(this.#finding, this.#chosen, { scroll: false })
  }

  /** @param {Event} event */
  #clicked(event) {
    const at = event.target instanceof Element ? event.target : null
    const mouse = /** @type {MouseEvent} */ (event)
    if (!at || mouse.ctrlKey || mouse.metaKey || mouse.shiftKey || mouse.altKey) return
    const sign = /** @type {HTMLElement | null} */ (at.closest("a.sign"))
    const sentence = at.closest(".sentence")
    if (sign && sentence) return this.#choose(event, sign, findingOf(sign), sentence.id)
    const quote = /** @type {HTMLElement | null} */ (at.closest("a.quote__from"))
    const link = at.closest("a[data-finding], a.finding__link")
    const item = at.closest(".finding")
    if (quote) return this.#choose(event, quote, quote.dataset.finding ?? item?.id ?? "", quote.getAttribute("href")?.slice(1) ?? null)
    if (link) return this.#choose(event, link, link.getAttribute("href")?.slice(1) ?? "", null)
    const side = at.closest(".sides button")
    if (side instanceof HTMLElement) return this.#turn(side.dataset.side === "right" ? "right" : "left")
    // The words too, but not while they are being selected.
    if (at.closest("a, button, summary, details, input") || !getSelection()?.isCollapsed) return
    if (item && !at.closest(".card")) return this.#choose(event, item.querySelector("a"), item.id, null)
    const best = sentence?.querySelector("a.sign:not([hidden])")
    if (best instanceof HTMLElement && sentence) this.#choose(event, best, findingOf(best), sentence.id)
  }

  /** @param {Event} event @param {Element | null} origin @param {string} finding @param {string | null} sentence */
  #choose(event, origin, finding, sentence) {
    event.preventDefault()
    if (origin instanceof HTMLElement && !origin.closest(".card")) this.#origin = origin
    this.#go(finding, sentence)
  }

  /** @param {{id: string} | null} pair */
  #step(pair) {
    if (!pair) return
    if (!this.#finding && document.activeElement instanceof HTMLElement) this.#origin = document.activeElement
    this.#go(pair.id, null)
  }

  /** The article that a narrow window shows. @param {"left" | "right"} side */
  #turn(side) {
    const item = this.#finding && document.getElementById(this.#finding)
    if (item) this.#show(item.id, pairOf(item)[side], { scroll: true })
    else this.#columns.turn(side)
  }

  /** Change the address, which the focus follows. @param {string} finding @param {string | null} sentence */
  #go(finding, sentence) {
    history.replaceState({ ...history.state, scroll: this.#columns.scroll }, "")
    const address = location.pathname + location.search + (finding ? `#${finding}` : "")
    if (finding !== (this.#finding ?? "")) history.pushState({ sentence }, "", address)
    if (finding) this.#show(finding, sentence, { scroll: true })
    else this.#leave()
  }

  /** Do what the address says. */
  #follow() {
    const { finding, sentence } = asked(location.hash)
    const scroll = history.state?.scroll
    if (finding && !document.getElementById(finding)) bringAside()
    if (finding && document.getElementById(finding)) {
      this.#show(finding, history.state?.sentence ?? null, { scroll: !scroll })
    } else if (sentence) {
      const best = document.getElementById(sentence)?.querySelector("a.sign:not([hidden])")
      if (best instanceof HTMLElement) this.#show(findingOf(best), sentence, { scroll: !scroll })
      else {
        this.#leave()
        this.#columns.turn(sideOf(sentence))
        document.getElementById(sentence)?.scrollIntoView({ block: "center", behavior: "instant" })
      }
    } else this.#leave()
    if (scroll) this.#columns.scroll = scroll
  }

  /** @param {string} finding @param {string | null} chosen @param {{scroll: boolean}} how */
  #show(finding, chosen, { scroll }) {
    const item = document.getElementById(finding)
    if (!item) return
    this.#clear()
    this.#finding = finding
    this.#chosen = chosen
    item.hidden = false // an address may lead to one that the filter hides
    quote(item)
    const pair = pairOf(item)
    const from = chosen === pair.right ? "right" : "left"
    const also = this.#also(chosen, finding)
    this.toggleAttribute("data-paired", true)
    item.setAttribute("aria-current", "true")
    this.#current = item
    this.#unfold(item)
    for (const id of [pair.left, pair.right]) this.#mark(item, id)
    for (const other of also) this.#markAlso(other.pair[sideOf(chosen ?? "") === "left" ? "right" : "left"])
    const pairs = this.pairs
    const at = pairs.findIndex((one) => one.id === finding)
    fillCard(this.#card, item, { from, also, place: `${at + 1} of ${pairs.length}` })
    this.#columns.show(pair, from, also.map((other) => other.pair), { scroll, byChoice: chosen !== null })
    this.#say(item, at, pairs.length)
    this.dispatchEvent(new Event("pair-shown"))
  }

  #leave() {
    if (!this.#finding) return
    this.#clear()
    this.#finding = this.#chosen = null
    this.#card.hidden = true
    this.removeAttribute("data-paired")
    this.#columns.leave()
  }

  /** What the list holds folded. @param {HTMLElement} item */
  #unfold(item) {
    const fold = item.closest("details")
    if (!fold || (fold.open && !fold.hidden)) return
    fold.hidden = false
    fold.open = true
    quoteInTime()
  }

  #clear() {
    for (const sentence of this.#marked) {
      sentence.removeAttribute("data-focus")
      sentence.removeAttribute("data-also")
      const words = sentence.querySelector(".sentence__words")
      const rest = restOf.get(sentence)
      if (words && rest) words.replaceChildren(...rest)
      restOf.delete(sentence)
    }
    this.#marked.clear()
    this.#current?.removeAttribute("aria-current")
    this.#current = null
  }

  /** The sentence with the marks of this pair. @param {Element} item @param {string} id */
  #mark(item, id) {
    const sentence = document.getElementById(id)
    const words = sentence?.querySelector(".sentence__words")
    const quoted = item.querySelector(`.quote__from[href="#${id}"] ~ .quote__words`)
    if (!sentence) return
    sentence.setAttribute("data-focus", /** @type {HTMLElement} */ (item).dataset.state ?? "")
    this.#marked.add(sentence)
    if (!words || !quoted || restOf.has(sentence)) return
    restOf.set(sentence, [...words.childNodes])
    words.replaceChildren(...[...quoted.childNodes].map((node) => node.cloneNode(true)))
  }

  /** A sentence of another pair of the chosen one. @param {string} id */
  #markAlso(id) {
    const sentence = document.getElementById(id)
    if (!sentence) return
    sentence.setAttribute("data-also", "")
    this.#marked.add(sentence)
  }

  /** The other pairs of the chosen sentence, best first. @param {string | null} chosen @param {string} finding */
  #also(chosen, finding) {
    const signs = chosen ? document.querySelectorAll(`#${chosen} a.sign:not([hidden])`) : []
    return [...signs].flatMap((sign) => {
      const item = document.getElementById(findingOf(sign))
      return item && item.id !== finding ? [{ pair: pairOf(item), sign: /** @type {HTMLElement} */ (sign) }] : []
    })
  }

  #other() {
    const item = this.#finding && document.getElementById(this.#finding)
    if (!item) return
    const { left, right } = pairOf(item)
    const [from, to] = this.#chosen === right ? [right, left] : [left, right]
    this.#show(item.id, to, { scroll: true })
    const sign = /** @type {HTMLElement | null} */ (document.querySelector(`#${to} a.sign[href="#${from}"]`))
    sign?.focus({ preventScroll: true })
  }

  /** @param {HTMLElement} item @param {number} at @param {number} all */
  #say(item, at, all) {
    const said = this.querySelector("[data-said]")
    const words = [...item.querySelectorAll(".finding__title, .finding__why")].map((part) => part.textContent?.replace(/\s+/g, " ").trim())
    if (said) said.textContent = `${words.join(". ")} Finding ${at + 1} of ${all}.`
  }
}

/** A sentence's words as they stand when it is not in focus. @type {WeakMap<Element, ChildNode[]>} */
const restOf = new WeakMap()

customElements.define("pair-reader", PairReader)
