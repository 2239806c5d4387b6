// @ts-check
// The card below the articles: what is known of the pair in focus.

/**
 * @param {HTMLElement} card
 * @param {HTMLElement} item the finding, which has all of it
 * @param {{from: string, place: string, also: {pair: {id: string}, sign: HTMLElement}[]}} shown
 */
export function fillCard(card, item, { from, place, also }) {
  card.dataset.state = item.dataset.state
  card.dataset.from = from
  const pair = card.querySelector(".card__pair")
  const copy = /** @type {HTMLElement} */ (item.cloneNode(true))
  for (const link of copy.querySelectorAll(".quote__from")) link.setAttribute("data-finding", item.id)
  pair?.replaceChildren(...copy.childNodes)
  const at = card.querySelector(".card__place")
  if (at) at.textContent = place
  const more = /** @type {HTMLElement | null} */ (card.querySelector(".card__also"))
  if (more) {
    more.hidden = !also.length
    more.replaceChildren("Also with ", ...also.map(({ pair, sign }) => alsoLink(pair.id, sign)))
  }
  card.hidden = false
}

/** @param {string} id @param {HTMLElement} sign */
function alsoLink(id, sign) {
  const link = document.createElement("a")
  link.className = "sign"
  link.href = `#${id}`
  link.dataset.finding = id
  link.dataset.state = sign.dataset.state
  link.setAttribute("aria-label", sign.getAttribute("aria-label") ?? "")
  link.append(...[...sign.childNodes].map((node) => node.cloneNode(true)))
  return link
}
