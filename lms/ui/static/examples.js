// Ideas for the rows of a worksheet's table: sorted out by group and kind, and put into the first empty row on request.
// Nothing that stands there is ever overwritten.
export function offer(examples) {
  const { examples: table, into, found, put, full } = examples.dataset;
  const sheet = examples.closest(".sheet");
  const said = examples.querySelector("[data-said]");
  const [group, kind] = ["group", "kind"].map((name) => examples.querySelector(`[data-by='${name}']`));

  // Choosing here is not filling in: the sheet around it hears nothing of it, and has nothing to save.
  examples.addEventListener("input", (event) => {
    event.stopPropagation();
    let shown = 0;
    for (const part of examples.querySelectorAll("[data-group]")) {
      const fits = [...part.querySelectorAll("[data-kind]")].filter((idea) => {
        idea.hidden = Boolean(kind.value) && idea.dataset.kind !== kind.value;
        return !idea.hidden;
      });
      part.hidden = !fits.length || (Boolean(group.value) && part.dataset.group !== group.value);
      part.open = !part.hidden && Boolean(group.value || kind.value);
      if (!part.hidden) shown += fits.length;
    }
    said.textContent = found.replace("{number}", shown);
  });

  const rows = () => {
    const byRow = new Map();
    for (const field of sheet.querySelectorAll(`[name^='${table}']`)) {
      const row = field.closest(".sheet-row");
      byRow.set(row, [...(byRow.get(row) ?? []), field]);
    }
    return byRow;
  };
  const isEmpty = (field) => (["checkbox", "radio"].includes(field.type) ? !field.checked || !field.value : !field.value.trim());

  examples.addEventListener("click", (event) => {
    const button = event.target.closest("[data-put-it]");
    if (!button) return;
    const [row, fields] = [...rows()].find(([, fields]) => fields.every(isEmpty)) ?? [];
    if (!row) { said.textContent = full; return; }
    const field = fields.find((field) => field.name.endsWith(`.${into}`));
    field.value = button.closest("li").querySelector("[data-words]").textContent.trim();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    said.textContent = put.replace("{row}", row.querySelector("legend").textContent.trim());
  });

  examples.querySelector("[data-sorting]").hidden = false;
  for (const button of examples.querySelectorAll("[data-put-it]")) button.hidden = false;
}
