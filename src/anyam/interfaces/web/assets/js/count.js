// Says how much of a long text is used, once it matters.
export function countCharacters(root) {
  root.querySelectorAll("[data-count-for]").forEach((line) => {
    const field = document.getElementById(line.dataset.countFor);
    const max = Number(line.dataset.max);
    const hint = line.textContent;
    if (!field) return;
    const show = () => {
      const used = [...field.value.replace(/\r\n/g, "\n")].length;
      line.textContent = used > max * 0.5 ? `${used} ${line.dataset.text} ${max}` : hint;
      line.classList.toggle("over", used > max);
    };
    field.addEventListener("input", show);
    show();
  });
}
