// @ts-check
// Everything that scripts add to the pages; each page works without it.
import "./elements/article-field.js"
import "./elements/article-origin.js"
import "./elements/compare-form.js"
import "./elements/copy-link.js"
import "./elements/draft-done.js"
import "./elements/fleeting-page.js"
import "./elements/find-words.js" // before pair-reader, which keeps the words of a pair as they stand then
import "./elements/found-article.js"
import "./elements/kept-draft.js"
import "./elements/pair-reader.js"
import "./elements/reading-filter.js"
import "./elements/reading-keys.js"
import "./elements/text-doubts.js"
import "./elements/share-dialog.js"
import "./elements/theme-switch.js"
import "./elements/waiting-progress.js"
