// @ts-check

const KEPT = "crossread.keys"
const KEYS = /** @type {Record<string, string>} */ ({ n: "next", p: "previous", c: "conflict", o: "other", Escape: "leave" })

/** <reading-keys><dialog>… [data-keys] …</dialog></reading-keys>: single keys move through the findings; `?` tells which. */
class ReadingKeys extends HTMLElement {
  connectedCallback() {
    const dialog = this.querySelector("dialog")
    const on = /** @type {HTMLInputElement | null} */ (this.querySelector("[data-keys]"))
    if (!dialog || !on) return
    try {
      on.checked = localStorage.getItem(KEPT) !== "off"
    } catch {}
    on.addEventListener("change", () => {
      try {
        localStorage.setItem(KEPT, on.checked ? "on" : "off")
      } catch {}
    })
    const help = document.querySelector('[data-do="help"]')
    help?.addEventListener("click", () => dialog.showModal())
    addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]") || typing(event)) return
      // Escape is no single letter: it leaves also where the letters are off.
      if (!on.checked && event.key !== "Escape") return
      if (event.key === "?") dialog.showModal()
      else if (event.key === "/") /** @type {HTMLElement | null} */ (document.querySelector("find-words input"))?.focus()
      else if (KEYS[event.key]) /** @type {any} */ (document.querySelector("pair-reader"))?.go(KEYS[event.key])
      else return
      event.preventDefault()
    })
  }
}

/** @param {KeyboardEvent} event */
function typing(event) {
  const at = event.target instanceof HTMLElement ? event.target : null
  return Boolean(at?.closest("textarea, select, input:not([type=checkbox], [type=radio])") || at?.isContentEditable)
}

customElements.define("reading-keys", ReadingKeys)
