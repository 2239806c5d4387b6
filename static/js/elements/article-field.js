// @ts-check
import { describe } from "../lib/counting.js"

/**
 * <article-field><fieldset class="given">… radios, file, textarea, <output data-most="…">…</fieldset></article-field>:
 * counts words and sentences as one types, and takes a file that is dropped on it.
 */
class ArticleField extends HTMLElement {
  connectedCallback() {
    const text = this.querySelector("textarea")
    const count = this.querySelector("output")
    const field = this.querySelector("fieldset")
    if (!text || !count || !field) return
    const show = () => {
      count.value = describe(text.value, Number(count.dataset.most))
      count.toggleAttribute("data-over", count.value.endsWith("too many"))
    }
    let waiting = 0
    // Counting a long article takes some milliseconds: not at every key.
    text.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(show, 150)
    })
    show()
    this.#takeFiles(field)
  }

  /** @param {HTMLFieldSetElement} field */
  #takeFiles(field) {
    const file = /** @type {HTMLInputElement | null} */ (field.querySelector("input[type=file]"))
    const upload = /** @type {HTMLInputElement | null} */ (field.querySelector("input[value=upload]"))
    if (!file || !upload) return
    const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files")
    field.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      field.dataset.over = ""
    })
    field.addEventListener("dragleave", () => delete field.dataset.over)
    field.addEventListener("drop", (event) => {
      delete field.dataset.over
      if (!event.dataTransfer?.files.length) return
      event.preventDefault()
      file.files = event.dataTransfer.files
      upload.checked = true
      upload.dispatchEvent(new Event("change", { bubbles: true }))
    })
  }
}

customElements.define("article-field", ArticleField)
