// @ts-check
import { doubtsOf, doubtsOfBoth } from "../lib/doubts.js"

const PAUSE = 300 // milliseconds after a key: nobody wants to be told while typing on

/**
 * <form>… <textarea id="left-text">, <text-doubts role="status" data-for="left"><p>…</p></text-doubts>, <input name="seen"> …</form>:
 * says beside a text what to look at before it is compared. What has been shown does not hold the form up; what nobody
 * can have read yet does, once.
 */
class TextDoubts extends HTMLElement {
  connectedCallback() {
    const form = this.closest("form")
    const field = (/** @type {string} */ name) => /** @type {HTMLTextAreaElement | null} */ (form?.elements.namedItem(name) ?? null)
    const [left, right, seen] = [field("left.text"), field("right.text"), field("seen")]
    if (!form || !left || !right || !seen) return
    const here = this.dataset.for === "left" ? left : right
    const found = this.closest("fieldset")?.querySelector("found-article")
    const look = () => {
      const warned = (found?.childElementCount ?? 0) > 1 // what came from a file or an address was looked at more closely
      return this.#say([...(warned ? [] : doubtsOf(here.value)), ...(here === right ? doubtsOfBoth(left.value, right.value) : [])])
    }
    let waiting = 0
    form.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(() => ((waiting = 0), look()), PAUSE)
    })
    form.addEventListener("submit", (event) => {
      clearTimeout(waiting)
      const unread = waiting !== 0 && look()
      waiting = 0
      seen.value = "live"
      if (!unread || event.defaultPrevented) return
      event.preventDefault()
      here.focus()
    })
    if (here.value) look()
  }

  /** @param {string[]} lines @returns {boolean} whether there is something new to read */
  #say(lines) {
    if (lines.join("\n") === [...this.children].map((line) => line.textContent).join("\n")) return false
    this.replaceChildren(
      ...lines.map((line) => {
        const said = document.createElement("p")
        said.textContent = line
        return said
      }),
    )
    return lines.length > 0
  }
}

customElements.define("text-doubts", TextDoubts)
