"use strict";
(() => {
  const table = document.querySelector("table.students");
  const body = table.tBodies[0];
  const headers = Array.from(table.tHead.rows[0].cells);
  const rows = Array.from(body.rows, (row) => ({
    row,
    name: row.cells[0].textContent.toLowerCase(),
    status: row.dataset.status,
  }));

  const words = new Intl.Collator(undefined, { numeric: true });
  const sort = (column, header) => {
    const numbers = header.dataset.sort === "number";
    const [first, second] = numbers ? ["descending", "ascending"] : ["ascending", "descending"];
    const order = header.getAttribute("aria-sort") === first ? second : first;
    headers.forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const keyed = rows.map(({ row }) => {
      const cell = row.cells[column];
      return [numbers ? Number(cell.dataset.value) : cell.textContent, row];
    });
    keyed.sort(([a], [b]) => sign * (numbers ? a - b : words.compare(a, b)));
    // Emptied first: to move thousands of rows one by one takes browsers quadratic time.
    body.replaceChildren();
    body.append(...keyed.map(([, row]) => row));
  };
  table.tHead.addEventListener("click", (event) => {
    const header = event.target.closest("[data-sort]");
    if (header) sort(headers.indexOf(header), header);
  });

  const name = document.getElementById("filter-name");
  const status = document.getElementById("filter-status");
  const count = document.getElementById("filter-count");
  const filter = () => {
    const wanted = name.value.trim().toLowerCase();
    let shown = 0;
    for (const item of rows) {
      const fits = item.name.includes(wanted) && (!status.value || item.status === status.value);
      item.row.hidden = !fits;
      shown += fits;
    }
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length} shown`;
  };
  name.addEventListener("input", filter);
  status.addEventListener("change", filter);
  filter();

  body.addEventListener("mouseover", (event) => {
    const cell = event.target.closest(".sign");
    if (cell) cell.title = `${headers[cell.cellIndex].textContent}: ${cell.textContent}`;
  });
})();
