// An article: all of a statement lights up with its link, and words selected in the text fill the form.

const text = document.querySelector(".text");
const segments = [...text.querySelectorAll("[data-start]")];
const points = (string) => [...string].length;

// Which layers are shown is kept for the next article.
const KEY = "rapporteur.layers";
const boxes = [...document.querySelectorAll(".legend input")];
try {
  const kept = JSON.parse(localStorage.getItem(KEY) || "{}");
  for (const box of boxes) if (box.id in kept) box.checked = kept[box.id];
} catch { /* Whoever keeps nothing begins anew. */ }
for (const box of boxes) {
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(boxes.map((one) => [one.id, one.checked]))));
    } catch { /* As above. */ }
  });
}

// A link leads to the first segment of a statement; the others light up with it.
function light() {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^card-/, "");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (!/^[sv]\d+$/.test(id)) return;
  for (const part of text.querySelectorAll(`[data-of="${id}"]`)) part.classList.add("lit");
  const card = document.getElementById(`card-${id}`);
  if (!card) return;
  card.classList.add("lit");
  const beside = card.closest(".beside");
  if (location.hash === `#${id}` && getComputedStyle(beside).position === "sticky") {
    const down = card.getBoundingClientRect().top - beside.getBoundingClientRect().top;
    beside.scrollTop += down - 16;
  }
}
addEventListener("hashchange", light);
light();

// Code points before a place within a segment.
function before(segment, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(segment);
  range.setEnd(node, offset);
  return Number(segment.dataset.start) + points(range.toString());
}

// First code point of a range of the page, and the one after its last.
function places(range) {
  const touched = segments.filter((segment) => range.intersectsNode(segment) && segment.textContent);
  if (!touched.length) return null;
  const first = touched[0], last = touched[touched.length - 1];
  const start = first.contains(range.startContainer)
    ? before(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer)
    ? before(last, range.endContainer, range.endOffset)
    : Number(last.dataset.start) + points(last.textContent);
  return start < end ? [start, end] : null;
}

// A place of the page that a code point is at; of two, the one where something begins or ends.
function place(point, ends) {
  const here = (segment) => {
    const start = Number(segment.dataset.start), end = start + points(segment.textContent);
    return ends ? start < point && point <= end : start <= point && point < end;
  };
  const segment = segments.find(here);
  if (!segment) return null;
  let rest = point - Number(segment.dataset.start);
  const walker = document.createTreeWalker(segment, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const all = [...node.data];
    if (rest <= all.length) return [node, all.slice(0, rest).join("").length];
    rest -= all.length;
  }
  return null;
}

function ranges(typed) {
  const spans = typed.split(",").map((span) => span.trim()).filter(Boolean);
  if (!spans.every((span) => /^\d+\s*-\s*\d+$/.test(span))) return [];
  return spans.flatMap((span) => {
    const [start, end] = span.split("-").map(Number);
    const from = place(start, false), to = place(end, true);
    if (!from || !to) return [];
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return [range];
  });
}

// The words between two places, without the links that stand among them.
function words(range) {
  const copy = range.cloneContents();
  for (const link of copy.querySelectorAll(".ref")) link.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

const form = document.querySelector("#statement form");
if (form) {
  for (const hint of document.querySelectorAll("[data-script]")) hint.hidden = false;
  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    if (text.contains(range.commonAncestorContainer)) selected = places(range);
  });
  const tell = (field) => {
    const found = ranges(form.elements[field].value);
    form.querySelector(`[data-words="${field}"]`).textContent = found.map(words).join(" … ");
    if (globalThis.CSS?.highlights) CSS.highlights.set(field, new Highlight(...found));
  };
  for (const field of ["content", "source", "cue"]) {
    const input = form.elements[field];
    const take = (add) => {
      if (!selected) return;
      const span = selected.join("-");
      input.value = add && input.value.trim() ? `${input.value}, ${span}` : span;
      tell(field);
    };
    const [taking, adding] = [form.querySelector(`[data-take="${field}"]`), form.querySelector(`[data-more="${field}"]`)];
    taking.addEventListener("click", () => take(false));
    adding.addEventListener("click", () => take(true));
    for (const button of [taking, adding]) {
      // The selection stays where it is.
      button.addEventListener("pointerdown", (event) => event.preventDefault());
      button.hidden = false;
    }
    input.addEventListener("input", () => tell(field));
    tell(field);
  }
}
