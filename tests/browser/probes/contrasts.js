() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })
    const paint = colours => {
        canvas.clearRect(0, 0, 1, 1)
        for (const colour of colours) {
            canvas.fillStyle = colour
            canvas.fillRect(0, 0, 1, 1)
        }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const light = colour => {
        const [r, g, b] = colour.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const ratio = (one, two) => {
        const [dark, bright] = [light(one), light(two)].sort((a, b) => a - b)
        return (bright + 0.05) / (dark + 0.05)
    }
    const page = getComputedStyle(document.documentElement).backgroundColor
    const found = {}
    for (const element of document.querySelectorAll("main *")) {
        if (!element.checkVisibility() || ![...element.childNodes].some(node => node.nodeType === 3 && node.data.trim())) continue
        const under = []
        for (let at = element; at; at = at.parentElement) under.unshift(getComputedStyle(at).backgroundColor)
        const fill = element.matches("svg text")
            ? [page, getComputedStyle(element.previousElementSibling).fill]
            : [page, ...under]
        const ground = paint(fill)
        if (String(ground) === String(paint([page]))) continue
        const style = getComputedStyle(element)
        const ink = paint([...fill, element.matches("svg text") ? style.fill : style.color])
        const name = `${element.className.baseVal ?? element.className} on ${ground}`
        found[name] = Math.min(found[name] ?? 99, ratio(ink, ground))
    }
    return found
}
