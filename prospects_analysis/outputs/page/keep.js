/* Keep: nobody leaves the page without being asked while something is unsaved, and a reload brings
   back what was wished. The browser keeps it for this tab alone, under the hash of this very file:
   a file of another run finds nothing, and one that is opened anew begins anew. */

const KEPT_AS = `prospects ${document.documentElement.dataset.file}`;

/** What was kept, where the page is loaded once more; null elsewhere. */
const kept = () => {
  const [{ type }] = performance.getEntriesByType("navigation");
  if (type === "navigate") return null;
  try {
    return JSON.parse(sessionStorage.getItem(KEPT_AS));
  } catch {
    return null; // some browsers keep nothing for a file; they still ask before leaving
  }
};

const keep = (what) => {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify(what));
  } catch {
    // as above
  }
};

/** Have the browser ask, in its own words, before it leaves something that is not saved. */
const askBeforeLeaving = (isUnsaved) => window.addEventListener("beforeunload", (event) => {
  if (!isUnsaved()) return;
  event.preventDefault();
  event.returnValue = true; // as browsers of before 2023 want it
});
