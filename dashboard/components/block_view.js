// Builds blocks of words in the page. Text is set as text, tags and attributes come from closed lists.
const TAGS = new Set([
  "a", "aside", "b", "blockquote", "caption", "code", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "header",
  "li", "nav", "ol", "p", "section", "small", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul",
]);
const ATTRIBUTES = new Set([
  "aria-current", "aria-hidden", "aria-label", "aria-labelledby", "aria-live", "data-label", "datetime", "hreflang", "id", "lang",
  "role", "scope", "tabindex", "title",
]);
const WEB_ADDRESS = /^https?:\/\//i;

const CONNECTION = "data-test-connection-state";
const FILE = /^[\w.-]+(\/[\w-]+(\.\w+)*)+$/;

let wantedSpot = decodeURIComponent(location.hash.slice(1));

function addressOf(to) {
  const query = new URLSearchParams(to.query).toString();
  return `./${to.page}${query ? "?" + query : ""}${to.spot ? "#" + to.spot : ""}`;
}

function goToSpot() {
  const place = wantedSpot && document.getElementById(wantedSpot);
  if (!place) return;
  wantedSpot = "";
  place.tabIndex = -1;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

function isPlainClick(event) {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function connect(element, to, go) {
  element.href = addressOf(to);
  element.addEventListener("click", (event) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    wantedSpot = to.spot || "";
    go(to);
  });
}

function connectToSpot(element, spot) {
  element.href = `#${spot}`;
  element.addEventListener("click", (event) => {
    event.preventDefault();
    wantedSpot = spot;
    goToSpot();
  });
}

function addressed(tag, address) {
  if (tag !== "a" || address === undefined) return null;
  if (!WEB_ADDRESS.test(address)) return "";
  return address;
}

function build(block, go) {
  if (typeof block === "string") return document.createTextNode(block);
  const tag = TAGS.has(block.tag) ? block.tag : "span";
  const attributes = block.attributes || {};
  const address = addressed(tag, attributes.href);
  const element = document.createElement(address === "" ? "span" : tag);
  if (block.kind) element.className = block.kind;
  for (const [name, value] of Object.entries(attributes)) {
    if (ATTRIBUTES.has(name)) element.setAttribute(name, String(value));
  }
  if (address) {
    element.href = address;
    element.rel = "noopener noreferrer";
  }
  for (const [name, value] of Object.entries(block.paint || {})) element.style.setProperty(`--${name}`, value);
  if (block.to && tag === "a") connect(element, block.to, go);
  if (block.spot && tag === "a") connectToSpot(element, block.spot);
  if (block.file && tag === "a" && FILE.test(block.file)) element.href = `./data/${block.file}`;
  for (const child of block.children || []) element.appendChild(build(child, go));
  return element;
}

function linksOf(parent) {
  return Array.from(parent.querySelectorAll("a"));
}

let shownPage = null;

function announce(page) {
  document.documentElement.lang = page.lang;
  document.getElementById("first-words")?.remove();
  document.querySelector('[data-testid="stApp"]')?.setAttribute("data-page", page.name);
  const skip = document.querySelector('a[href="#stMain"], [data-testid="stSkipLink"], a.skip-link');
  if (skip) skip.textContent = page.skip;
  if (shownPage !== null && shownPage !== page.name) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  shownPage = page.name;
}

const MARKDOWN = /\\([!-/:-@[-`{-~])|\*\*|\s+/g;

const names = new WeakMap();

// Streamlit gives a field for its name the Markdown of its label (see plain.py), and a screen reader would say each mark of
// it; and the button that opens a field's list it calls “Open” in every language, where it should be called as the field is.
function nameFields(app) {
  for (const label of app.querySelectorAll('[data-testid="stWidgetLabel"]')) {
    for (const field of label.closest('[data-testid="stElementContainer"]')?.querySelectorAll("[aria-label]") || []) {
      const name = field.getAttribute("aria-label");
      if (names.get(field) === name) continue;
      const written = field.matches('button[aria-haspopup="listbox"]') ? label.innerText || label.textContent : name;
      const plain = written.replace(MARKDOWN, (mark, letter) => letter ?? (mark === "**" ? "" : " "));
      names.set(field, plain);
      field.setAttribute("aria-label", plain);
    }
  }
}

function watchFields(app) {
  nameFields(app);
  new MutationObserver(() => nameFields(app)).observe(app, { attributeFilter: ["aria-label"], childList: true, subtree: true });
}

let askAgain = null;

// The server stops a run whose browser is gone, and sends what is left of it once the browser is back: that empties the
// page, or half of it, or Streamlit gives the page up, as a part has lost its place. So the page asks for another run,
// which the browser does not always do, and is loaded anew where it was given up.
function watchConnection(app) {
  let isConnected = true;
  let isBack = false;
  new MutationObserver(() => {
    const wasConnected = isConnected;
    isConnected = app.getAttribute(CONNECTION) === "CONNECTED";
    if (!isConnected || wasConnected) return;
    isBack = true;
    askAgain();
  }).observe(app, { attributeFilter: [CONNECTION] });
  new MutationObserver(() => {
    if (isBack && !document.contains(app)) window.location.reload();
  }).observe(document.getElementById("root"), { childList: true });
}

let watched = null;

function watch() {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app || watched === app) return;
  watched = app;
  watchConnection(app);
  watchFields(app);
}

function show({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".blocks");
  if (data.isLive) root.setAttribute("aria-live", "polite");
  const focused = linksOf(root).indexOf(document.activeElement);
  const go = (to) => setTriggerValue("go", to);
  root.replaceChildren(...data.blocks.map((block) => build(block, go)));
  if (focused >= 0) linksOf(root)[focused]?.focus({ preventScroll: true });
  if (data.page) {
    announce(Object.fromEntries(data.page));
    askAgain = () => setTriggerValue("again", true);
    watch();
  }
  goToSpot();
}

// A call that a newer one has overtaken may arrive after it: the browser loads this file for both, and may be done
// with the second first. Streamlit calls what the older returned at once, and its words are never shown.
export default function (call) {
  const waiting = setTimeout(show, 0, call);
  return () => clearTimeout(waiting);
}
