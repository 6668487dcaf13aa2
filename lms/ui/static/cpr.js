// Reminds at once when a text holds something with the shape of a CPR number (the same shape as lms/core/cpr.py). The field
// names its notice by data-warns-cpr="<id>".
export const SHAPE = /(?<!\d)(?:[06][1-9]|[1278]\d|[39][01])(?:0[1-9]|1[0-2])\d{2}[ \u2013-]?\d{4}(?!\d)/;

document.addEventListener("input", (event) => {
  const notice = document.getElementById(event.target.dataset?.warnsCpr ?? "");
  if (notice) notice.hidden = !SHAPE.test(event.target.value);
});
