(() => {
"use strict";
const root = document.documentElement;
const $ = (rule, inside = document) => inside.querySelector(rule);
const $$ = (rule, inside = document) => [...inside.querySelectorAll(rule)];
const data = JSON.parse($("#data").textContent);
const notices = $$(".notice"), form = $(".find"), help = $(".help"), pick = $(".switch");
const narrow = matchMedia("(max-width: 60rem)");
const KEYS = ["n", "view", "q", "unit", "role", "due", "section", "item"];
const VIEWS = { g: "structure", h: "heat", n: "network", d: "changes" };
const chosen = (data.wanted ?? []).flat()[0] ?? "";  // the office whose tasks were asked for
let state = {}, words = {}, here = null, current = null;

// What is kept: the state in the address, the scheme of colours in the browser.

function kept(name, value) {
  try { return value === undefined ? localStorage.getItem(name) : localStorage.setItem(name, value); } catch { return null; }
}
function read() {
  const found = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
  const next = Object.fromEntries(KEYS.map((key) => [key, found.get(key) ?? ""]));
  if (!found.has("unit")) next.unit = chosen;
  next.n = /^\d+$/.test(next.n) && notices[+next.n] ? +next.n : 0;
  if (!/^(has|none|\d{4}-\d{2}-\d{2})?$/.test(next.due)) next.due = "";
  if (next.role && !$(`[name="role"] option[value="${CSS.escape(next.role)}"]`, form)) next.role = "";
  if (!$(`.views [data-view="${CSS.escape(next.view)}"]`)) next.view = "structure";
  return next;
}
function write() {
  const found = new URLSearchParams();
  for (const key of KEYS)
    if ((state[key] && state[key] !== "structure") || (key === "unit" && chosen)) found.set(key, state[key]);
  history.replaceState(null, "", found.size ? `#${found}` : location.href.split("#")[0]);
}

// The language.

function said(element) {
  const { t, a = "", of } = element.dataset;
  const filled = words[t].replace(/\{(\d)\}/g, (_, k) => (t === "deadline" || t === "scope" ? a : a.split(" ")[k]));
  return of ? `${of} · ${filled}` : filled;
}
const spoken = new Map(notices.map((notice) => [notice, root.lang]));
function speak(language) {
  words = data.words[language];
  root.lang = data.languages[language];
  for (const around of $$("body > :not(main), main > :not(article)")) sayIn(around);
}
function sayIn(around) {
  const all = (rule) => [around, ...$$(rule, around)].filter((element) => element.matches(rule));
  for (const element of all("[data-t]")) element.textContent = said(element);
  for (const element of all("[data-t-label]")) element.setAttribute("aria-label", words[element.dataset.tLabel]);
  for (const element of all("[data-t-title]")) element.title = words[element.dataset.tTitle];
  for (const element of all("[data-t-placeholder]")) element.placeholder = words[element.dataset.tPlaceholder];
}

// A notice as lists, made when it is first shown.

const known = new Map();
function listed(n) {
  if (known.has(n)) return known.get(n);
  const entries = new Map($$(".contents li", notices[n]).map((entry) => [entry.dataset.part, entry]));
  const parts = $$(".part", notices[n]).map((element, number) => ({
    element, number, entry: entries.get(String(number)), texts: $$(".s", element),
    counted: "counted" in element.dataset, parent: +element.dataset.parent, top: element.dataset.top,
    text: $$(".s", element).map((each) => each.textContent).join("\n").toLowerCase(),
    rows: rowsOf(element), shown: true,
  }));
  const front = $$(".front, .front .block", notices[n]);
  known.set(n, { parts, front, places: new Map(parts.map((part) => [part.element, part])) });
  return known.get(n);
}
function rowsOf(element) {
  const rows = $$(".clause", element).map((clause) => {
    const duty = $(".duty", clause);
    return {
      parties: $$(".chip", clause).map((chip) => [chip.dataset.r, chip.textContent]),
      due: duty?.dataset.due ?? "", has: Boolean(duty && "has" in duty.dataset),
    };
  });
  return rows.length ? rows : [{ parties: [], due: "", has: false }];
}

// Filters.

function unitTest() {
  const asked = state.unit.trim(), names = data.names[state.n] ?? {};
  if (!asked) return () => true;
  if (data.wanted && asked === chosen) return (name) => data.wanted[state.n].includes(name);
  const office = Object.hasOwn(names, asked) ? names[asked] : data.offices.indexOf(asked);
  return office >= 0 ? (name) => names[name] === office : (name) => name.includes(asked);
}
function rowTest() {
  const unit = unitTest(), { role } = state, due = state.due === "until" ? "" : state.due;
  if (!state.unit.trim() && !role && !due) return null;
  const timely = (row) => (due === "has" ? row.has : due === "none" ? !row.has : !due || (row.due && row.due <= due));
  const fits = (row) => (!state.unit.trim() && !role) || row.parties.some(([as, name]) => (!role || as === role) && unit(name));
  return (row) => timely(row) && fits(row);
}
function filter() {
  const { parts, front } = listed(state.n);
  const asked = state.q.toLowerCase().split(/\s+/).filter(Boolean), row = rowTest();
  const active = asked.length || row || state.section !== "";
  for (const part of parts) {
    const found = (state.section === "" || part.top === state.section) && asked.every((word) => part.text.includes(word));
    part.shown = !active || (found && (part.counted ? !row || part.rows.some(row) : asked.length > 0 && !row));
  }
  const count = parts.filter((part) => part.counted && part.shown).length;
  for (const part of [...parts].reverse()) if (part.shown && part.parent >= 0) parts[part.parent].shown = true;
  for (const part of parts) part.element.hidden = part.entry.hidden = !part.shown;
  const unit = state.unit.trim() ? unitTest() : () => false;
  for (const chip of $$(".chip", here)) chip.classList.toggle("wanted", unit(chip.textContent));
  for (const block of front) block.hidden = Boolean(active);
  const hits = highlight(parts.filter((part) => part.shown), asked);
  tell(count, hits, asked.length > 0);
  $(".clear", form).hidden = !active;
}
function tell(count, hits, asked) {
  const numbers = [count, notices[state.n].dataset.total, hits];
  $(".count", form).textContent = words[asked ? "hits" : "count"].replace(/\{(\d)\}/g, (_, k) => numbers[k]);
  $(".nothing", here).hidden = listed(state.n).parts.some((part) => part.shown) || !listed(state.n).parts.length;
  const at = $(".at-section", form), top = listed(state.n).parts.find((part) => part.top === state.section);
  at.hidden = !top;
  at.textContent = top ? `${$(".title", top.element).firstChild.textContent}${$(".title .s", top.element)?.textContent ?? ""} ×` : "";
}
function highlight(parts, asked) {
  for (const mark of $$("mark", here)) {
    const around = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    around.normalize();
  }
  let hits = 0;
  if (asked.length) for (const part of parts) for (const element of part.texts) hits += markWords(element, asked);
  return hits;
}
function markWords(element, asked) {
  const node = element.firstChild, low = node?.data?.toLowerCase() ?? "";
  if (!low || low.length !== node.data.length) return 0;
  const spans = [];
  for (let at = 0; at < low.length;) {
    const starts = asked.map((word) => [low.indexOf(word, at), -word.length]).filter(([start]) => start >= 0);
    if (!starts.length) break;
    const [start, size] = starts.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0];
    spans.push([start, start - size]);
    at = start - size;
  }
  for (const [start, end] of spans.reverse()) {
    const hit = node.splitText(start), mark = document.createElement("mark");
    hit.splitText(end - start);
    hit.replaceWith(mark);
    mark.append(hit);
  }
  return spans.length;
}

// Showing.

function show() {
  here = notices[state.n];
  for (const notice of notices) notice.classList.toggle("here", notice === here);
  if (spoken.get(here) !== root.lang) sayIn(here);
  spoken.set(here, root.lang);
  root.dataset.view = state.view;
  for (const button of $$(".views button")) button.setAttribute("aria-current", String(button.dataset.view === state.view));
  const dated = /^\d/.test(state.due);
  const values = { q: state.q, unit: state.unit, role: state.role, due: dated ? "until" : state.due, date: dated ? state.due : "" };
  for (const [name, value] of Object.entries(values))
    if (form.elements.namedItem(name).value !== value) form.elements.namedItem(name).value = value;
  form.elements.namedItem("date").hidden = values.due !== "until";
  if (pick) pick.value = state.n;
  filter();
}
function change(next) {
  state = { ...state, ...next };
  if (!here) return;
  if ("n" in next) current = null;
  show();
  write();
}
function flash(elements) {
  for (const element of elements) {
    element.classList.remove("flash");
    void element.getBoundingClientRect();
    element.classList.add("flash");
    setTimeout(() => element.classList.remove("flash"), 2000);
  }
}
function mark(part) {
  current = part;
  for (const entry of $$('[aria-current="true"]', $(".contents", here))) entry.removeAttribute("aria-current");
  if (!part) return;
  const link = part.entry.firstElementChild, around = $(".contents", here);
  link.setAttribute("aria-current", "true");
  const box = link.getBoundingClientRect(), frame = around.getBoundingClientRect();
  if (box.top < frame.top || box.bottom > frame.bottom) around.scrollTop += box.top - frame.top - frame.height / 3;
}
let held = false;  // whether scrolling is ours and moves no mark
function go(part, { focus = true, along = true } = {}) {
  if (state.view !== "structure") change({ view: "structure" });
  if (!part.shown) change({ q: "", unit: "", role: "", due: "", section: "" });
  root.classList.remove("tree-open");
  held = true;
  requestAnimationFrame(() => requestAnimationFrame(() => { held = false; }));
  part.element.scrollIntoView({ block: "start" });
  if (focus) part.element.focus({ preventScroll: true });
  if (along && !narrow.matches && part.element.dataset.k) placesOf(part.element.dataset.k)[0]?.scrollIntoView({ block: "start" });
  mark(part);
  state.item = part.element.dataset.id;
  write();
}
const placesOf = (key) => $$(`.source [data-k="${CSS.escape(key)}"]`, here);
function toSource(key) {
  const found = placesOf(key);
  const outer = key.replace(/(u\d+|[tcd]\d*)$/, "");
  if (!found.length) return outer !== key ? toSource(outer) : undefined;
  if (narrow.matches) change({ view: "source" });
  found[0].scrollIntoView({ block: found[0].classList.contains("of-part") ? "start" : "center" });
  flash(found);
  const part = listed(state.n).parts[parseInt(key, 10)];
  if (part) mark(part);
}
function toStructure(key) {
  const part = listed(state.n).parts[parseInt(key, 10)];
  if (part) go(part, { along: false });
  else if (state.view !== "structure") change({ view: "structure" });
  const found = $$(`.structure [data-k="${CSS.escape(key)}"]`, here);
  if (found.length && !part) found[0].scrollIntoView({ block: "center" });
  flash(found.length ? found : part ? [part.element] : []);
}
function step(by) {
  const shown = listed(state.n).parts.filter((part) => part.shown && part.counted);
  const at = current ? current.number : -1;
  const next = by > 0 ? shown.find((part) => part.number > at) : shown.filter((part) => part.number < at).pop();
  if (next) go(next);
}
function follow(pane) {
  if (held || pane !== $(".structure", here)) return;
  const shown = listed(state.n).parts.filter((part) => part.shown), line = pane.getBoundingClientRect().top + 40;
  let low = 0, high = shown.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shown[middle].element.getBoundingClientRect().top <= line) low = middle + 1; else high = middle;
  }
  if (shown[low - 1] !== current) mark(shown[low - 1] ?? null);
}

