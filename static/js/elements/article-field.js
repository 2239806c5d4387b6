// @ts-check
import { describe } from "../lib/counting.js"
import { sidesFor } from "../lib/found.js"

/**
 * <article-field><fieldset class="given">… radios, file, textarea, <output data-most="…">…</fieldset></article-field>:
 * counts words and sentences as one types, and takes files that are dropped on it.
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
    if (!file) return
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
      this.#place(field, event.dataTransfer.files)
    })
    file.multiple = true // two are for A and B; without this script, each side takes its own
    file.addEventListener("change", () => {
      if (file.files && file.files.length > 1) this.#place(field, file.files)
    })
  }

  /** Gives one file to this side, the first two of several to A and B. @param {HTMLFieldSetElement} field @param {FileList} files */
  #place(field, files) {
    const given = Array.from(files)
    sidesFor(given.length, field.dataset.side ?? "left").forEach((side, index) => {
      const there = field.form?.querySelector(`fieldset[data-side=${side}]`)
      const file = /** @type {HTMLInputElement | null | undefined} */ (there?.querySelector("input[type=file]"))
      const upload = /** @type {HTMLInputElement | null | undefined} */ (there?.querySelector("input[value=upload]"))
      if (!file || !upload) return
      const one = new DataTransfer()
      one.items.add(given[index])
      file.files = one.files
      upload.checked = true
      for (const changed of [upload, file]) changed.dispatchEvent(new Event("change", { bubbles: true }))
    })
  }
}

customElements.define("article-field", ArticleField)
