// @ts-check
import { countWords } from "../lib/counting.js"
import { linesOf } from "../lib/found.js"

/**
 * <fieldset class="given">… file, address, textarea … <found-article role="status"></found-article></fieldset>: has the
 * server read a file as soon as it is chosen, and an address by a button, and puts what was found into the text area.
 */
class FoundArticle extends HTMLElement {
  #asked = 0

  connectedCallback() {
    const field = this.closest("fieldset")
    const file = /** @type {HTMLInputElement | null} */ (field?.querySelector("input[type=file]"))
    const address = /** @type {HTMLInputElement | null} */ (field?.querySelector("input[inputmode=url]"))
    if (!field || !file || field.querySelector("[data-fetch]")) return
    file.addEventListener("change", () => {
      const chosen = file.files?.length === 1 ? file.files[0] : null
      if (!chosen) return
      const body = new FormData()
      body.set("file", chosen)
      this.#read(field, { body }, `Reading ${chosen.name} …`, () => (file.value = ""))
    })
    if (!address) return // the server fetches none
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button button--small"
    button.dataset.fetch = ""
    button.textContent = "Fetch"
    const ask = () => {
      const body = JSON.stringify({ address: address.value })
      const headers = { "Content-Type": "application/json" }
      this.#read(field, { body, headers }, "Fetching the page …", () => (address.value = ""))
    }
    button.addEventListener("click", ask)
    address.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      ask()
    })
    address.after(button)
  }

  /**
   * @param {HTMLFieldSetElement} field
   * @param {RequestInit} request
   * @param {string} doing
   * @param {() => void} taken
   */
  async #read(field, request, doing, taken) {
    const asked = ++this.#asked
    this.#say([doing])
    let ok = false
    let answer
    try {
      const response = await fetch("/api/articles", { method: "POST", ...request })
      ok = response.ok
      answer = await response.json()
    } catch {
      answer = { detail: "The server could not be asked. Try again, or paste the article." }
    }
    if (asked !== this.#asked) return // another file was chosen meanwhile
    if (!ok) {
      this.#say([answer.detail])
      return
    }
    taken()
    this.#fill(field, "text", answer.text, true)
    this.#fill(field, "label", answer.title ?? answer.source ?? "", false)
    this.#fill(field, "published", answer.published ?? "", false)
    this.#fill(field, "source", answer.source ?? "", true)
    this.#fill(field, "origin", answer.address ?? "", true)
    const paste = /** @type {HTMLInputElement | null} */ (field.querySelector("input[value=paste]"))
    if (paste) paste.checked = true
    this.#say(linesOf(answer, countWords(answer.text)))
  }

  /** @param {HTMLFieldSetElement} field @param {string} name @param {string} value @param {boolean} over */
  #fill(field, name, value, over) {
    const input = /** @type {HTMLInputElement | HTMLTextAreaElement | null} */ (field.querySelector(`[name$=".${name}"]`))
    if (!input || (input.value && !over)) return
    input.value = value
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  /** @param {string[]} lines */
  #say(lines) {
    this.replaceChildren(
      ...lines.map((line) => {
        const said = document.createElement("p")
        said.textContent = line
        return said
      }),
    )
  }
}

customElements.define("found-article", FoundArticle)
