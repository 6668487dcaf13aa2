// Dialogue cards of a lesson: one at a time, with a way to see them all. On paper every card shows both its sides.
for (const table of document.querySelectorAll("[data-deck]")) lay(table);

addEventListener("beforeprint", () => { for (const turn of document.querySelectorAll("details.turn")) turn.open = true; });

function lay(table) {
  const cards = [...table.querySelectorAll(".dialogue-card")];
  if (cards.length < 2) return;
  const words = table.dataset;
  const row = document.createElement("div");
  row.className = "row no-print";
  const previous = button(words.previous, row);
  const place = document.createElement("p");
  place.setAttribute("role", "status");
  row.append(place);
  const next = button(words.next, row);
  const all = button(words.all, row);
  all.className = "plain";
  table.append(row);
  let here = Math.max(0, cards.findIndex((card) => `#${card.id}` === location.hash));
  let together = false;
  const show = () => {
    for (const [number, card] of cards.entries()) card.hidden = !together && number !== here;
    previous.hidden = next.hidden = place.hidden = together;
    previous.disabled = here === 0;
    next.disabled = here === cards.length - 1;
    place.textContent = words.place.replace("{number}", here + 1).replace("{all}", cards.length);
    all.textContent = together ? words.one : words.all;
  };
  const go = (to) => {
    here = Math.min(Math.max(to, 0), cards.length - 1);
    show();
    cards[here].tabIndex = -1;
    cards[here].focus();
  };
  previous.addEventListener("click", () => go(here - 1));
  next.addEventListener("click", () => go(here + 1));
  all.addEventListener("click", () => { together = !together; show(); });
  addEventListener("hashchange", () => {
    const found = cards.findIndex((card) => `#${card.id}` === location.hash);
    if (found >= 0) go(found);
  });
  addEventListener("beforeprint", () => { for (const card of cards) card.hidden = false; });
  addEventListener("afterprint", show);
  show();
}

function button(words, row) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "secondary";
  made.textContent = words;
  row.append(made);
  return made;
}