// What people do.

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const value = (name) => form.elements.namedItem(name).value;
  change({ q: value("q"), unit: value("unit"), role: value("role"), due: value("due") === "until" ? value("date") || "until" : value("due"), item: "" });
});
const clear = () => change({ q: "", unit: "", role: "", due: "", section: "", item: "" });
$(".clear", form).addEventListener("click", () => { clear(); form.elements.namedItem("q").focus(); });
$(".at-section", form).addEventListener("click", () => change({ section: "" }));
pick?.addEventListener("change", () => change({ n: +pick.value, section: "", item: "" }));
for (const button of $$(".views button")) button.addEventListener("click", () => change({ view: button.dataset.view }));
$(".tree-switch").addEventListener("click", (event) => {
  event.currentTarget.setAttribute("aria-expanded", String(root.classList.toggle("tree-open")));
});
$(".speak").addEventListener("click", () => { speak(words === data.words.zh ? "en" : "zh"); if (here) show(); });
const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
$(".theme").addEventListener("click", () => kept("workpoints.theme", (root.dataset.theme = dark() ? "light" : "dark")));
$(".ask").addEventListener("click", () => help.showModal());

document.addEventListener("click", (event) => {
  const entry = event.target.closest(".contents a");
  if (entry) {
    event.preventDefault();
    return go(listed(state.n).parts[+entry.parentElement.dataset.part]);
  }
  const place = event.target.closest("[data-k]");
  if (!place || String(getSelection()).trim()) return;  // whoever selects text wants no jump
  if (place.closest(".source")) toStructure(place.dataset.k);
  else toSource(place.dataset.k);
});
document.addEventListener("scroll", (event) => requestAnimationFrame(() => follow(event.target)), { capture: true, passive: true });

