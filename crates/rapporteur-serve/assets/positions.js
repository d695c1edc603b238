// Moves the table of positions through the days while the slider moves.
const form = document.getElementById("slider");

if (form) {
  const days = form.dataset.days.split(" ");
  const slider = form.elements.step;
  const date = document.querySelector("form.filters input[name=at]");
  form.querySelector("button").hidden = true;
  let wanted = null;
  let busy = false;

  const address = (day) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.delete("step");
    fields.set("at", day);
    return `/positions?${fields}`;
  };

  // One request at a time: of the days passed over meanwhile only the last is asked for.
  const draw = async () => {
    if (busy) return;
    busy = true;
    while (wanted) {
      const target = address(wanted);
      wanted = null;
      try {
        const answer = await fetch(target, { headers: { accept: "text/html" } });
        if (!answer.ok) break;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const table = page.getElementById("standings");
        if (!table || wanted) continue;
        const shown = document.getElementById("standings");
        const left = shown.querySelector(".scroll").scrollLeft;
        shown.replaceWith(table);
        table.querySelector(".scroll").scrollLeft = left;
        date.value = table.dataset.at;
        history.replaceState(null, "", target);
      } catch {
        break;
      }
    }
    busy = false;
  };

  slider.addEventListener("input", () => {
    wanted = days[slider.value];
    slider.setAttribute("aria-valuetext", wanted);
    draw();
  });
}
