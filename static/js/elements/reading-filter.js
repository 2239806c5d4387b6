// @ts-check
import { address, groupOf, shows } from "../lib/filter.js"
import { sideOf, strongest } from "../lib/pairs.js"

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
    form.addEventListener("change", () => {
      const asked = this.#asked(form)
      this.#apply(asked)
      if (asked.level !== level) said.textContent = this.#difference(asked.level)
      level = asked.level
      history.replaceState(history.state, "", address(location.pathname, asked, this.#defaults(form)) + location.hash)
      const reader = /** @type {any} */ (document.querySelector("pair-reader"))
      reader?.refresh()
    })
    // A browser that comes back may bring its own choices back after the page was made.
    addEventListener("pageshow", () => this.#apply(this.#asked(form)))
  }

  /** @param {HTMLFormElement} form */
  #asked(form) {
    const chosen = new FormData(form)
    const show = chosen.getAll("show").map(String)
    // None is all, as the server has it: a page on which nothing can be seen helps nobody.
    return { show: show.length ? show : this.#defaults(form).show, kinds: chosen.getAll("kind").map(String), level: Number(chosen.get("caution")) }
  }

  /** What an address need not say. @param {HTMLFormElement} form */
  #defaults(form) {
    const all = (/** @type {string} */ name) => [...form.querySelectorAll(`[name=${name}]`)].map((box) => /** @type {HTMLInputElement} */ (box).value)
    return { show: all("show"), kinds: all("kind"), level: Number(this.dataset.default) }
  }

  /** @param {{show: string[], kinds: string[], level: number}} asked */
  #apply(asked) {
    const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".reading .finding")])
    /** @type {Map<string, {id: string, left: string, right: string, state: string, caution: number}[]>} */
    const touching = new Map()
    let matches = 0
    for (const item of items) {
      const { left = "", right = "", state = "", caution = "3", kinds = "" } = item.dataset
      const pair = { id: item.id, left, right, state, caution: Number(caution) }
      item.hidden = !shows(pair, kinds.split(" "), asked)
      if (!item.hidden && groupOf(state, "left") === "both") matches += 1
      if (pair.caution > asked.level) continue
      for (const id of [left, right]) touching.set(id, [...(touching.get(id) ?? []), pair])
    }
    for (const sentence of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".reading .sentence"))) {
      const pairs = touching.get(sentence.id) ?? []
      const state = strongest(pairs)
      if (sentence.dataset.state !== state) sentence.dataset.state = state
      sentence.toggleAttribute("data-quiet", !asked.show.includes(groupOf(state, sideOf(sentence.id))))
      for (const sign of /** @type {NodeListOf<HTMLElement>} */ (sentence.querySelectorAll(".signs .sign"))) {
        const finding = sign.dataset.finding
        sign.hidden = finding ? !pairs.some((pair) => pair.id === finding) : state !== "unique"
      }
    }
    for (const line of document.querySelectorAll(".map a")) {
      const item = document.getElementById(line.getAttribute("data-finding") ?? "")
      line.toggleAttribute("data-hidden", Boolean(item?.hidden))
    }
    for (const summary of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".head__counts"))) {
      summary.hidden = Number(summary.dataset.level) !== asked.level
    }
    const none = /** @type {HTMLElement | null} */ (document.querySelector(".findings__none"))
    if (none) none.hidden = items.some((item) => !item.hidden)
    const count = document.querySelector(".findings__more [data-count]")
    if (count) count.textContent = String(matches)
  }

  /** @param {number} level */
  #difference(level) {
    const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".reading .finding")])
    const normal = Number(this.dataset.default)
    const [low, high] = [Math.min(level, normal), Math.max(level, normal)]
    const between = items.filter((item) => Number(item.dataset.caution) > low && Number(item.dataset.caution) <= high)
    const conflicts = between.filter((item) => groupOf(item.dataset.state ?? "", "left") === "conflicts").length
    if (level === normal) return "As the result was measured."
    const told = [plural(conflicts, "conflict"), plural(between.length - conflicts, "match", "matches")].join(" and ")
    return level > normal ? `${told} came in.` : `${told} fell away.`
  }
}

/** @param {number} count @param {string} one @param {string} [many] */
function plural(count, one, many = `${one}s`) {
  return `${count || "no"} ${count === 1 ? one : many}`
}

customElements.define("reading-filter", ReadingFilter)
