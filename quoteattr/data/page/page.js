// What a reader does on the page: point at a quotation, go through them, hide the unsure ones, copy, save.
// Without it the page is whole, too: marks are links to cards, people list their lines.

import { copy, csvOf, save } from "./saving.js";

const ROLES = ["cue", "frame", "speaker", "addressee", "target"];
const PHONE = matchMedia("(max-width: 46rem)");
const SHEET = matchMedia("(max-width: 74.99rem)"); // narrower, the card comes up from below: as in the style sheet
const SVG = "http://www.w3.org/2000/svg";

/** One article: its text, its lists, its cards, and which quotations are shown. */
class ArticleView {
  constructor(section) {
    this.section = section;
    this.text = section.querySelector(".text");
    this.arcs = section.querySelector(".arcs");
    this.rows = JSON.parse(section.querySelector("script").textContent);
    this.ids = this.rows.map((row) => row.id);
    this.slider = section.querySelector("input[type=range]");
    this.chosen = null; // the quotation whose card stays
    this.seen = null; // the one that is shown now, pointed at or chosen
    this.only = null; // the button of the person whose quotations alone are shown
    this.people = new Map();
    for (const person of section.querySelectorAll(".people details")) {
      const key = person.querySelector("button").dataset.person;
      for (const link of person.querySelectorAll("[data-quote]")) {
        this.people.set(link.dataset.quote, key);
      }
    }
    this.listen();
  }

