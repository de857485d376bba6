// Charts that are lists and tables: every number stands in them, and the keyboard reaches what leads on.

import { button, element } from "./dom.js";
import { numeral, say } from "./words.js";

/** Columns over time; each leads to its period. */
export function columns(bars, choose) {
  const most = Math.max(...bars.map((bar) => bar.value));
  const list = element(
    "ol",
    { class: "columns" },
    bars.map((bar) => {
      const column = element("span", { class: "column" });
      column.style.height = `${(100 * bar.value) / most}%`;
      const label = say("chart.time.bar", { period: bar.name, number: bar.value });
      return element(
        "li",
        null,
        button(
          { "aria-label": label, title: label },
          () => choose(bar.name),
          element("span", { class: "value" }, numeral(bar.value)),
          element("span", { class: "room" }, column),
          element("span", { class: "period" }, inTwo(bar.name)),
        ),
      );
    }),
  );
  return scroller(say("chart.time"), list);
}

/** A name; of a period the year above the rest of it, so that columns are narrow. */
function inTwo(name) {
  return name.replace(/^(\d{4})-(\d\d)/, "$1\n$2");
}

/** A table of counts, darker where there are more; names lead on. */
export function matrix(caption, rows, heads, count, { row, head }) {
  const most = Math.max(1, ...rows.flatMap((_, place) => heads.map((_head, number) => count(place, number))));
  const cell = (value) => {
    const made = element("td", null, value === 0 ? "" : numeral(value));
    made.style.setProperty("--share", `${Math.round((45 * value) / most)}%`);
    return made;
  };
  const named = (scope, name, act) =>
    element(
      "th",
      { scope, lang: "de" },
      button({ class: "plain period", "aria-label": name }, () => act(name), inTwo(name)),
    );
  return scroller(
    caption,
    element(
      "table",
      { class: "matrix" },
      element("caption", { class: "unseen" }, caption),
      element(
        "thead",
        null,
        element(
          "tr",
          null,
          element("td"),
          heads.map((name) => named("col", name, head)),
        ),
      ),
      element(
        "tbody",
        null,
        rows.map((name, place) =>
          element(
            "tr",
            null,
            named("row", name, row),
            heads.map((_, number) => cell(count(place, number))),
          ),
        ),
      ),
    ),
  );
}

/** Bars of parts, one a row; beside each part its name and number, so that no colour is needed. `asShares`: all as long. */
export function stacks(rows, parts, choose, asShares = false) {
  const totals = rows.map((row) => row.values.reduce((sum, value) => sum + value, 0));
  const most = Math.max(...totals);
  const stack = (row, place) => {
    const bar = element("span", { class: "stack", "aria-hidden": "true" });
    bar.style.width = asShares ? "100%" : `${(100 * totals[place]) / most}%`;
    const told = [];
    for (const [number, value] of row.values.entries()) {
      if (value > 0) {
        const part = element("span", { class: `part s${number}` });
        part.style.flexGrow = value;
        bar.append(part);
        const share = asShares ? ` (${Math.round((100 * value) / totals[place])} %)` : "";
        const key = element("span", { class: `key-of part s${number}`, "aria-hidden": "true" });
        told.push(element("li", null, key, ` ${parts[number]} ${numeral(value)}${share}`));
      }
    }
    const name = row.chosen ? button({ class: "plain" }, () => choose(row.chosen), row.name) : row.name;
    return element("li", null, element("p", { class: "name", lang: "de" }, name), bar, element("ul", null, told));
  };
  return element("ul", { class: "stacks" }, rows.map(stack));
}

/** Small columns that only show how something went. */
export function sparkline(values) {
  const most = Math.max(...values);
  return element(
    "span",
    { class: "spark", "aria-hidden": "true" },
    values.map((value) => {
      const column = element("span");
      column.style.height = `${value === 0 ? 0 : Math.max(8, (100 * value) / most)}%`;
      return column;
    }),
  );
}

/** What may be wider than the page, to be moved by keyboard, too. */
function scroller(label, content) {
  return element("div", { class: "wide", role: "region", tabindex: "0", "aria-label": label }, content);
}
