"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const store = read("store");
  const words = read("words");
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  // Text only ever enters the page as text: nothing that people said is read as HTML.
  const make = (tag, text = "", more = {}) => Object.assign(document.createElement(tag), { textContent: text }, more);

  const item = (number, head) => {
    const [text, signature, reference] = store.quotes[number];
    const li = make("li");
    if (head) li.append(make("p", head, { className: "head" }));
    li.append(make("blockquote", text, { lang: store.language, dir: "auto" }));
    const signed = make("p", "", { className: "signed" });
    const name = store.signatures[signature];
    if (name) signed.append(make("bdi", name), " · ");
    signed.append(make("code", reference));
    li.append(signed);
    return li;
  };
  const size = (quotes, total) =>
    fill(total ? words.some : words.every, { shown: quotes.length, total: total || quotes.length });

  // A number opens its quotes.
  const dialog = byId("opened");
  const headOf = (cell) => {
    const table = cell.closest("table");
    const head = table.tHead.rows[0].cells[cell.cellIndex];
    return head.firstChild ? head.firstChild.textContent.trim() : "";
  };
  const titleOf = (cell, key) => {
    const row = cell.parentElement.cells[0].textContent;
    if (key.includes(":")) return fill(words.new, { interview: row });
    if (key.startsWith("d")) return fill(words.differ, { code: row });
    return `${row} – ${cell.cellIndex ? headOf(cell) : words.all}`;
  };
  const open = (cell) => {
    const key = cell.dataset.opens;
    const [quotes, total, heads = []] = store.opened[key];
    byId("opened-title").textContent = titleOf(cell, key);
    byId("opened-size").textContent = size(quotes, total);
    byId("opened-quotes").replaceChildren(...quotes.map((number, n) => item(number, heads[n])));
    dialog.showModal();
    dialog.scrollTop = 0;
  };
  for (const cell of all("[data-opens]")) {
    const opened = store.opened[cell.dataset.opens];
    if (!opened || !opened[0].length) continue;
    const button = make("button", cell.firstChild.textContent.trim(), { type: "button" });
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => open(cell));
    cell.firstChild.replaceWith(button);
  }
  byId("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });

  // The quotes of a code, group by group.
  const chapters = all(".chapter");
  const filter = document.querySelector("search");
  const group = byId("group");
  const code = byId("code");
  const show = (chapter) => {
    all(".shelf", chapter).forEach((old) => old.remove());
    if (!chapter.open) return;
    const shelf = make("div", "", { className: "shelf" });
    for (const [number, name] of Object.entries(store.groups)) {
      const opened = store.opened[`${chapter.dataset.code}.${number}`];
      if (!opened || !opened[0].length || (group.value && group.value !== number)) continue;
      shelf.append(make("h4", `${name} – ${size(...opened)}`));
      const list = make("ol", "", { className: "quotes" });
      list.append(...opened[0].map((quote) => item(quote)));
      shelf.append(list);
    }
    chapter.append(shelf);
  };
  chapters.forEach((chapter) => chapter.addEventListener("toggle", () => show(chapter)));
  const openAll = (open) =>
    chapters.filter((chapter) => !chapter.hidden).forEach((chapter) => (chapter.open = open));
  byId("open-all").addEventListener("click", () => openAll(true));
  byId("close-all").addEventListener("click", () => openAll(false));

  // The filter: rows by code, columns, rows and panels by group.
  const columns = all("table").flatMap((table) =>
    all("thead th[data-group]", table).map((head) => [
      head.dataset.group,
      [head, ...[...table.tBodies[0].rows].map((row) => row.cells[head.cellIndex])],
    ]),
  );
  const coded = all("tr[data-code], .chapter[data-code]").map((node) => [
    node,
    fold((node.querySelector("th, h3") || node).textContent),
  ]);
  const tables = all(".scroll:has(tr[data-code])");
  const grouped = all("tr[data-group], article[data-group]");
  const apply = () => {
    const wanted = fold(code.value.trim());
    for (const [node, name] of coded) node.hidden = !name.includes(wanted);
    for (const [number, cells] of columns)
      cells.forEach((cell) => (cell.hidden = Boolean(group.value) && number !== group.value));
    for (const table of tables) table.hidden = all("tbody tr", table).every((row) => row.hidden);
    for (const node of grouped) node.hidden = Boolean(group.value) && node.dataset.group !== group.value;
    chapters.filter((chapter) => chapter.open).forEach(show);
    filter.classList.toggle("active", Boolean(wanted || group.value));
    const shown = chapters.filter((chapter) => !chapter.hidden).length;
    byId("shown").value = fill(words.codes, { shown, total: chapters.length });
  };
  code.addEventListener("input", apply);
  group.addEventListener("change", apply);
  all("search, .how").forEach((node) => (node.hidden = node.matches(".unscripted")));
  apply();
})();
