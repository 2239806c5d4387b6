// @ts-check
// How long a remark is, and what to say of it. The server counts alike, and has the last word.
import { countCharacters } from "./counting.js"

/** Code points without the white space around them, a line end as one. @param {string} remark */
export function lengthOf(remark) {
  return countCharacters(remark.replaceAll("\r\n", "\n").trim())
}

/** `at most 280 characters`, `12 left`, `3 too many`. @param {string} remark @param {number} most */
export function roomIn(remark, most) {
  const length = lengthOf(remark)
  if (!length) return `at most ${most} characters`
  return length > most ? `${length - most} too many` : `${most - length} left`
}

/** What is wrong with it; empty where nothing is. @param {string} remark @param {number} most */
export function faultIn(remark, most) {
  const length = lengthOf(remark)
  return length > most ? `A remark may have ${most} characters; this has ${length}. Take ${length - most} away.` : ""
}
