import assert from "node:assert/strict"
import { test } from "node:test"
import { withoutShare } from "../../../static/js/lib/sharing.js"

test("what was done goes from the address, and nothing else", () => {
  assert.equal(withoutShare("/c/x?share=kept"), "/c/x")
  assert.equal(withoutShare("/c/x?show=conflicts&share=made&caution=2#f3"), "/c/x?show=conflicts&caution=2#f3")
  assert.equal(withoutShare("/c/x#f3"), "/c/x#f3")
})
