// How an event's data becomes the three steps of the waiting page.
import assert from "node:assert/strict"
import { test } from "node:test"
import { counted, steps } from "../../../static/js/lib/progress.js"

const states = (told) => steps(told).map((step) => step.state)

test("nothing has begun while it is queued", () => {
  assert.deepEqual(states({ state: "queued", progress: { stage: "waiting", done: 0, total: 0 } }), ["todo", "todo", "todo"])
})

test("steps before the present one are done", () => {
  const told = { state: "running", progress: { stage: "comparing", done: 2, total: 5 } }
  assert.deepEqual(states(told), ["done", "now", "todo"])
  assert.deepEqual(steps(told)[1], { stage: "comparing", state: "now", done: 2, total: 5 })
})

test("all are done at the end", () => {
  assert.deepEqual(states({ state: "done", progress: { stage: "checking", done: 3, total: 3 } }), ["done", "done", "done"])
})

test("what is counted is told with its whole, and one thing is not counted", () => {
  assert.equal(counted(1024, 2000), "1,024 of 2,000")
  assert.equal(counted(0, 1), "")
  assert.equal(counted(0, 0), "")
})
