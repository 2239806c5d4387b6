// @ts-check
import { endsOf, nearest } from "../lib/near.js"

const REACH = 12 // pixels above and below a line in which a click means it: a target of 24

/** Lets the map of both articles be clicked beside its lines; the nearest one is lifted out. @param {Element} map @param {(finding: string) => void} choose */
export function followLines(map, choose) {
  const drawing = map.querySelector(".map__whole")
  const shape = drawing?.getAttribute("viewBox")?.split(" ").map(Number)
  if (!drawing || !shape) return
  /** @type {ReturnType<typeof linesOf>} */ let lines = []
  const at = (/** @type {Event} */ event) => {
    if (lines.length !== drawing.querySelectorAll("a").length) lines = linesOf(drawing) // weaker ones came in
    const { clientX, clientY } = /** @type {MouseEvent} */ (event)
    const { left, top, width, height } = drawing.getBoundingClientRect()
    const point = { x: ((clientX - left) / width) * shape[2], y: ((clientY - top) / height) * shape[3] }
    const shown = lines.filter(({ anchor }) => !("hidden" in anchor.dataset))
    return nearest(shown, point, (REACH / height) * shape[3])
  }
  map.addEventListener("pointermove", (event) => {
    const near = at(event)
    for (const { id, anchor } of lines) anchor.toggleAttribute("data-near", id === near)
    map.toggleAttribute("data-near", near !== null)
  })
  map.addEventListener("pointerleave", () => {
    for (const { anchor } of lines) anchor.removeAttribute("data-near")
  })
  map.addEventListener("click", (event) => {
    const near = at(event)
    if (!near) return
    event.preventDefault()
    choose(near)
  })
}

/** @param {Element} drawing */
function linesOf(drawing) {
  return [...drawing.querySelectorAll("a")].flatMap((anchor) => {
    const ends = endsOf(anchor.querySelector("path")?.getAttribute("d") ?? "")
    return ends ? [{ id: anchor.getAttribute("href")?.slice(1) ?? "", anchor, ...ends }] : []
  })
}
