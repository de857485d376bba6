// A list of any length of which only the rows in sight, and a few around them, are there.

import { element } from "./dom.js";
import { say } from "./words.js";

const AROUND = 6; // rows above and below, so that the Tab key always finds the next one
const PRINTED = 500; // more would be a book

export class WindowedList {
  /** Rows come from `make(item)`; all are as high as the style sheet says. */
  constructor(items, make) {
    this.items = items;
    this.make = make;
    this.list = element("ol", { class: "rows" });
    this.note = element("p", { class: "printed" });
    this.height = 0;
  }

  /** Put the list into its place. */
  into(parent) {
    parent.append(this.list, this.note);
    if (this.items.length === 0) {
      parent.append(element("p", { class: "hint" }, say("nothing")));
      return;
    }
    this.list.append(this.row(0));
    this.measure();
  }

  /** Find out how high a row is, and draw. */
  measure() {
    this.height = this.list.firstElementChild?.offsetHeight ?? 0;
    this.list.style.height = `${this.items.length * this.height}px`;
    for (const row of this.list.children) {
      row.style.top = `${Number(row.dataset.place) * this.height}px`;
    }
    this.draw();
  }

  row(place) {
    const row = this.make(this.items[place]);
    row.dataset.place = place;
    row.style.top = `${place * this.height}px`;
    row.setAttribute("aria-setsize", this.items.length);
    row.setAttribute("aria-posinset", place + 1);
    return row;
  }

  /** Make the rows that are in sight and drop the others, but for one that has the focus. */
  draw() {
    if (this.height === 0) {
      return;
    }
    const above = -this.list.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(above / this.height) - AROUND);
    const last = Math.min(this.items.length, Math.ceil((above + innerHeight) / this.height) + AROUND);
    for (const row of [...this.list.children]) {
      const place = Number(row.dataset.place);
      if ((place < first || place >= last) && !row.contains(document.activeElement)) {
        row.remove();
      }
    }
    this.fill(first, last);
  }

  /** Make the rows that are missing, each in its place among the others. */
  fill(first, last) {
    let next = this.list.firstElementChild;
    for (let place = first; place < last; place += 1) {
      while (next && Number(next.dataset.place) < place) {
        next = next.nextElementSibling;
      }
      if (!next || Number(next.dataset.place) !== place) {
        this.list.insertBefore(this.row(place), next);
      }
    }
  }

  /** Make what goes on paper: the first rows, and a note if these are not all. */
  beforePrint() {
    const printed = Math.min(PRINTED, this.items.length);
    this.list.replaceChildren();
    this.list.style.height = "";
    this.fill(0, printed);
    if (printed < this.items.length) {
      this.note.textContent = say("printed", { shown: printed, all: this.items.length });
    }
  }

  afterPrint() {
    this.note.textContent = "";
    this.measure();
  }
}
