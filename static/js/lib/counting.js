// @ts-check
// Counts words, sentences and characters as one types. The server counts sentences exactly; this is what the eye sees.

const WORD = /[\p{L}\p{N}]+(?:['’.\-][\p{L}\p{N}]+)*/gu
const sentences = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("en", { granularity: "sentence" }) : null

/** @param {string} text */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0
}

/** Sentences with a letter or digit in them; a blank line ends one too. @param {string} text */
export function countSentences(text) {
  let count = 0
  for (const paragraph of text.split(/\n\s*\n/)) {
    const parts = sentences ? Array.from(sentences.segment(paragraph), (part) => part.segment) : paragraph.split(/(?<=[.!?…])\s+/)
    count += parts.filter((part) => /[\p{L}\p{N}]/u.test(part)).length
  }
  return count
}

/** Code points, as the server counts them. @param {string} text */
export function countCharacters(text) {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** `812 words · 34 sentences`; nothing for an empty text; what is too much where it is. @param {string} text @param {number} most */
export function describe(text, most) {
  const words = countWords(text)
  if (!words) return ""
  const characters = countCharacters(text)
  const told = `${plural(words, "word")} · ${plural(countSentences(text), "sentence")}`
  return characters > most ? `${told} · ${plural(characters - most, "character")} too many` : told
}

/** @param {number} count @param {string} one */
function plural(count, one) {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`
}
