// Loads what calculates (engine.ts, with its contract with the page) once a calculator is near the reader: in an article it
// may never be.

const roots = [...document.querySelectorAll<HTMLElement>("[data-calculator]")];
let isLoading = false;

function load(): void {
  if (isLoading) return;
  isLoading = true;
  import(roots[0].dataset.engine!).catch(() => roots.forEach((root) => {
    root.querySelectorAll<HTMLElement>('[data-part="unavailable"]').forEach((place) => { place.hidden = false; });
  }));
}

const near = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) load(); }, { rootMargin: "100%" });
for (const root of roots) {
  near.observe(root);
  root.addEventListener("focusin", load);
  // Before the engine has come, a form must send nothing.
  root.querySelector("form")?.addEventListener("submit", (event) => event.preventDefault());
}
// Answers may come with the address.
const readAddress = (): void => { if (location.hash.startsWith("#calc=")) load(); };
addEventListener("hashchange", readAddress);
readAddress();
