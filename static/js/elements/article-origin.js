// @ts-check
import { placeOf } from "../lib/found.js"

/**
 * <article-origin hidden><label><input type="checkbox"> … <span></span></label> two hidden inputs: source and address
 * </article-origin>: says where an article came from as soon as that is known, and nothing where it is not.
 */
class ArticleOrigin extends HTMLElement {
  connectedCallback() {
    const said = this.querySelector("span")
    const [source, address] = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll("input[type=hidden]"))
    if (!said || !address) return
    const show = () => {
      said.textContent = placeOf(source.value, address.value)
      this.hidden = !said.textContent
    }
    for (const known of [source, address]) known.addEventListener("input", show)
    show()
  }
}

customElements.define("article-origin", ArticleOrigin)
