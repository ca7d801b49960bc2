// "/" opens search, unless someone is writing.
const writing = (element) => element.closest("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
  const box = document.querySelector("[data-search-key]");
  if (!box || !slash) return;
  event.preventDefault();
  if (box.offsetParent) {
    box.focus();
    box.select();
  } else location.href = box.form.action;
});
