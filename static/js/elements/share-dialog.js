// @ts-check
import { withoutShare } from "../lib/sharing.js"

/**
 * <share-dialog><details><summary>Share</summary><div class="share__panel">… <h2 id="share-title">…</div></details></share-dialog>:
 * shows the panel in a dialog in place of the page; at once where the details are open, as after one of its forms.
 */
class ShareDialog extends HTMLElement {
  connectedCallback() {
    const details = this.querySelector("details")
    const panel = details?.querySelector(".share__panel")
    if (!details || !panel) return
    const button = document.createElement("button")
    button.type = "button"
    button.className = "button"
    button.textContent = details.querySelector("summary")?.textContent ?? ""
    button.setAttribute("aria-haspopup", "dialog")
    const dialog = document.createElement("dialog")
    dialog.className = "share__dialog"
    dialog.setAttribute("aria-labelledby", "share-title")
    const close = document.createElement("button")
    close.type = "button"
    close.className = "button button--small share__close"
    close.textContent = "Close"
    close.addEventListener("click", () => dialog.close())
    dialog.append(close, panel)
    button.addEventListener("click", () => dialog.showModal())
    // A click beside the dialog lands on its backdrop, which belongs to it.
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close()
    })
    // What was done is said once: a reload, or the address passed on, must not say it again.
    dialog.addEventListener("close", () => {
      history.replaceState(history.state, "", withoutShare(location.pathname + location.search + location.hash))
      dialog.querySelector(".share__said")?.remove()
    })
    const open = details.open
    details.replaceWith(button, dialog)
    if (open) dialog.showModal()
  }
}

customElements.define("share-dialog", ShareDialog)
