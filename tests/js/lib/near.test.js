// The line of the map that a click beside it means.
import assert from "node:assert/strict"
import { test } from "node:test"
import { endsOf, nearest } from "../../../static/js/lib/near.js"

const lines = [
  { id: "f1", x: [10, 90], y: [0, 0] },
  { id: "f2", x: [10, 90], y: [100, 900] },
]

test("the nearest line is meant, at the place where it passes", () => {
  assert.equal(nearest(lines, { x: 50, y: 480 }, 30), "f2")
  assert.equal(nearest(lines, { x: 50, y: 10 }, 30), "f1")
  assert.equal(nearest(lines, { x: 90, y: 890 }, 30), "f2")
})

test("beside the ends a line goes on level", () => {
  assert.equal(nearest(lines, { x: 0, y: 105 }, 30), "f2")
  assert.equal(nearest(lines, { x: 100, y: 905 }, 30), "f2")
})

test("far from every line none is meant", () => {
  assert.equal(nearest(lines, { x: 50, y: 300 }, 30), null)
  assert.equal(nearest([], { x: 50, y: 300 }, 30), null)
})

test("the ends of a line are read from its path", () => {
  assert.deepEqual(endsOf("M14 120l72 -20"), { x: [14, 86], y: [120, 100] })
  assert.equal(endsOf("M14 120h14"), null)
})
