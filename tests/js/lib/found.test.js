import assert from "node:assert/strict"
import { test } from "node:test"
import { linesOf, placeOf, sidesFor } from "../../../static/js/lib/found.js"

const FOUND = { text: "…", title: "Bridge closed", source: null, published: "2026-05-04", warnings: ["It is short."] }

test("what is known stands in one line, warnings follow", () => {
  assert.deepEqual(linesOf(FOUND, 1234), ["Found: Bridge closed · 2026-05-04 · 1,234 words", "It is short."])
})

test("publisher and site say where it came from, as far as they are known", () => {
  assert.equal(placeOf("The Herald", "https://www.herald.example/news/1"), "The Herald · herald.example")
  assert.equal(placeOf("", "https://herald.example:8443/"), "herald.example")
  assert.equal(placeOf("The Herald", ""), "The Herald")
  assert.equal(placeOf("", "no address"), "")
})

test("two files are for A and B, one for where it was dropped", () => {
  assert.deepEqual(sidesFor(2, "right"), ["left", "right"])
  assert.deepEqual(sidesFor(1, "right"), ["right"])
})
