// @ts-check
import { KEY, read, written } from "../lib/draft.js"

/**
 * <kept-draft><form>…</form></kept-draft>: keeps what is typed in this browser until a comparison is made of it.
 * With data-filled the form holds what the server gave back, which goes before an older draft.
 */
class KeptDraft extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")
    if (!form) return
    if (!this.hasAttribute("data-filled")) this.#restore(form)
    let waiting = 0
    const keep = () => {
      if (!waiting) return // nothing was typed here since the last time
      clearTimeout(waiting)
      waiting = 0
      const draft = written(new FormData(form))
      // A browser may refuse (private windows, a full disk): then there is no draft, and nothing else is lost.
      try {
        if (draft) localStorage.setItem(KEY, draft)
        else localStorage.removeItem(KEY)
      } catch {}
    }
    form.addEventListener("input", () => {
      clearTimeout(waiting)
      waiting = setTimeout(keep, 400)
    })
    addEventListener("pagehide", keep)
  }

  /** @param {HTMLFormElement} form */
  #restore(form) {
    let kept = null
    try {
      kept = localStorage.getItem(KEY)
    } catch {}
    for (const [name, value] of Object.entries(read(kept))) {
      const field = form.elements.namedItem(name)
      // What the browser itself brought back, or someone has typed already, stays.
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.value) continue
      field.value = value
      field.dispatchEvent(new Event("input", { bubbles: true }))
    }
  }
}

customElements.define("kept-draft", KeptDraft)
