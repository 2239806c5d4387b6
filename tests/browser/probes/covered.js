() => {
  const at = document.activeElement
  if (!at || at === document.body) return "end"
  const { left, top, width, height } = at.getClientRects()[0] ?? at.getBoundingClientRect()
  const regions = at.matches("article, section") // they scroll: their top is what counts
  const x = Math.max(0, left + Math.min(width, innerWidth) / 2)
  const y = top + (regions ? 4 : height / 2)
  const seen = document.elementFromPoint(x, Math.min(Math.max(0, y), innerHeight - 1))
  const shown = y >= 0 && y <= innerHeight && (at.contains(seen) || seen?.contains(at))
  return shown ? "" : at.outerHTML.slice(0, 120)
}
