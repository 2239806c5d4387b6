// @ts-check

const KEPT = "crossread.theme" // theme.js reads it too
const THEMES = { system: "System theme", light: "Light", dark: "Dark" }

/** <theme-switch></theme-switch>: adds the choice between the system's theme, light and dark; this browser keeps it. */
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    if (this.querySelector("select")) return
    const choice = document.createElement("select")
    choice.setAttribute("aria-label", "Theme")
    for (const [value, name] of Object.entries(THEMES)) choice.add(new Option(name, value))
    choice.value = document.documentElement.dataset.theme ?? "system"
    choice.addEventListener("change", () => {
      const chosen = choice.value
      if (chosen === "system") delete document.documentElement.dataset.theme
      else document.documentElement.dataset.theme = chosen
      try {
        if (chosen === "system") localStorage.removeItem(KEPT)
        else localStorage.setItem(KEPT, chosen)
      } catch {}
    })
    this.append(choice)
  }
}

customElements.define("theme-switch", ThemeSwitch)