  listen() {
    this.text.addEventListener("pointerover", (event) => {
      if (event.pointerType === "mouse") {
        this.see(this.quoteAt(event.target) ?? this.chosen);
      }
    });
    this.text.addEventListener("pointerleave", () => this.see(this.chosen));
    this.text.addEventListener("click", (event) => this.onText(event));
    this.section.addEventListener("focusin", (event) => {
      if (event.target.matches("a.chip")) {
        this.choose(event.target.dataset.quote);
        if (event.target.matches(":focus-visible")) {
          this.uncover(event.target);
        }
      }
    });
    this.section.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-act]");
      if (button) {
        this[button.dataset.act](button);
      }
      const link = event.target.closest("a[data-quote]:not(.chip)");
      if (link) {
        this.reveal(link.dataset.quote);
      }
    });
    this.section.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.chosen) {
        this.close();
      }
    });
    this.slider?.addEventListener("input", () => this.refresh());
    new ResizeObserver(() => this.draw()).observe(this.text);
  }

  /** The innermost shown quotation at a place in the text. */
  quoteAt(place) {
    return place.closest("mark:not(.off)")?.dataset.quote ?? null;
  }

  chip(id) {
    return this.section.querySelector(`a.chip[data-quote="${CSS.escape(id)}"]`);
  }

  card(id) {
    return this.section.querySelector(`.card[data-quote="${CSS.escape(id)}"]`);
  }

  /** A click in the text; Enter on a label is none, it follows the link to the card. */
  onText(event) {
    if (event.detail === 0) {
      return;
    }
    if (event.target.matches("a.chip")) {
      event.preventDefault();
    } else if (String(getSelection()) !== "") {
      return; // somebody selects words
    }
    const id = this.quoteAt(event.target);
    this.choose(id);
    if (id) {
      this.chip(id).focus({ preventScroll: true });
      this.uncover(event.target);
    }
  }

  /** Keep a place in sight when a card comes up over the text. */
  uncover(place) {
    place.scrollIntoView({ block: SHEET.matches ? "center" : "nearest" });
  }

  /** Keep the card of a quotation, or of none. */
  choose(id) {
    this.chosen = id;
    document.documentElement.classList.toggle("chosen", id !== null);
    this.see(id);
  }

  /** Show a quotation with its card and all that belongs to it in the text. */
  see(id) {
    if (id === this.seen) {
      return;
    }
    this.seen = id;
    for (const element of this.section.querySelectorAll(".now, .current")) {
      element.classList.remove("now", "current");
    }
    for (const role of ROLES) {
      for (const element of this.text.querySelectorAll(`.is-${role}`)) {
        element.classList.remove(`is-${role}`);
      }
      for (const element of id ? this.text.querySelectorAll(`[data-${role}~="${CSS.escape(id)}"]`) : []) {
        element.classList.add(`is-${role}`);
      }
    }
    if (id) {
      for (const mark of this.text.querySelectorAll(`mark[data-quote="${CSS.escape(id)}"]`)) {
        mark.classList.add("now");
      }
      this.card(id).classList.add("current");
    }
    this.section.classList.toggle("seeing", id !== null);
    this.draw();
  }

  /** Arcs from the cue to the speaker phrase and to the words, and between the parts of a quotation. */
  draw() {
    this.arcs.replaceChildren();
    if (!this.seen) {
      return;
    }
    const at = this.arcs.getBoundingClientRect();
    const boxes = (selector) =>
      [...this.text.querySelectorAll(selector)].map((element) => element.getClientRects()[0]).filter(Boolean);
    const marks = boxes(`mark.now`);
    const [cue] = boxes(".is-cue");
    const [speaker] = boxes(".is-speaker");
    const pairs = [];
    if (cue && speaker) {
      pairs.push(["to-speaker", cue, speaker]);
    }
    if (marks.length > 0 && (cue ?? speaker)) {
      pairs.push(["to-words", cue ?? speaker, marks[0]]);
    }
    marks.slice(1).forEach((mark, place) => {
      pairs.push(["to-part", marks[place], mark]);
    });
    for (const [kind, from, to] of pairs) {
      const [x, y] = [from.left + Math.min(from.width / 2, 40) - at.left, from.top - at.top + 2];
      const [u, v] = [to.left + Math.min(to.width / 2, 40) - at.left, to.top - at.top + 2];
      const height = Math.min(y, v) - Math.min(14 + Math.abs(u - x) / 12, 26);
      const path = document.createElementNS(SVG, "path");
      path.setAttribute("class", kind);
      path.setAttribute("d", `M ${x} ${y} C ${x} ${height}, ${u} ${height}, ${u} ${v}`);
      this.arcs.append(path);
    }
  }

  isShown(row) {
    const sure = Math.round(100 * row.confidence) >= Number(this.slider.value);
    return sure && (this.only === null || this.people.get(row.id) === this.only.dataset.person);
  }

  /** Show in text and lists what slider and person leave. */
  refresh() {
    const shown = new Set(this.rows.filter((row) => this.isShown(row)).map((row) => row.id));
    for (const element of this.text.querySelectorAll("[data-quote]")) {
      element.classList.toggle("off", !shown.has(element.dataset.quote));
    }
    for (const link of this.section.querySelectorAll(".people [data-quote]")) {
      link.closest("li").classList.toggle("off", !shown.has(link.dataset.quote));
    }
    for (const card of this.section.querySelectorAll(".card")) {
      card.classList.toggle("off", !shown.has(card.dataset.quote));
    }
    for (const total of this.section.querySelectorAll(".people .total[data-person]")) {
      const theirs = this.ids.filter((id) => this.people.get(id) === total.dataset.person);
      total.textContent = theirs.filter((id) => shown.has(id)).length;
    }
    const count = this.section.querySelector(".count");
    count.textContent = count.dataset.template.replace("{shown}", shown.size).replace("{all}", this.rows.length);
    this.section.querySelector("output").textContent = this.slider.value;
    if (this.chosen && !shown.has(this.chosen)) {
      this.choose(null);
    }
  }

  /** Make sure that a quotation is among the shown ones. */
  reveal(id) {
    if (this.chip(id).classList.contains("off")) {
      this.reset();
    }
  }

  /** Go to a quotation: bring it into sight and choose it. */
  go(id) {
    this.reveal(id);
    const chip = this.chip(id);
    chip.focus({ preventScroll: true });
    chip.scrollIntoView({ block: "center" });
  }

  reset() {
    this.slider.value = 0;
    this.release();
    this.refresh();
  }

  release() {
    this.only?.setAttribute("aria-pressed", "false");
    this.only = null;
  }

  person(button) {
    const pressed = button.getAttribute("aria-pressed") === "true";
    this.release();
    if (!pressed) {
      this.only = button;
      button.setAttribute("aria-pressed", "true");
    }
    this.refresh();
  }

  download() {
    save(csvOf(this.rows.filter((row) => this.isShown(row))), "quotations.csv");
  }

  async copy(button) {
    const { citation } = button.dataset;
    const said = button.closest(".card").querySelector(".said");
    const done = await copy(citation);
    said.textContent = done ? said.dataset.done : said.dataset.failed.replace("{words}", citation);
  }

  previous(button) {
    this.step(button, -1);
  }

  next(button) {
    this.step(button, 1);
  }

  /** The quotation before or behind this one, with the same button in focus. */
  step(button, by) {
    const shown = this.rows.filter((row) => this.isShown(row)).map((row) => row.id);
    const place = shown.indexOf(button.closest(".card").dataset.quote);
    const id = shown[(place + by + shown.length) % shown.length];
    this.go(id);
    this.card(id).querySelector(`[data-act=${button.dataset.act}]`).focus({ preventScroll: true });
  }

  close() {
    const chip = this.chip(this.chosen);
    const inCard = document.activeElement.closest(".card") !== null;
    this.choose(null);
    if (inCard) {
      chip.focus({ preventScroll: true }); // the way on begins where it left the text
      this.choose(null);
    }
  }
}

const views = new Map(
  [...document.querySelectorAll("section.article")].map((each) => [each.id, new ArticleView(each)]),
);

/** Show the article, and the quotation in it, that the address names. */
function follow() {
  const [key, quote] = location.hash.slice(1).split("-");
  const current = views.has(key) ? key : views.keys().next().value;
  for (const [each, view] of views) {
    view.section.hidden = each !== current;
  }
  for (const link of document.querySelectorAll(".top nav a")) {
    link.setAttribute("aria-current", String(link.hash === `#${current}`));
  }
  if (quote && views.get(current).ids.includes(quote) && !location.hash.endsWith("-card")) {
    views.get(current).go(quote);
  }
}

document.documentElement.classList.add("live");
if (PHONE.matches) {
  for (const details of document.querySelectorAll(".overview > details")) {
    details.open = false;
  }
}
addEventListener("hashchange", follow);
follow();
