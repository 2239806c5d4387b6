least => {
    const shown = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length
    const inText = element => getComputedStyle(element).display === "inline" && !element.matches(".sign")
        && [...element.parentElement.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    return [...document.querySelectorAll("a, button, input, select, summary, textarea")].flatMap(element => {
        if (!shown(element) || inText(element) || element.closest(".visually-hidden, .map, .skip")) return []
        if (getComputedStyle(element).opacity === "0") return []  // its label stands for it
        const target = element.closest("label") ?? element
        const { width, height } = target.getBoundingClientRect()
        return Math.round(Math.min(width, height) * 2) / 2 >= least ? [] : [`${width}x${height} ${element.outerHTML.slice(0, 110)}`]
    })
}
