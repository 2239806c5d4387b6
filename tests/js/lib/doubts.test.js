// What to look at is said on the page as the server says it: both are held to the same cases.
import assert from "node:assert/strict"
import { readFileSync } from "node:fs"
import { test } from "node:test"
import { doubtsOf, doubtsOfBoth } from "../../../static/js/lib/doubts.js"

const cases = JSON.parse(readFileSync(new URL("../../doubt_cases.json", import.meta.url), "utf-8"))

test("what looks wrong is said of the text it is in", () => {
  assert.ok(cases.length)
  for (const { left, right, said } of cases) {
    assert.deepEqual([doubtsOf(left), [...doubtsOf(right), ...doubtsOfBoth(left, right)]], said, left)
  }
})