document.addEventListener("keydown", (event) => {
  const target = event.target, field = target.closest("input, select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (event.key === "Escape") { event.preventDefault(); return leave(field); }
  if (field) return;
  if (event.key === "Enter" && target.closest("a, button")) return;
  const keys = {
    "/": () => form.elements.namedItem("q").select(), "?": () => help.showModal(), j: () => step(1), k: () => step(-1),
    s: source, Enter: source, "[": () => turn(-1), "]": () => turn(1),
  };
  if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  else if (VIEWS[event.key] && $(`.views [data-view="${VIEWS[event.key]}"]`)) change({ view: VIEWS[event.key] });
});
function leave(field) {
  if (!field) return clear();
  if (!field.value || !["q", "unit"].includes(field.name)) return field.blur();
  change({ [field.name]: "", item: "" });
}
function source() {
  if (!current) return;
  if (state.view !== "structure" && state.view !== "source") change({ view: "structure" });
  toSource(String(current.number));
}
function turn(by) {
  if (notices[state.n + by]) change({ n: state.n + by, section: "", item: "" });
}
function open() {
  state = read();
  show();
  const part = state.item && listed(state.n).parts.find((each) => each.element.dataset.id === state.item);
  if (part) go(part, { focus: false });
}
addEventListener("hashchange", () => { if (!location.hash || location.hash.includes("=")) open(); });

const theme = kept("workpoints.theme");
if (theme === "dark" || theme === "light") root.dataset.theme = theme;
words = data.words[root.lang.startsWith("zh") ? "zh" : "en"];
if (notices.length) open();
})();
