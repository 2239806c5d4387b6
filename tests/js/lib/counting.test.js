// What the counter under a text area says.
import assert from "node:assert/strict"
import { test } from "node:test"
import { countCharacters, countSentences, countWords, describe } from "../../../static/js/lib/counting.js"

test("a word may have an apostrophe, a hyphen or a decimal point inside", () => {
  assert.equal(countWords("It's a well-known 3.5 million, isn’t it?"), 7)
})

test("signs alone are no words", () => {
  assert.equal(countWords(" — … * "), 0)
})

test("a blank line ends a sentence, though it has no stop", () => {
  assert.equal(countSentences("A headline\n\nOne thing. Another thing!"), 3)
})

test("what has no letter is no sentence", () => {
  assert.equal(countSentences("***\n\n…"), 0)
})

test("characters are code points, as on the server", () => {
  assert.equal(countCharacters("a😀é"), 3)
})

test("one is not many", () => {
  assert.equal(describe("Rain.", 100), "1 word · 1 sentence")
})

test("an empty text has nothing to tell", () => {
  assert.equal(describe(" \n ", 100), "")
})

test("too much is told by how much", () => {
  assert.equal(describe("Rain fell.", 8), "2 words · 1 sentence · 2 characters too many")
})
