// Finds rows by words: those that hold every word are left, a number alone is an action's own. Text stays text.
(() => {
  const found = FOUND;
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'");
  const rows = [...document.querySelectorAll("[data-sought]")];
  const [form, field, told] = ["ask", "q", "told"].map((id) => document.getElementById(id));

  function wanted(typed) {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    const numbered = words.length === 1 && rows.filter((row) => found.sought[row.dataset.sought][0].includes(words[0]));
    if (numbered && numbered.length) return new Set(numbered);
    return new Set(rows.filter((row) => words.every((word) => found.sought[row.dataset.sought][1].includes(word))));
  }

  function show() {
    const kept = wanted(field.value);
    for (const row of rows) row.hidden = !kept.has(row);
    const count = [...kept].filter((row) => row.tagName === "TR").length;
    told.textContent = field.value.trim() ? found.counts[count] + (kept.size ? "" : ` – ${found.none}`) : found.hint;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", show);
  field.value = new URLSearchParams(location.search).get("q") || "";
  show();
})();
