// @ts-check

/** <copy-link><label>…</label><input readonly value="https://…"></copy-link>: adds a button that copies the link. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("input")
    if (!link || this.querySelector("button")) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button"
    button.textContent = "Copy"
    const said = document.createElement("span")
    said.className = "visually-hidden"
    said.setAttribute("role", "status")
    button.addEventListener("click", async () => {
      await copy(link)
      button.textContent = "Copied"
      said.textContent = "The link is copied."
      setTimeout(() => {
        button.textContent = "Copy"
        said.textContent = ""
      }, 2500)
    })
    this.append(button, said)
  }
}

/** The clipboard is there on https and localhost only; the older way works everywhere. @param {HTMLInputElement} link */
async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.value)
  } catch {
    link.select()
    document.execCommand("copy")
  }
}

customElements.define("copy-link", CopyLink)
