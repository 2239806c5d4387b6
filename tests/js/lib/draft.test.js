// What a browser keeps of a form that was not sent.
import assert from "node:assert/strict"
import { test } from "node:test"
import { read, written } from "../../../static/js/lib/draft.js"

test("what was typed comes back", () => {
  const typed = [["left.text", "One.\n"], ["right.label", "Courier"]]
  assert.deepEqual(read(written(typed)), { "left.text": "One.\n", "right.label": "Courier" })
})

test("choices, files and empty fields are not kept", () => {
  assert.equal(written([["left.how", "paste"], ["keep_days", "7"], ["left.file", {}], ["left.text", " "]]), null)
})

test("what is no draft of ours is no draft", () => {
  for (const kept of [null, "", "{", "[1]", '"x"', "null", '{"left.text": 5, "other": "x"}']) assert.deepEqual(read(kept), {})
})
