// Words are found on the page as the server finds them: both are held to the same cases.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { fold, foundIn, said } from "../../../static/js/lib/search.js"

const cases = JSON.parse(readFileSync(new URL("../../search_cases.json", import.meta.url), "utf-8"))

test("words are found whatever their case, accents, quotes, dashes and spaces", () => {
  assert.ok(cases.length)
  for (const [text, query, spans] of cases) assert.deepEqual(foundIn(fold(text), query), spans, `${query} in ${text}`)
})

test("places are those of the text though letters beyond the first plane stand before them", () => {
  assert.deepEqual(foundIn(fold("😀 fire é fire"), "fire"), [[3, 7], [10, 14]])
})

test("what was found is said in words", () => {
  assert.equal(said(4, 3, -1), "7 found: 4 in A, 3 in B.")
  assert.equal(said(1000, 200, 1), "2 of 1,200 found: 1,000 in A, 200 in B.")
  assert.equal(said(0, 0, -1), "Found in neither article.")
})
