// Review by keyboard, and without opening the page anew for each item. Without this, links and forms do
// the same.
const main = document.querySelector("main");

// Says what happened to who cannot see it.
const live = document.createElement("div");
live.className = "unseen";
live.setAttribute("role", "status");
document.body.append(live);

let busy = false;

async function show(request, said) {
  if (busy) return;
  busy = true;
  try {
    const response = await fetch(request);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    main.replaceChildren(...page.querySelector("main").childNodes);
    document.title = page.title;
    if (response.ok) history.replaceState(null, "", response.url);
    const item = document.getElementById("item");
    (item || main).focus();
    const question = document.getElementById("question");
    const text = question ? question.textContent : main.querySelector("p")?.textContent;
    live.textContent = `${response.ok ? said : "That was not done."} ${text || ""}`;
    announceKeys();
  } catch {
    live.textContent = "The room does not answer. Nothing was done.";
  } finally {
    busy = false;
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const undo = form.getAttribute("action") === "/log/undo";
  if (!form.matches("[data-decide]") && !undo) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  const button = event.submitter;
  if (button && button.name) body.append(button.name, button.value);
  const said = undo ? "Taken back." : (button && button.dataset.said) || "Done.";
  show(new Request(form.action, { method: "POST", body }), said);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#review a[rel], .queue a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(new Request(link.href), "");
});

// Single keys can be switched off: somebody may speak to the machine.
const keys = { get on() { return localStorage.getItem("review-keys") !== "off"; } };

function announceKeys() {
  const legend = document.getElementById("keys");
  if (!legend) return;
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-pressed", String(keys.on));
  button.textContent = keys.on ? "Keys are on" : "Keys are off";
  button.addEventListener("click", () => {
    localStorage.setItem("review-keys", keys.on ? "off" : "on");
    button.setAttribute("aria-pressed", String(keys.on));
    button.textContent = keys.on ? "Keys are on" : "Keys are off";
  });
  legend.append(button);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (!keys.on || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "u") {
    document.querySelector('.notice form[action="/log/undo"] button')?.click();
    return;
  }
  const target = document.querySelector(`#item [data-key="${CSS.escape(event.key)}"]`);
  if (!target) return;
  const folded = target.closest("details");
  if (target.matches("summary")) {
    folded.open = !folded.open;
    if (folded.open) folded.querySelector("button").focus();
    else target.focus();
  } else if (!folded || folded.open) {
    target.click();
  }
  event.preventDefault();
});

announceKeys();
