// A sentence cut by what only it says.
import assert from "node:assert/strict"
import { test } from "node:test"
import { pieces } from "../../../static/js/lib/pieces.js"

test("nothing is lost, and what only it says is told apart", () => {
  assert.deepEqual(pieces("The mayor left on Sunday, alone.", "15 24 26 31"), [
    { text: "The mayor left ", added: false },
    { text: "on Sunday", added: true },
    { text: ", ", added: false },
    { text: "alone", added: true },
    { text: ".", added: false },
  ])
})

test("a sentence that adds nothing stays whole", () => {
  assert.deepEqual(pieces("The mayor left.", ""), [{ text: "The mayor left.", added: false }])
})

test("at its ends no empty piece is left", () => {
  assert.deepEqual(pieces("Alone he left", "0 5 8 13"), [
    { text: "Alone", added: true },
    { text: " he", added: false },
    { text: " left", added: true },
  ])
})

test("letters outside the first plane count two, as the server counts them", () => {
  assert.deepEqual(pieces("𝒜 and b", "0 2"), [
    { text: "𝒜", added: true },
    { text: " and b", added: false },
  ])
})
