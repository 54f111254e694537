"use strict";
(() => {
  const table = document.querySelector("table.students");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const key = (row, column, kind) => {
    const cell = row.cells[column];
    return kind === "number" ? Number(cell.dataset.value) : cell.textContent;
  };
  const headers = Array.from(table.tHead.rows[0].cells);
  headers.forEach((header, column) => {
    const kind = header.dataset.sort;
    if (!kind) return;
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", "Sort");
    header.append(button);
    button.addEventListener("click", () => {
      const first = kind === "number" ? "descending" : "ascending";
      const second = kind === "number" ? "ascending" : "descending";
      const order = header.getAttribute("aria-sort") === first ? second : first;
      headers.forEach((other) => other.removeAttribute("aria-sort"));
      header.setAttribute("aria-sort", order);
      const sign = order === "ascending" ? 1 : -1;
      const sorted = rows.slice().sort((a, b) => {
        const [x, y] = [key(a, column, kind), key(b, column, kind)];
        return sign * (kind === "number" ? x - y : x.localeCompare(y, undefined, { numeric: true }));
      });
      body.append(...sorted);
    });
  });

  const name = document.getElementById("filter-name");
  const status = document.getElementById("filter-status");
  const count = document.getElementById("filter-count");
  const filter = () => {
    const wanted = name.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = row.cells[0].textContent.toLowerCase().includes(wanted)
        && (!status.value || row.dataset.status === status.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
  };
  name.addEventListener("input", filter);
  status.addEventListener("change", filter);
  document.querySelector(".controls").hidden = false;
  filter();
})();
