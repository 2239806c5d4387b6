// @ts-check
// The address of a comparison, with and without word of what was done in its share dialog.

/** @param {string} address path, search and fragment @returns {string} the same without `share=…` */
export function withoutShare(address) {
  const url = new URL(address, "http://x")
  url.searchParams.delete("share")
  return url.pathname + url.search + url.hash
}
