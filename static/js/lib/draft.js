// @ts-check
// What was typed, as a string that a browser can keep; and back.

export const KEY = "crossread.draft"
const KEPT = /^(left|right)\.(text|label|published|source|origin)$/ // files and choices are not typed

/** @param {Iterable<[string, FormDataEntryValue]>} entries @returns {string | null} null where nothing is typed */
export function written(entries) {
  const typed = Object.fromEntries(Array.from(entries).filter(([name, value]) => KEPT.test(name) && typeof value === "string" && value.trim()))
  return Object.keys(typed).length ? JSON.stringify(typed) : null
}

/** @param {string | null} kept @returns {Record<string, string>} empty where it is no draft of ours */
export function read(kept) {
  try {
    const found = JSON.parse(kept ?? "{}")
    return Object.fromEntries(Object.entries(found).filter(([name, value]) => KEPT.test(name) && typeof value === "string"))
  } catch {
    return {}
  }
}
