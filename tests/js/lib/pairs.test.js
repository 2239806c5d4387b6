// The order of the findings, the state of a sentence, and what an address asks for.
import assert from "node:assert/strict"
import { test } from "node:test"
import { asked, cautionOf, neighbour, nextConflict, sideOf, strongest } from "../../../static/js/lib/pairs.js"

const pairs = [["f1", "conflict"], ["f2", "possible"], ["f3", "both"]].map(([id, state]) => ({ id, state, left: "l1", right: "r1", caution: 1 }))

test("one goes through the findings and around their ends", () => {
  assert.equal(neighbour(pairs, null, 1).id, "f1")
  assert.equal(neighbour(pairs, null, -1).id, "f3")
  assert.equal(neighbour(pairs, "f1", 1).id, "f2")
  assert.equal(neighbour(pairs, "f3", 1).id, "f1")
  assert.equal(neighbour(pairs, "f1", -1).id, "f3")
  assert.equal(neighbour([], "f1", 1), null)
})

test("the next conflict is a conflict, from a match too", () => {
  assert.equal(nextConflict(pairs, "f1").id, "f2")
  assert.equal(nextConflict(pairs, "f3").id, "f1")
  assert.equal(nextConflict(pairs.slice(2), "f3"), null)
})

test("a conflict goes before a match, and no pair is no counterpart", () => {
  assert.equal(strongest(pairs), "conflict")
  assert.equal(strongest(pairs.slice(1)), "possible")
  assert.equal(strongest([]), "unique")
})

test("a pair shows from its own level of caution on", () => {
  assert.deepEqual(["conflict", "both", "part", "possible"].map((state) => cautionOf(state, false)), [1, 1, 2, 3])
  assert.equal(cautionOf("conflict", true), 4)
  assert.equal(cautionOf("named", false), 1)
})

test("addresses of findings and sentences are read, others are not ours", () => {
  assert.deepEqual(asked("#f3"), { finding: "f3" })
  assert.deepEqual(asked("#m4-10"), { finding: "m4-10" })
  assert.deepEqual(asked("#l12"), { sentence: "l12" })
  assert.deepEqual(asked("#r7"), { sentence: "r7" })
  for (const hash of ["", "#left", "#f", "#main", "#x3", "#f3x", "#m4", "#m4-"]) assert.deepEqual(asked(hash), {})
  assert.equal(sideOf("r7"), "right")
})
