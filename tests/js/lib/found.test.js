import assert from "node:assert/strict"
import { test } from "node:test"
import { linesOf, sidesFor } from "../../../static/js/lib/found.js"

const FOUND = { text: "…", title: "Bridge closed", source: null, published: "2026-05-04", warnings: ["It is short."] }

test("what is known stands in one line, warnings follow", () => {
  assert.deepEqual(linesOf(FOUND, 1234), ["Found: Bridge closed · 2026-05-04 · 1,234 words", "It is short."])
})

test("two files are for A and B, one for where it was dropped", () => {
  assert.deepEqual(sidesFor(2, "right"), ["left", "right"])
  assert.deepEqual(sidesFor(1, "right"), ["right"])
})
