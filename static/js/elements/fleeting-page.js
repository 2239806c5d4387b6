// @ts-check

const OVERTAKEN = 5000 // milliseconds; the word of leaving may come after that of being back, when a reload is quick

/**
 * <fleeting-page data-at="/c/…">… <span hidden>…</span></fleeting-page>: tells the server when the maker of what is
 * kept for nobody leaves this page, and when he is back on it, as after a reload. What is hidden says so: it holds only
 * with this script.
 */
class FleetingPage extends HTMLElement {
  connectedCallback() {
    const at = this.dataset.at ?? ""
    for (const words of this.querySelectorAll("[hidden]")) words.removeAttribute("hidden")
    addEventListener("pagehide", () => navigator.sendBeacon(`${at}/leave`))
    // A page that the browser had put aside may have ended meanwhile: then it says so.
    addEventListener("pageshow", (event) => this.#stay(at, event.persisted))
    setTimeout(() => this.#stay(at, false), OVERTAKEN)
  }

  /** @param {string} at @param {boolean} reload whether to show what the server shows where it has ended */
  async #stay(at, reload) {
    try {
      const answer = await fetch(`${at}/stay`, { method: "POST" })
      if (reload && !answer.ok) location.reload()
    } catch {} // the network is gone: the page is still there to be read
  }
}

customElements.define("fleeting-page", FleetingPage)
