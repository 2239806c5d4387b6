// @ts-check
// The theme that was chosen here, before anything is painted: no module, so that the page waits for it.
;(() => {
  try {
    const chosen = localStorage.getItem("crossread.theme")
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen
  } catch {}
})()
