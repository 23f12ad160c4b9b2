// Colleagues' decisions appear while the page is looked at: asked for every few seconds, sent only where something changed.
"use strict";

{
  const EVERY = 4000;
  const news = document.getElementById("news");
  let awaited = 0;

  const look = () => { if (!document.hidden && awaited === 0) htmx.trigger(news, "look"); };

  // Somebody else has decided about the record on show: show how it stands now, unless it is just being written.
  const keepUp = () => {
    const record = document.getElementById("record");
    const row = document.getElementById(`row-${record.dataset.candidate}`);
    if (!row || record.querySelector(".candidate-form") || row.dataset.version === record.dataset.version) return;
    htmx.ajax("GET", row.querySelector("a").href, { target: "#record", swap: "outerHTML" }).catch(() => {});
  };

  // A row that is put in beside another goes from where it was, should it be there already.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    for (const row of detail.fragment.querySelectorAll("li.row")) {
      if (row.id !== detail.target.id) document.getElementById(row.id)?.remove();
    }
  });

  if (news) {
    setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
    // Looking fails and succeeds unnoticed: the words about an action that failed are not for it to change.
    for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:afterRequest"]) {
      news.addEventListener(name, (event) => event.stopPropagation());
    }
    news.addEventListener("htmx:afterSettle", keepUp);
    // An answer to a decision brings the news with it, and newer.
    document.addEventListener("htmx:beforeSend", ({ detail }) => {
      if (detail.elt === news) return;
      awaited += 1;
      htmx.trigger(news, "htmx:abort");
      detail.xhr.addEventListener("loadend", () => { awaited -= 1; });
    });
  }
}
