// @ts-check
import { clamped, isSeen, ribbon, scrollTo } from "../lib/align.js"
import { keepRoom } from "./room.js"

const WIDE = matchMedia("(min-width: 56.25rem)") // from here on both articles stand beside each other, as reading.css says
const ASIDE = matchMedia("(min-width: 75rem)") // from here on the findings stand beside them, not above
const CALM = matchMedia("(prefers-reduced-motion: reduce)")
const LEAST = 6 // pixels of a ribbon's end, however far its sentence is out of view
const SIDES = /** @type {const} */ (["left", "right"])

/** Both articles as they stand in the window: scrolls them, joins a pair by a ribbon, puts the card where it belongs. */
export class Columns {
  #again = () => {}
  #asked = 0
  #held = 0 // pixels that the card keeps from pair to pair

  /** @param {HTMLElement} host @param {HTMLElement} reading @param {HTMLElement} card */
  constructor(host, reading, card) {
    this.host = host
    this.reading = reading
    this.card = card
    this.home = card.parentElement
    this.ribbons = /** @type {SVGElement | null} */ (reading.querySelector(".map__ribbons"))
    this.shown = /** @type {{left: string, right: string, state: string}[]} */ ([])
    this.articles = Object.fromEntries(SIDES.map((side) => [side, /** @type {HTMLElement} */ (reading.querySelector(`.article[data-side="${side}"]`))]))
    this.turns = /** @type {HTMLElement[]} */ ([...host.querySelectorAll(".sides button")])
    const redraw = () => this.#redraw()
    for (const side of SIDES) this.#article(side).addEventListener("scroll", redraw, { passive: true })
    addEventListener("scroll", redraw, { passive: true })
    addEventListener("resize", redraw, { passive: true })
    for (const width of [WIDE, ASIDE]) width.addEventListener("change", () => this.#again())
    addEventListener("resize", () => (this.#hold(0), this.#stops()), { passive: true })
    this.#stops()
    new ResizeObserver(() => this.#measure()).observe(card)
    this.turn("left")
  }

  /** What scrolls by itself is a stop of the Tab key; what does not would be one with nothing to do. */
  #stops() {
    for (const region of /** @type {NodeListOf<HTMLElement>} */ (this.reading.querySelectorAll(":scope > [tabindex]"))) {
      region.tabIndex = getComputedStyle(region).overflowY === "auto" ? 0 : -1
    }
  }

  get scroll() {
    return [...SIDES.map((side) => this.#article(side).scrollTop), window.scrollY]
  }

  /** Where everything stood, as `scroll` gave it. */
  set scroll(positions) {
    SIDES.forEach((side, n) => this.#article(side).scrollTo({ top: positions[n], behavior: "instant" }))
    scrollWindow(positions[2])
  }

  /** The article that a narrow window shows. @param {"left" | "right"} side */
  turn(side) {
    if (this.reading.dataset.side === side) return
    this.reading.dataset.side = side
    for (const button of this.turns) button.setAttribute("aria-pressed", String(button.dataset.side === side))
  }

  /**
   * @param {{left: string, right: string, state: string}} pair
   * @param {"left" | "right"} from the side that was chosen
   * @param {{left: string, right: string, state: string}[]} also other pairs of the chosen sentence
   * @param {{scroll: boolean, byChoice: boolean}} how `byChoice`: a sentence was chosen, so its own side stays where it is
   */
  show(pair, from, also, how) {
    this.shown = [pair, ...also]
    this.#again = () => this.show(pair, from, also, { scroll: true, byChoice: false })
    this.turn(from)
    if (WIDE.matches) {
      if (this.card.parentElement !== this.home) this.home?.append(this.card)
      if (how.scroll) this.#align(pair, from, how.byChoice)
      // After all that is measured, so that the page is laid out once; and what this changes is drawn with the next frame.
      this.#measure()
      this.#redraw()
      return
    }
    const sentence = this.#sentence(pair[from])
    sentence.after(this.card)
    this.#measure()
    if (how.scroll && !(how.byChoice && isSeen({ top: 0, bottom: innerHeight }, sentence.getBoundingClientRect()))) {
      sentence.scrollIntoView({ block: "start" })
    }
  }

  leave() {
    this.shown = []
    this.#again = () => {}
    this.ribbons?.replaceChildren()
    this.#measure()
  }

  /** @param {{left: string, right: string}} pair @param {"left" | "right"} from @param {boolean} stays */
  #align(pair, from, stays) {
    const other = from === "left" ? "right" : "left"
    const chosen = this.#sentence(pair[from])
    const room = this.#seen(from).bottom - this.#seen(from).top
    if (!stays || room < innerHeight / 3) scrollWindow(scrollY + this.#article(from).getBoundingClientRect().top)
    let at = chosen.getBoundingClientRect().top
    if (!stays || !isSeen(this.#seen(from), chosen.getBoundingClientRect())) {
      const seen = this.#seen(from)
      at = this.#bring(from, chosen, seen.top + (seen.bottom - seen.top) / 4)
    }
    this.#bring(other, this.#sentence(pair[other]), at)
  }

  /** @param {"left" | "right"} side @param {HTMLElement} sentence @param {number} at @returns {number} where it then begins */
  #bring(side, sentence, at) {
    const column = this.#article(side)
    const { top, bottom } = sentence.getBoundingClientRect()
    const to = Math.min(
      scrollTo({ seen: this.#seen(side), sentence: { top, bottom }, at, scroll: column.scrollTop }),
      column.scrollHeight - column.clientHeight,
    )
    const goes = top - (to - column.scrollTop)
    column.scrollTo({ top: to, behavior: CALM.matches ? "instant" : "smooth" })
    return goes
  }

  /** The part of a column that nothing covers. @param {"left" | "right"} side */
  #seen(side) {
    const column = this.#article(side).getBoundingClientRect()
    const head = this.#article(side).querySelector(".article__head")?.clientHeight ?? 0
    const card = this.card.hidden ? innerHeight : this.card.getBoundingClientRect().top
    return { top: Math.max(column.top, 0) + head + 8, bottom: Math.min(column.bottom, innerHeight, card) - 8 }
  }

  /** With the next frame. */
  #redraw() {
    if (!this.#asked && this.shown.length) this.#asked = requestAnimationFrame(() => ((this.#asked = 0), this.#draw()))
  }

  #draw() {
    const strip = this.ribbons?.getBoundingClientRect()
    if (!this.ribbons || !strip?.width) return
    const ends = { top: strip.top, bottom: strip.bottom }
    this.ribbons.replaceChildren(
      ...this.shown.map((pair, n) => {
        const path = document.createElementNS("http://www.w3.org/2000/svg", "path")
        const [left, right] = SIDES.map((side) => clamped(this.#sentence(pair[side]).getBoundingClientRect(), ends, LEAST))
        path.setAttribute("d", ribbon(left, right, Math.round(strip.width)))
        path.setAttribute("class", n ? "ribbon ribbon--also" : "ribbon")
        path.dataset.state = pair.state
        return path
      }),
    )
  }

  /** Style sheets keep this much room free, so that the card covers nothing that has focus. */
  #measure() {
    const height = this.card.hidden || !WIDE.matches ? 0 : this.card.offsetHeight
    keepRoom(height)
    if (height ? height > this.#held : this.#held) this.#hold(height)
  }

  /** @param {number} height */
  #hold(height) {
    this.#held = height
    this.card.style.setProperty("--held", `${height}px`)
  }

  /** @param {string} side */
  #article(side) {
    return this.articles[side]
  }

  /** @param {string} id */
  #sentence(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id))
  }
}

/** The window, at once: what is measured after it must stand still. @param {number} top */
function scrollWindow(top) {
  window.scrollTo({ top, behavior: "instant" })
}
