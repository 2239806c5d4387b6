// @ts-check
import { faultIn, roomIn } from "../lib/remark.js"
import { keepRoom } from "../parts/room.js"
import { sendForm, say, takeVerdicts } from "../parts/verdicts.js"

const SIDES = /** @type {const} */ (["left", "right"])
const NARROW = matchMedia("(max-width: 56.24rem)") // one article at a time, as reading.css says

/**
 * <name-conflict hidden><form>… [name=left], [name=right], [data-words], textarea, [data-fault], [data-cancel] …</form></name-conflict>:
 * names a conflict that was missed: two sentences, chosen in the text or by their numbers. A link [data-name-conflict],
 * which leads to the same form on a page of its own, opens it.
 */
class NameConflict extends HTMLElement {
  #form = document.createElement("form")
  #remark = document.createElement("textarea")
  #busy = false

  connectedCallback() {
    const [form, remark] = [this.querySelector("form"), this.querySelector("textarea")]
    if (!form || !remark) return
    this.#form = form
    this.#remark = remark
    document.addEventListener("click", (event) => this.#clicked(event), { capture: true })
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.hidden) return
      event.stopPropagation()
      this.#close()
    }, { capture: true })
    form.addEventListener("input", () => this.#show())
    form.addEventListener("submit", (event) => this.#send(event))
    form.querySelector("[data-cancel]")?.addEventListener("click", () => this.#close())
    // A pair was chosen in its place.
    this.closest("pair-reader")?.addEventListener("pair-shown", () => this.#hide())
    new ResizeObserver(() => this.#measure()).observe(this)
  }

  #open() {
    const reader = /** @type {any} */ (document.querySelector("pair-reader"))
    reader?.go("leave")
    this.hidden = false
    this.#show()
    this.#measure()
    this.querySelector("h2")?.focus({ preventScroll: true })
  }

  #close() {
    this.#hide()
    ;/** @type {HTMLElement | null} */ (document.querySelector("[data-name-conflict]"))?.focus()
  }

  /** What was chosen stays in the form. */
  #hide() {
    if (this.hidden) return
    this.hidden = true
    for (const sentence of document.querySelectorAll(".sentence[data-chosen]")) sentence.removeAttribute("data-chosen")
    this.#measure()
  }

  /** The link that opens; while it is open, a sentence. @param {MouseEvent} event */
  #clicked(event) {
    const at = event.target instanceof Element ? event.target : null
    if (!at || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (at.closest("[data-name-conflict]")) {
      event.preventDefault()
      return this.#open()
    }
    const sentence = this.hidden ? null : at.closest(".article .sentence")
    if (!sentence || !getSelection()?.isCollapsed) return
    event.preventDefault()
    event.stopPropagation()
    const side = sentence.id.startsWith("l") ? "left" : "right"
    this.#input(side).value = sentence.id.slice(1)
    this.#show()
    const other = side === "left" ? "right" : "left"
    if (NARROW.matches && !this.#input(other).value) {
      /** @type {HTMLElement | null} */ (document.querySelector(`.sides [data-side=${other}]`))?.click()
    }
  }

  /** Both sentences as they are chosen so far. */
  #show() {
    for (const sentence of document.querySelectorAll(".sentence[data-chosen]")) sentence.removeAttribute("data-chosen")
    for (const side of SIDES) {
      const value = this.#input(side).value.trim()
      const sentence = /^[0-9]+$/.test(value) ? document.getElementById(`${side[0]}${Number(value)}`) : null
      const words = this.querySelector(`[data-words=${side}]`)
      const last = document.querySelectorAll(`#${side} .sentence`).length
      const article = side === "left" ? "A" : "B"
      if (words) words.textContent = sentence?.querySelector(".sentence__words")?.textContent ?? (value ? `Article ${article} has the sentences 1 to ${last}.` : "")
      sentence?.setAttribute("data-chosen", "")
    }
    const left = this.#form.querySelector("[data-left]")
    if (left) left.textContent = roomIn(this.#remark.value, this.#most)
    left?.toggleAttribute("data-over", Boolean(faultIn(this.#remark.value, this.#most)))
    this.#refuse("")
  }

  /** @param {SubmitEvent} event */
  async #send(event) {
    event.preventDefault()
    const [left, right] = SIDES.map((side) => this.#input(side).value.trim())
    const missing = !left || !right ? "Choose a sentence in each article first." : ""
    const fault = missing || faultIn(this.#remark.value, this.#most)
    if (fault) return this.#refuse(fault)
    if (this.#busy) return
    this.#busy = true
    const answer = await sendForm(this.#form, event.submitter)
    this.#busy = false
    if ("fault" in answer) return this.#refuse(answer.fault)
    takeVerdicts(answer.page)
    this.#form.reset()
    this.#close()
    // A pair that the result has in conflict, too, is shown where it stands.
    const named = `m${Number(left)}-${Number(right)}`
    location.hash = document.getElementById(named) ? named : `l${Number(left)}`
    say("Kept: These two conflict.")
  }

  /** @param {string} words */
  #refuse(words) {
    const fault = /** @type {HTMLElement | null} */ (this.#form.querySelector("[data-fault]"))
    if (!fault) return
    fault.hidden = !words
    fault.textContent = words
  }

  /** Style sheets keep this much room free, as for the card. */
  #measure() {
    if (this.hidden && !document.querySelector(".card[hidden]")) return
    keepRoom(this.hidden ? 0 : this.offsetHeight)
  }

  get #most() {
    return Number(this.#remark.dataset.most)
  }

  /** @param {"left" | "right"} side */
  #input(side) {
    return /** @type {HTMLInputElement} */ (this.#form.elements.namedItem(side))
  }
}

customElements.define("name-conflict", NameConflict)
