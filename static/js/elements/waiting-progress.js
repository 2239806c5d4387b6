// @ts-check
import { counted, steps } from "../lib/progress.js"

const SAID = { reading: "Reading both articles", comparing: "Comparing sentences", checking: "Checking for conflicts" }
const MODELS = {
  away: "Nothing is being compared at the moment: no worker is running. This comparison is kept, and starts by itself as soon as one runs.",
  loading: "The language models are still loading. Your comparison starts by itself when they are there.",
  failed: "The language models could not be loaded on this server: nothing can be compared until that is mended.",
}

/**
 * <waiting-progress data-events="/api/comparisons/…/events">… .waiting__said, [data-models], .step[data-stage] …</waiting-progress>:
 * shows how far it is as it goes on, and the comparison when it is done.
 */
class WaitingProgress extends HTMLElement {
  connectedCallback() {
    const events = new EventSource(this.dataset.events ?? "")
    events.addEventListener("progress", (event) => this.#show(JSON.parse(event.data)))
    events.addEventListener("end", () => {
      events.close()
      location.reload()
    })
    // The browser tries again by itself, but not after an answer that is no stream: then the page says what it was.
    events.addEventListener("error", () => {
      if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000)
    })
    // Cancelling ends the stream too: the answer to the form must not be replaced by a reload.
    this.addEventListener("submit", () => events.close())
    addEventListener("pagehide", () => events.close())
  }

  /** @param {{state: string, progress: {stage: string, done: number, total: number}, models: "loading" | "ready" | "failed" | "away"}} told */
  #show(told) {
    for (const step of steps(told)) {
      const row = /** @type {HTMLElement | null} */ (this.querySelector(`[data-stage="${step.stage}"]`))
      const bar = row?.querySelector("progress")
      const count = row?.querySelector(".step__count")
      if (!row || !bar || !count) continue
      row.dataset.state = step.state
      if (step.state === "now") row.setAttribute("aria-current", "step")
      else row.removeAttribute("aria-current")
      bar.max = step.total || 1
      bar.value = step.done
      count.textContent = step.state === "done" ? "done" : counted(step.done, step.total)
    }
    const said = this.querySelector(".waiting__said")
    const words = told.state === "running" ? SAID[/** @type {keyof typeof SAID} */ (told.progress.stage)] : "Waiting for its turn"
    // Only what has changed, so that a screen reader says each step once.
    if (said && words && said.textContent !== words) said.textContent = words
    const note = /** @type {HTMLElement | null} */ (this.querySelector("[data-models]"))
    if (!note) return
    note.hidden = told.models === "ready"
    note.textContent = told.models === "ready" ? "" : MODELS[told.models]
  }
}

customElements.define("waiting-progress", WaitingProgress)
