// @ts-check
import { address, askedBy, groupOf, shows } from "../lib/filter.js"
import { sideOf, strongest, WEAKER } from "../lib/pairs.js"
import { bringAside } from "../parts/aside.js"
import { findings, pairOf } from "../parts/findings.js"

/**
 * <reading-filter data-level="3"><form>… [name=show], [name=kind], [name=caution] …</form></reading-filter>:
 * shows what is asked for at once, re-labels the sentences for the caution, says what came in or fell away, and keeps
 * the choice in the address.
 */
class ReadingFilter extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")
    if (!form) return
    for (const button of form.querySelectorAll("button[type=submit]")) button.remove()
    const said = document.createElement("p")
    said.className = "filter__said"
    said.setAttribute("role", "status")
    this.append(said)
    let level = Number(this.dataset.level)
    form.addEventListener("submit", (event) => event.preventDefault())
    const show = (/** @type {import("../lib/filter.js").Asked} */ asked) => {
      this.#apply(asked)
      if (asked.level !== level) said.textContent = this.#difference(asked.level)
      level = asked.level
      const reader = /** @type {any} */ (document.querySelector("pair-reader"))
      reader?.refresh()
    }
    const there = () => address(location.pathname, this.#asked(form), this.#defaults(form)) + location.hash
    form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.type === "search") return
      show(this.#asked(form))
      history.pushState({ ...history.state, scroll: undefined }, "", there())
    })
    // Each letter of a word that is looked for is no place to go back to.
    form.addEventListener("search-changed", () => history.replaceState(history.state, "", there()))
    addEventListener("popstate", () => {
      if (there() === location.pathname + location.search + location.hash) return
      this.#choose(form, askedBy(location.search, this.#defaults(form)))
      show(this.#asked(form))
    })
    // A browser that comes back may bring its own choices back after the page was made.
    addEventListener("pageshow", () => this.#apply(this.#asked(form)))
  }

  /** Findings came or went: show of them what is asked for. */
  refresh() {
    const form = this.querySelector("form")
    if (form) this.#apply(this.#asked(form))
  }

  /** @param {HTMLFormElement} form */
  #asked(form) {
    const chosen = new FormData(form)
    const show = chosen.getAll("show").map(String)
    // None is all, as the server has it: a page on which nothing can be seen helps nobody.
    const all = this.#defaults(form)
    return {
      show: show.length ? show : all.show,
      kinds: chosen.getAll("kind").map(String),
      level: Number(chosen.get("caution")),
      words: String(chosen.get("q") ?? "").trim(),
    }
  }

  /** Set the controls. @param {HTMLFormElement} form @param {import("../lib/filter.js").Asked} asked */
  #choose(form, asked) {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[type=checkbox]"))) {
      box.checked = (box.name === "show" ? asked.show : asked.kinds).includes(box.value)
    }
    const caution = form.querySelector("select")
    if (caution) caution.value = String(asked.level)
    const words = /** @type {HTMLInputElement | null} */ (form.querySelector("[name=q]"))
    if (words) words.value = asked.words
  }

  /** What an address need not say. @param {HTMLFormElement} form */
  #defaults(form) {
    const all = (/** @type {string} */ name) => [...form.querySelectorAll(`[name=${name}]`)].map((box) => /** @type {HTMLInputElement} */ (box).value)
    return { show: all("show"), kinds: all("kind"), level: Number(this.dataset.default), words: "" }
  }

  /** @param {import("../lib/filter.js").Asked} asked */
  #apply(asked) {
    if (asked.level >= WEAKER) bringAside()
    const items = findings()
    /** @type {Map<string, import("../lib/pairs.js").Pair[]>} */
    const touching = new Map()
    let matches = 0
    for (const item of items) {
      const pair = pairOf(item)
      item.hidden = !shows(pair, (item.dataset.kinds ?? "").split(" "), asked)
      if (!item.hidden && groupOf(pair.state, "left") === "both") matches += 1
      if (pair.caution > asked.level) continue
      for (const id of [pair.left, pair.right]) touching.set(id, [...(touching.get(id) ?? []), pair])
    }
    for (const sentence of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".reading .sentence"))) {
      const pairs = touching.get(sentence.id) ?? []
      const state = strongest(pairs)
      if (sentence.dataset.state !== state) sentence.dataset.state = state
      sentence.toggleAttribute("data-quiet", !asked.show.includes(groupOf(state, sideOf(sentence.id))))
      this.#label(sentence, state, pairs)
    }
    for (const line of document.querySelectorAll(".map a")) {
      const item = document.getElementById(line.getAttribute("href")?.slice(1) ?? "")
      line.toggleAttribute("data-hidden", Boolean(item?.hidden))
    }
    for (const summary of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".head [data-level]:is(.head__counts, .shares)"))) {
      summary.hidden = Number(summary.dataset.level) !== asked.level
    }
    const none = /** @type {HTMLElement | null} */ (document.querySelector(".findings__none"))
    if (none) none.hidden = items.some((item) => !item.hidden)
    const more = /** @type {HTMLElement | null} */ (document.querySelector(".findings__more"))
    const count = more?.querySelector("[data-count]")
    if (more) more.hidden = !matches
    if (count) count.textContent = String(matches)
  }

  /** The signs of a sentence that show. @param {HTMLElement} sentence @param {string} state @param {import("../lib/pairs.js").Pair[]} pairs */
  #label(sentence, state, pairs) {
    const there = new Set(pairs.flatMap((pair) => [`#${pair.left}`, `#${pair.right}`]))
    for (const sign of /** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll("a.sign"))) {
      sign.hidden = !there.has(sign.getAttribute("href") ?? "")
    }
    const alone = /** @type {HTMLElement | null} */ (sentence.querySelector("span.sign"))
    if (alone) alone.hidden = state !== "unique"
    else if (state === "unique") sentence.querySelector(".signs")?.append(aloneSign())
  }

  /** @param {number} level */
  #difference(level) {
    const normal = Number(this.dataset.default)
    const [low, high] = [Math.min(level, normal), Math.max(level, normal)]
    const between = findings().map(pairOf).filter((pair) => pair.caution > low && pair.caution <= high)
    const conflicts = between.filter((pair) => groupOf(pair.state, "left") === "conflicts").length
    if (level === normal) return "As the result was measured."
    const told = [plural(conflicts, "conflict"), plural(between.length - conflicts, "match", "matches")].join(" and ")
    return level > normal ? `${told} came in.` : `${told} fell away.`
  }
}

/** The sign of a sentence without counterpart, as the template writes it where there is none from the start. */
function aloneSign() {
  const sign = document.createElement("span")
  sign.className = "sign"
  sign.dataset.state = "unique"
  sign.setAttribute("role", "img")
  sign.setAttribute("aria-label", "No counterpart found")
  const glyph = document.createElement("b")
  glyph.textContent = "○"
  sign.append(glyph)
  return sign
}

/** @param {number} count @param {string} one @param {string} [many] */
function plural(count, one, many = `${one}s`) {
  return `${count || "no"} ${count === 1 ? one : many}`
}

customElements.define("reading-filter", ReadingFilter)
