/* What a tablet keeps for an inspector (desk/tablet.js): the pages kept for one person are forgotten as soon as this
   browser shows a page of somebody else, or of nobody; signing out asks while entries wait to be sent. */
(() => {
  "use strict";
  const MARK = "ordolux-tablet";
  let whose = "";
  try {
    whose = localStorage.getItem(MARK) || "";
  } catch {
    return;
  }
  if (!whose) return;
  const person = document.body.dataset.person || "";
  if (person !== whose) {
    if ("caches" in window) caches.delete("ordolux-tablet-pages");
    localStorage.removeItem(MARK);
    return;
  }
  const forms = document.querySelectorAll("form[data-kept-confirm]");
  if (!forms.length || !("indexedDB" in window)) return;
  const warn = (count) => {
    for (const form of forms) {
      if (count) form.dataset.confirm = form.dataset.keptConfirm.replace("{count}", count);
      else delete form.dataset.confirm;
    }
  };
  const look = () => {
    const asked = indexedDB.open("ordolux-measuring");
    asked.onsuccess = () => {
      const base = asked.result;
      if (!base.objectStoreNames.contains("queue")) {
        base.close();
        return;
      }
      const found = base.transaction("queue").objectStore("queue").getAll();
      found.onsuccess = () => {
        warn(found.result.filter((item) => item.person === person).length);
        base.close();
      };
    };
  };
  look();
  setInterval(look, 3000);
})();
