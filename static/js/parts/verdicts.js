// @ts-check
// Sends verdicts without leaving the page, and takes from the server's answer what has changed on it.
import { bringAside } from "./aside.js"
import { findings, forgetPairs } from "./findings.js"

const LOST = "This could not be sent. Look whether you are connected, then try again: what you typed is still here."

/**
 * Send a form as the browser would; the answer is the page that it would have gone to.
 * @param {HTMLFormElement} form @param {HTMLElement | null} submitter
 * @returns {Promise<{page: Document} | {fault: string}>}
 */
export async function sendForm(form, submitter) {
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form, submitter)))
    const answer = await fetch(form.getAttribute("action") ?? "", { method: "POST", body, headers: { Accept: "text/html" } })
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    return answer.ok ? { page } : { fault: wordsOf(page) }
  } catch {
    return { fault: LOST }
  }
}

/** Show the verdicts as another copy of this page has them. @param {Document} page */
export function takeVerdicts(page) {
  bringAside()
  bringAside(page)
  for (const part of ["[data-named]", "#verdicts"]) {
    const [here, there] = [document.querySelector(part), page.querySelector(part)]
    if (here && there) here.replaceChildren(...there.childNodes)
  }
  forgetPairs()
  for (const item of findings()) {
    if (item.closest("[data-named]")) continue // taken whole, with what is said of it: the copy has it no more
    const [here, there] = [item.querySelector(".verdicts"), page.getElementById(item.id)?.querySelector(".verdicts")]
    if (here && there) here.replaceWith(there)
    else if (there) item.insertBefore(there, item.querySelector(".finding__judge"))
    else here?.remove()
  }
  for (const sign of document.querySelectorAll('.signs a.sign[data-state="named"]')) sign.remove()
  for (const sign of page.querySelectorAll('.signs a.sign[data-state="named"]')) {
    document.querySelector(`#${sign.closest(".sentence")?.id} .signs`)?.append(sign)
  }
  forgetPairs()
  const filter = /** @type {any} */ (document.querySelector("reading-filter"))
  const reader = /** @type {any} */ (document.querySelector("pair-reader"))
  filter?.refresh?.()
  if (reader?.finding && !document.getElementById(reader.finding)) reader.go("leave")
  else reader?.refresh()
}

/** Say something to those who cannot see it change. @param {string} words */
export function say(words) {
  const said = document.querySelector("[data-said]")
  if (said) said.textContent = words
}

/** What a page of refusal says. @param {Document} page */
function wordsOf(page) {
  const said = page.querySelector(".faults li") ?? page.querySelector(".message p")
  return said?.textContent?.replace(/\s+/g, " ").trim() || LOST
}
