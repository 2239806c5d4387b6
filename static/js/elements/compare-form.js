// @ts-check

const FIELDS = ["text", "label", "published", "address", "source", "origin"]

/** <compare-form><form>…</form></compare-form>: adds a button that swaps the articles; Ctrl or Cmd with Enter compares. */
class CompareForm extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form")
    const actions = this.querySelector(".compare__do")
    if (!form || !actions || this.querySelector("[data-swap]")) return
    const swap = document.createElement("button")
    swap.type = "button"
    swap.className = "button"
    swap.dataset.swap = ""
    swap.textContent = "Swap A and B"
    swap.addEventListener("click", () => this.#swap(form))
    actions.prepend(swap)
    const keys = document.createElement("span")
    keys.className = "compare__keys"
    keys.textContent = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘ Enter" : "Ctrl Enter"
    actions.querySelector(".button--main")?.before(keys)
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit()
    })
    document.querySelector(".faults")?.focus()
  }

  /** @param {HTMLFormElement} form */
  #swap(form) {
    const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name))
    const [kept, other] = [field("left.origin-kept"), field("right.origin-kept")]
    ;[kept.checked, other.checked] = [other.checked, kept.checked]
    for (const name of FIELDS) {
      const [left, right] = [field(`left.${name}`), field(`right.${name}`)]
      if (!left) continue // no addresses where the server fetches none
      ;[left.value, right.value] = [right.value, left.value]
      for (const changed of [left, right]) changed.dispatchEvent(new Event("input", { bubbles: true }))
    }
    const how = (/** @type {string} */ side) => /** @type {RadioNodeList} */ (form.elements.namedItem(`${side}.how`))
    const [left, right] = [how("left"), how("right")]
    ;[left.value, right.value] = [right.value, left.value]
    const found = Array.from(form.querySelectorAll("found-article"), (side) => [...side.childNodes])
    form.querySelectorAll("found-article").forEach((side, index) => side.replaceChildren(...found[1 - index]))
    const files = ["left", "right"].map((side) => field(`${side}.file`))
    const chosen = files.map((file) => file.files)
    files[0].files = chosen[1]
    files[1].files = chosen[0]
  }
}

customElements.define("compare-form", CompareForm)
