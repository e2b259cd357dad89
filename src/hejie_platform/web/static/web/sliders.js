// A slider beside each number that may be moved. Without this file the number is typed.
(function () {
  "use strict";
  var fields = document.querySelectorAll("input[data-slider]");
  Array.prototype.forEach.call(fields, function (field) {
    var ends = field.getAttribute("data-slider").split(" ");
    var slider = document.createElement("input");
    slider.type = "range";
    slider.min = ends[0];
    slider.max = ends[1];
    slider.value = field.value || ends[0];
    slider.setAttribute("aria-label", field.labels.length ? field.labels[0].textContent.trim() : "");
    field.insertAdjacentElement("afterend", slider);
    slider.addEventListener("input", function () { field.value = slider.value; });
    field.addEventListener("input", function () { slider.value = field.value; });
  });
}());
