// What every page of the room has: forms that send themselves when a choice is made.
for (const field of document.querySelectorAll("form[data-live] select, form[data-live] input[type=range], form[data-live] input[type=checkbox]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
for (const slider of document.querySelectorAll("input[type=range][data-shows]")) {
  const shown = document.getElementById(slider.dataset.shows);
  const days = (slider.dataset.days || "").split(" ");
  slider.addEventListener("input", () => { shown.textContent = days[slider.value] || slider.value; });
}
