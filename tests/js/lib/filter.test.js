// What shows, and the address that says what was asked for.
import assert from "node:assert/strict"
import { test } from "node:test"
import { address, askedBy, groupOf, shows } from "../../../static/js/lib/filter.js"

const ALL = { show: ["conflicts", "both", "only-a", "only-b"], kinds: [], level: 3, words: "" }

test("every state has its group", () => {
  assert.deepEqual(["conflict", "possible", "both", "part"].map((state) => groupOf(state, "left")), ["conflicts", "conflicts", "both", "both"])
  assert.equal(groupOf("unique", "left"), "only-a")
  assert.equal(groupOf("unique", "right"), "only-b")
})

test("a finding shows when its group is asked for and the reader is not too careful for it", () => {
  const conflict = { state: "possible", caution: 3 }
  assert.equal(shows(conflict, ["number"], ALL), true)
  assert.equal(shows(conflict, ["number"], { ...ALL, level: 2 }), false)
  assert.equal(shows(conflict, ["number"], { ...ALL, show: ["both"] }), false)
})

test("kinds of reasons choose among conflicts only", () => {
  assert.equal(shows({ state: "conflict", caution: 1 }, ["number"], { ...ALL, kinds: ["date"] }), false)
  assert.equal(shows({ state: "conflict", caution: 1 }, ["number", "date"], { ...ALL, kinds: ["date"] }), true)
  assert.equal(shows({ state: "both", caution: 1 }, [""], { ...ALL, kinds: ["date"] }), true)
})

test("an address says only what is not usual", () => {
  assert.equal(address("/c/x", ALL, ALL), "/c/x")
  assert.equal(address("/c/x", { show: ["conflicts"], kinds: ["date"], level: 4, words: "" }, ALL), "/c/x?show=conflicts&kind=date&caution=4")
  assert.equal(address("/c/x", { ...ALL, words: "the flood" }, ALL), "/c/x?q=the+flood")
})

test("what an address asks for is what it was made of", () => {
  for (const asked of [ALL, { show: ["both"], kinds: ["date"], level: 1, words: "the flood & more" }]) {
    assert.deepEqual(askedBy(address("/c/x", asked, ALL).slice("/c/x".length), ALL), asked)
  }
  assert.deepEqual(askedBy("?show=nothing&caution=x", ALL), ALL)
})
