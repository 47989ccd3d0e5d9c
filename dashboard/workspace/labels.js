// Says in the page's language what Streamlit's file uploader says in English alone; it is drawn when it likes.
// A box that is named is a group, and not something that means nothing.
const BUTTON = '[data-testid="stFileUploaderDropzone"] button p';
const BOX = '[data-testid="stFileUploaderDropzone"]';
const ALERT = '[data-testid="stFileChip"] [role="alert"]';

let words = {};
let watching = null;

function put(selector, text) {
  for (const found of document.querySelectorAll(selector)) {
    if (text && found.firstChild && found.firstChild.nodeValue !== text) found.firstChild.nodeValue = text;
  }
}

function putAll() {
  put(BUTTON, words.choose);
  put(ALERT, words.tooLarge);
  for (const box of document.querySelectorAll(BOX)) {
    if (box.getAttribute("role") !== "group") box.setAttribute("role", "group");
  }
}

function say({ data }) {
  words = Object.fromEntries(data.words);
  putAll();
  if (!watching) {
    watching = new MutationObserver(putAll);
    watching.observe(document.body, { childList: true, subtree: true });
  }
}

// A call that a newer one has overtaken may arrive after it, and is then called off, as in `block_view.js`.
export default function (call) {
  const waiting = setTimeout(say, 0, call);
  return () => clearTimeout(waiting);
}
