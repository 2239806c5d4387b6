// @ts-check
import { KEY } from "../lib/draft.js"

/** <draft-done></draft-done>: this browser's draft has become a comparison; it is forgotten here. */
class DraftDone extends HTMLElement {
  connectedCallback() {
    try {
      localStorage.removeItem(KEY)
    } catch {}
  }
}

customElements.define("draft-done", DraftDone)
