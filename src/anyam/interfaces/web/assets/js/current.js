// On a phone the bars scroll sideways: bring the current page's link into sight.
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("nav ul [aria-current]").forEach((link) => {
    const bar = link.closest("ul");
    bar.scrollLeft = link.offsetLeft - (bar.clientWidth - link.offsetWidth) / 2;
  });
});
