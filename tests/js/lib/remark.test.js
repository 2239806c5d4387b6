// How long a remark is, and what is said of it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { faultIn, lengthOf, roomIn } from "../../../static/js/lib/remark.js"

test("a character is a code point, a line end is one, and white space around does not count", () => {
  assert.equal(lengthOf(""), 0)
  assert.equal(lengthOf(" \n a\r\nb \t"), 3)
  assert.equal(lengthOf("🚒🚒"), 2)
  assert.equal(lengthOf("🧑‍🚒"), 3)
})

test("what is left is said, and what is too much", () => {
  assert.equal(roomIn("  ", 280), "at most 280 characters")
  assert.equal(roomIn("abc", 280), "277 left")
  assert.equal(roomIn("x".repeat(280), 280), "0 left")
  assert.equal(roomIn("x".repeat(283), 280), "3 too many")
})

test("only what is too long is at fault", () => {
  assert.equal(faultIn("x".repeat(280) + "  ", 280), "")
  assert.equal(faultIn("x".repeat(281), 280), "A remark may have 280 characters; this has 281. Take 1 away.")
})
