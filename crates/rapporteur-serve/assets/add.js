// Adding: files that are dropped, how much was sent, and how far reading has got.

const MIB = 1024 * 1024;

for (const form of document.querySelectorAll("form[data-sends]")) {
  const zone = form.querySelector("[data-zone]");
  if (zone) takeDrops(zone);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
for (const place of document.querySelectorAll("[data-follows]")) follow(place);

function takeDrops(zone) {
  const field = zone.querySelector("input[type=file]");
  const hint = document.createElement("p");
  hint.className = "drop";
  hint.textContent = "Drop files here, or choose them:";
  zone.prepend(hint);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.classList.remove("over");
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  // A file that misses the zone would be opened in place of the page.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => event.preventDefault());
  }
  const chosen = zone.querySelector("[data-chosen]");
  const limits = chosen.textContent;
  field.addEventListener("change", () => {
    const files = [...field.files];
    const bytes = files.reduce((sum, file) => sum + file.size, 0);
    chosen.textContent = files.length === 0 ? limits
      : `${files.length === 1 ? files[0].name : `${files.length} files`}, ${size(bytes)}`;
    field.setCustomValidity(tooMuch(field.form, files, bytes));
    field.reportValidity();
  });
}

function tooMuch(form, files, bytes) {
  const { mostFiles, mostBytes, mostFileBytes } = form.dataset;
  if (files.length > mostFiles) return `At most ${mostFiles} files at once: add them in parts.`;
  if (bytes > mostBytes) return `At most ${size(mostBytes)} at once: add them in parts.`;
  const large = files.find((file) => file.size > mostFileBytes);
  return large ? `${large.name} has more than ${size(mostFileBytes)}.` : "";
}

function send(form) {
  const told = form.querySelector("[data-told]");
  const button = form.querySelector("button.primary");
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", "How much was sent");
  button.disabled = true;
  told.className = "sending";
  told.replaceChildren("Sending …", bar);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) {
      bar.max = event.total;
      bar.value = event.loaded;
    }
  });
  const refuse = (...words) => {
    button.disabled = false;
    told.className = "sending error";
    told.replaceChildren(words.filter(Boolean).join("; "));
  };
  request.addEventListener("load", () => {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // What is no JSON says nothing that could be shown.
    }
    if (answer.ok) location.assign(answer.data.address);
    else refuse(answer.error?.message ?? "The answer cannot be read", answer.error?.hint);
  });
  request.addEventListener("error", () => refuse("Nothing could be sent", "Is the room still open?"));
  request.open("POST", "/add.json");
  request.send(new FormData(form));
}

async function follow(place) {
  const bar = place.querySelector("progress");
  const said = place.querySelector("[data-said]");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    let answer;
    try {
      answer = await (await fetch(place.dataset.follows)).json();
    } catch {
      said.textContent = "The room does not answer.";
      continue;
    }
    const view = answer.data;
    if (!answer.ok || !["waiting", "reading"].includes(view.stage)) break;
    bar.value = view.read;
    said.textContent = view.stage === "waiting" ? "Another adding comes first."
      : `${view.articles} articles looked at, ${view.stored} of them new`;
  }
  location.reload();
}

function size(bytes) {
  return bytes < MIB ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / MIB).toFixed(1)} MiB`;
}
