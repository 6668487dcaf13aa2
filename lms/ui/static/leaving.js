// Nobody leaves a page of autosaved forms with unsaved text by accident: what is written is saved first, or the browser asks.
const AWAIT = 4000; // milliseconds that a link waits for a save

const within = (promise) => Promise.race([promise, new Promise((done) => { setTimeout(done, AWAIT); })]);

const opensElsewhere = (event, link) =>
  link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || (link.hash && link.pathname === location.pathname);

// `all`: the autosaves of a page (autosave.js).
export function guard(all) {
  const unsaved = () => all.filter((one) => !one.isSaved && !one.leaving);
  const saveAll = () => within(Promise.all(unsaved().map((one) => one.save())));

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const one of unsaved()) { one.store(); one.save({ hidden: true }); }
  });
  addEventListener("online", () => { for (const one of unsaved()) one.save(); });
  addEventListener("focus", () => { for (const one of unsaved()) if (one.tries) one.save(); });
  addEventListener("pageshow", () => { for (const one of all) one.leaving = false; });
  addEventListener("beforeunload", (event) => { if (unsaved().length) event.preventDefault(); });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.closest(".editor-text") || event.defaultPrevented || opensElsewhere(event, link) || !unsaved().length) return;
    event.preventDefault();
    saveAll().then(() => { location.href = link.href; });
  });

  // Another form of the page waits, too.
  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (form.matches("[data-autosave], [method=dialog]") || "waited" in form.dataset || !unsaved().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    form.dataset.waited = "";
    saveAll().then(() => { form.requestSubmit(submitter ?? undefined); delete form.dataset.waited; });
  }, true);
}

// Rich texts in forms that don't save by themselves: the browser asks before what was written there is lost.
export function guardUnsent(areas) {
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) sent.add(event.target); });
  addEventListener("pageshow", () => { for (const area of areas) sent.delete(area.form); });
  addEventListener("beforeunload", (event) => {
    if (areas.some((area) => area.form && !sent.has(area.form) && area.value !== area.defaultValue)) event.preventDefault();
  });
}
