// New sayings of a room, added at its end while one looks at it. Without this file the page shows them when opened again.
(function () {
  "use strict";
  var room = document.querySelector("[data-live]");
  if (!room || !window.EventSource) { return; }
  var list = room.querySelector("[data-live-list]");
  var news = room.querySelector("[data-live-news]");
  var empty = room.querySelector("[data-live-empty]");
  var source = new EventSource(room.getAttribute("data-live") + "?after=" + room.getAttribute("data-last"));
  function add(event) {
    if (list.querySelector('[data-seq="' + event.lastEventId + '"]')) { return; }
    var box = document.createElement("template");
    box.innerHTML = event.data;
    list.appendChild(box.content);
    if (empty) { empty.hidden = true; }
    news.textContent = "";
    window.setTimeout(function () { news.textContent = news.getAttribute("data-says"); }, 50);
  }
  source.addEventListener("saying", add);
  source.addEventListener("closed", function () { source.close(); });
  window.addEventListener("pagehide", function () { source.close(); });
}());
