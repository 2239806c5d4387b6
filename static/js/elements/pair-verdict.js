// @ts-check
import { faultIn, roomIn } from "../lib/remark.js"
import { pairOf } from "../parts/findings.js"
import { say, sendForm, takeVerdicts } from "../parts/verdicts.js"

/**
 * <pair-verdict><form>… [name=left], [name=right], button[data-for], textarea[data-most], [data-fault] …</form></pair-verdict>:
 * the verdict on the pair in focus, sent without leaving the page; and so are removals and the switch for readers. What
 * is typed stays with its pair until it is sent.
 */
class PairVerdict extends HTMLElement {
  /** @type {Map<string, string>} remarks that were typed and not sent, by pair */ #typed = new Map()
  #pair = ""
  #busy = false

  connectedCallback() {
    const form = this.querySelector("form")
    const remark = form?.querySelector("textarea")
    const reader = this.closest("pair-reader")
    if (!form || !remark || !reader) return
    reader.addEventListener("pair-shown", () => this.#fill(form, remark))
    remark.addEventListener("input", () => {
      this.#typed.set(this.#pair, remark.value)
      this.#count(form, remark)
    })
    // In the capture phase: a copy of the finding stands in the card, which others listen to.
    document.addEventListener("submit", (event) => this.#submitted(event, form, remark), { capture: true })
    document.addEventListener("click", (event) => this.#clicked(event), { capture: true })
    // Someone may be here already: the address named a pair.
    if (/** @type {any} */ (reader).finding) this.#fill(form, remark)
  }

  /** The way to the form on a page of its own leads to this one. @param {MouseEvent} event */
  #clicked(event) {
    const link = event.target instanceof Element ? event.target.closest(".finding__judge") : null
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    ;/** @type {HTMLElement | null | undefined} */ (link.closest(".finding")?.querySelector(".finding__link"))?.click()
    ;/** @type {HTMLElement | null} */ (this.querySelector("button[data-for]:not([hidden])"))?.focus({ preventScroll: true })
  }

  /** @param {HTMLFormElement} form @param {HTMLTextAreaElement} remark */
  #fill(form, remark) {
    const item = document.getElementById(/** @type {any} */ (this.closest("pair-reader"))?.finding ?? "")
    if (!item) return
    const { left, right, state } = pairOf(item)
    for (const [name, id] of [["left", left], ["right", right]]) {
      /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = id.slice(1)
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("button[data-for]"))) {
      button.hidden = !button.dataset.for?.split(" ").includes(state)
    }
    const pair = `${left} ${right}`
    if (pair === this.#pair && document.activeElement === remark) return // do not write where someone types
    this.#pair = pair
    remark.value = this.#typed.get(pair) ?? item.querySelector(".verdict[data-own] .verdict__remark")?.textContent ?? ""
    this.#refuse(form, "")
    this.#count(form, remark)
  }

  /** @param {SubmitEvent} event @param {HTMLFormElement} form @param {HTMLTextAreaElement} remark */
  async #submitted(event, form, remark) {
    const sent = event.target
    if (!(sent instanceof HTMLFormElement) || !(sent === form || sent.matches(".verdict__remove, .judging form"))) return
    event.preventDefault()
    const fault = sent === form ? faultIn(remark.value, Number(remark.dataset.most)) : ""
    if (fault) return this.#refuse(form, fault)
    if (this.#busy) return
    this.#busy = true
    const told = event.submitter?.textContent?.trim() ?? ""
    const answer = await sendForm(sent, event.submitter)
    this.#busy = false
    if ("fault" in answer) return sent === form ? this.#refuse(form, answer.fault) : say(answer.fault)
    const held = sent.contains(document.activeElement)
    if (sent === form) this.#typed.delete(this.#pair)
    takeVerdicts(answer.page)
    if (sent === form) {
      this.#fill(form, remark)
      say(`Kept: ${told}.`)
    } else if (sent.matches(".verdict__remove")) {
      say("Removed.")
      if (held) this.#goOn()
    } else {
      const button = /** @type {HTMLElement | null} */ (document.querySelector("#verdicts .switch"))
      if (held) button?.focus({ preventScroll: true })
    }
  }

  /** What had the focus is gone. */
  #goOn() {
    const card = /** @type {HTMLElement | null} */ (document.querySelector(".card:not([hidden])"))
    const list = /** @type {HTMLElement | null} */ (document.querySelector(".findings"))
    ;(card ?? list)?.focus({ preventScroll: true })
  }

  /** @param {HTMLFormElement} form @param {HTMLTextAreaElement} remark */
  #count(form, remark) {
    const most = Number(remark.dataset.most)
    const left = form.querySelector("[data-left]")
    if (left) left.textContent = roomIn(remark.value, most)
    const over = Boolean(faultIn(remark.value, most))
    left?.toggleAttribute("data-over", over)
    if (!over) this.#refuse(form, "")
  }

  /** @param {HTMLFormElement} form @param {string} words */
  #refuse(form, words) {
    const fault = /** @type {HTMLElement | null} */ (form.querySelector("[data-fault]"))
    if (!fault) return
    fault.hidden = !words
    fault.textContent = words
    const remark = form.querySelector("textarea")
    if (words) remark?.setAttribute("aria-invalid", "true")
    else remark?.removeAttribute("aria-invalid")
  }
}

customElements.define("pair-verdict", PairVerdict)
