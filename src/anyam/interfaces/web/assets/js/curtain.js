// Esc twice hides the screen: someone is standing behind you, or a child should not read along.
const TWICE_WITHIN = 600;
const curtain = () => document.getElementById("curtain");
let last = -Infinity;
let title = "";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !curtain() || curtain().open) return;
  if (event.timeStamp - last < TWICE_WITHIN) hide();
  last = event.timeStamp;
});
document.addEventListener("click", (event) => event.target.closest("[data-curtain]") && hide());
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-curtain]").forEach((button) => (button.hidden = false));
  // Only the button opens the curtain again; browsers let a second Esc close any dialog.
  curtain()?.addEventListener("close", () => {
    if (curtain().returnValue !== "show") return hide();
    document.title = title;
  });
});

function hide() {
  if (document.title !== "Anyam") title = document.title;
  document.title = "Anyam";
  curtain().returnValue = "";
  if (!curtain().open) curtain().showModal();
}
