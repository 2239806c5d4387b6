// @ts-check
// What to look at before two texts are compared: cut off, not English, the same twice. The server says the same words.

const CUT = (/** @type {string} */ end) => `This text looks cut off (ends “${end}”). Check that its end is there.`
const FOREIGN = "This does not look like English. It is compared all the same, but less well."
const SAME = "This is the same text as Article A: every sentence will have its counterpart."
const NEARLY = "This is nearly the same text as Article A, word for word: what they share does not confirm itself."
const END = 12 // characters of the end that are shown
const TRAILS_OFF = /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|[,:;–—-])\s*$/
const GOES_ON = /(?:continue reading|read more|read the (?:full|rest)|to continue reading)[^\p{L}\p{N}]*$/iu

const LEAST_WORDS = 30 // below this a text says too little about its language
const ENGLISH_SHARE = 0.06 // of all words: English prose has three times as many of these, other languages hardly any
const ENGLISH = new Set("the and of to with said from his her are were has it not but they which who will their its would after that this she be".split(" "))
const SAMPLE = 20_000 // characters: the language of an article does not change after its first pages
const NEARLY_ALL = 0.8 // share of five-word runs that both have
const RUN = 5

/** What to look at in a text by itself. @param {string} text @returns {string[]} */
export function doubtsOf(text) {
  const said = []
  if (TRAILS_OFF.test(text) || GOES_ON.test(text)) said.push(CUT(endOf(text)))
  if (looksForeign(text)) said.push(FOREIGN)
  return said
}

/** What to look at in the second of two texts, because of the first. @param {string} left @param {string} right @returns {string[]} */
export function doubtsOfBoth(left, right) {
  const [ours, theirs] = [left, right].map((text) => text.split(/\s+/).filter(Boolean))
  if (!ours.length || !theirs.length) return []
  if (ours.join(" ") === theirs.join(" ")) return [SAME]
  if (Math.min(ours.length, theirs.length) < NEARLY_ALL * Math.max(ours.length, theirs.length)) return []
  const [runs, others] = [runsOf(ours), runsOf(theirs)]
  if (!runs.size || !others.size) return []
  let shared = 0
  for (const run of runs) if (others.has(run)) shared += 1
  return shared >= NEARLY_ALL * (runs.size + others.size - shared) ? [NEARLY] : []
}

/** @param {string} text */
function looksForeign(text) {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters >= 60) if (latin < letters / 2) return true
  const words = sample.toLowerCase().match(/\p{L}+/gu) ?? []
  return words.length >= LEAST_WORDS && words.filter((word) => ENGLISH.has(word)).length < ENGLISH_SHARE * words.length
}

/** @param {string[]} words */
function runsOf(words) {
  return new Set(words.slice(0, Math.max(0, words.length - RUN + 1)).map((_, at) => words.slice(at, at + RUN).join(" ")))
}

/** The last words, whole ones where there is room for them. @param {string} text */
function endOf(text) {
  const end = text.slice(-10 * END).split(/\s+/).filter(Boolean).join(" ")
  if (end.length <= END) return end
  const last = end.slice(-END)
  return `… ${last.slice(last.indexOf(" ") + 1)}`
}
