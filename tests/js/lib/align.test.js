// Where a column scrolls to, and where a ribbon ends.
import assert from "node:assert/strict"
import { test } from "node:test"
import { clamped, isSeen, ribbon, scrollTo } from "../../../static/js/lib/align.js"

const seen = { top: 100, bottom: 500 }

test("a sentence comes to stand where its partner begins", () => {
  assert.equal(scrollTo({ seen, sentence: { top: 900, bottom: 950 }, at: 200, scroll: 0 }), 700)
  assert.equal(scrollTo({ seen, sentence: { top: -300, bottom: -250 }, at: 200, scroll: 1000 }), 500)
})

test("it never ends up behind what covers the column", () => {
  assert.equal(scrollTo({ seen, sentence: { top: 900, bottom: 1000 }, at: 480, scroll: 0 }), 500)
  assert.equal(scrollTo({ seen, sentence: { top: 900, bottom: 1000 }, at: 0, scroll: 0 }), 800)
  assert.equal(scrollTo({ seen, sentence: { top: 900, bottom: 2000 }, at: 300, scroll: 0 }), 800)
})

test("a column does not scroll above its beginning", () => {
  assert.equal(scrollTo({ seen, sentence: { top: 150, bottom: 200 }, at: 400, scroll: 0 }), 0)
})

test("a sentence is seen when all of it is", () => {
  assert.equal(isSeen(seen, { top: 100, bottom: 500 }), true)
  assert.equal(isSeen(seen, { top: 99, bottom: 200 }), false)
})

test("a ribbon goes from edge to edge and stays within its strip", () => {
  assert.equal(ribbon({ top: 1, bottom: 2 }, { top: 3, bottom: 4 }, 90), "M0 1C60 1 30 3 90 3V4C30 4 60 2 0 2Z")
  assert.deepEqual(clamped({ top: 150, bottom: 200 }, seen, 6), { top: 50, bottom: 100 })
  assert.deepEqual(clamped({ top: -50, bottom: 20 }, seen, 6), { top: 0, bottom: 6 })
  assert.deepEqual(clamped({ top: 900, bottom: 950 }, seen, 6), { top: 394, bottom: 400 })
})
