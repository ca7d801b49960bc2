// Esc twice hides the screen: someone is standing behind you, or a child should not read along.
const curtain = () => document.getElementById("curtain");
let last = 0;

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || curtain()?.open) return;
  if (event.timeStamp - last < 600) hide();
  last = event.timeStamp;
});
document.addEventListener("click", (event) => event.target.closest("[data-curtain]") && hide());
document.addEventListener("cancel", (event) => event.target.id === "curtain" && event.preventDefault(), true);
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-curtain]").forEach((button) => (button.hidden = false));
});

let title = "";
function hide() {
  title = document.title;
  document.title = "Anyam";
  curtain().showModal();
  curtain().addEventListener("close", () => (document.title = title), { once: true });
}
