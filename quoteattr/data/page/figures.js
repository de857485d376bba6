// What the charts show, counted from the quotations that are shown.

import { columns, matrix, stacks } from "./charts.js";
import { NOBODY } from "./collection.js";
import { element } from "./dom.js";
import { numeral, say } from "./words.js";

export const UNITS = { day: 10, month: 7, year: 4 }; // characters of a date that say it
const MOST = { person: 15, head: 12, target: 12 };

/** How often each value comes, the most frequent first, equals as they came. */
export function tally(values) {
  const counts = new Map();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]);
}

/** The unit in which a collection has not too many periods. */
export function unitFor(dates) {
  return (
    Object.keys(UNITS).find((unit) => new Set(dates.map((date) => date.slice(0, UNITS[unit]))).size <= 36) ?? "year"
  );
}

/** All periods from the first to the last, those without anything, too. */
export function periods(dates, unit) {
  const found = [...new Set(dates.map((date) => date.slice(0, UNITS[unit])))].sort();
  const all = [];
  for (let period = found[0]; period !== undefined && period <= found[found.length - 1]; period = after(period, unit)) {
    all.push(period);
  }
  return all;
}

function after(period, unit) {
  const date = new Date(`${period}${"-01-01".slice(period.length - 4)}T00:00:00Z`);
  if (unit === "day") {
    date.setUTCDate(date.getUTCDate() + 1);
  } else {
    date.setUTCMonth(date.getUTCMonth() + (unit === "month" ? 1 : 12));
  }
  return date.toISOString().slice(0, UNITS[unit]);
}

/** How often each pair of a row and a head comes. */
function counted(pairs) {
  const counts = new Map(tally(pairs.map((pair) => JSON.stringify(pair))));
  return (row, head) => counts.get(JSON.stringify([row, head])) ?? 0;
}

function section(title, note, content) {
  return element(
    "section",
    { class: "chart" },
    element("h2", null, title),
    note ? element("p", { class: "from" }, note) : null,
    content ?? element("p", { class: "hint" }, say("chart.none")),
  );
}

/** All charts for some quotations. `choose(field, value)` sets a filter; `unit` is day, month or year. */
export function charts(collection, shown, unit, choose) {
  const dated = shown.filter((quote) => collection.date(quote) !== "");
  const period = (quote) => collection.date(quote).slice(0, UNITS[unit]);
  const times = periods(dated.map(collection.date, collection), unit);
  const linked = shown.filter((quote) => collection.isLinked(collection.quotes.person[quote]));
  const name = (quote) => collection.speaker(quote);
  const most = tally(linked.map(name))
    .slice(0, MOST.person)
    .map(([each]) => each);
  const outlets = tally(linked.map((quote) => collection.outlet(quote)).filter(Boolean)).map(([each]) => each);
  const byTime = new Map(tally(dated.map(period)));
  const by = (field) => (value) => choose(field, value);
  const table = (title, note, pairs, rows, heads, ways) =>
    section(
      title,
      note,
      rows.length > 0 && heads.length > 0 && pairs.length > 0 ? crossed(title, pairs, rows, heads, ways) : null,
    );
  return [
    section(
      say("chart.time"),
      "",
      times.length > 0
        ? columns(
            times.map((each) => ({ name: each, value: byTime.get(each) ?? 0 })),
            by("period"),
          )
        : null,
    ),
    table(
      say("chart.people"),
      say("chart.most", { number: MOST.person }),
      linked.filter((quote) => collection.date(quote)).map((quote) => [name(quote), period(quote)]),
      most,
      times,
      { row: by("speaker"), head: by("period") },
    ),
    table(
      say("chart.outlets"),
      say("chart.most", { number: MOST.person }),
      linked.map((quote) => [name(quote), collection.outlet(quote)]),
      most,
      outlets,
      { row: by("speaker"), head: by("outlet") },
    ),
    quoting(collection, linked, by("speaker")),
    targets(collection, shown, by("target")),
    genders(collection, linked, by("outlet")),
  ];
}

function crossed(title, pairs, rows, heads, ways) {
  const count = counted(pairs);
  return matrix(title, rows, heads, (row, head) => count(rows[row], heads[head]), ways);
}

/** Who gives the words of whom within their own. */
function quoting(collection, linked, choose) {
  const { parent, person } = collection.quotes;
  const pairs = linked
    .map((quote) => [parent[quote], quote])
    .filter(
      ([outer, inner]) => outer !== NOBODY && collection.isLinked(person[outer]) && person[outer] !== person[inner],
    )
    .map((pair) => pair.map((quote) => collection.speaker(quote)));
  const rows = tally(pairs.map(([outer]) => outer))
    .slice(0, MOST.head)
    .map(([each]) => each);
  const heads = tally(pairs.filter(([outer]) => rows.includes(outer)).map(([, inner]) => inner))
    .slice(0, MOST.head)
    .map(([each]) => each);
  return section(
    say("chart.quoting"),
    say("chart.quoting.note"),
    pairs.length > 0 ? crossed(say("chart.quoting"), pairs, rows, heads, { row: choose, head: choose }) : null,
  );
}

function targets(collection, shown, choose) {
  const told = collection.labels.attitude.filter((each) => each !== "neutral" && each !== "unknown");
  const about = shown.filter(
    (quote) => collection.string("target", quote) && told.includes(collection.label("attitude", quote)),
  );
  const target = (quote) => collection.string("target", quote);
  const count = counted(about.map((quote) => [target(quote), collection.label("attitude", quote)]));
  const rows = tally(about.map(target))
    .slice(0, MOST.target)
    .map(([each]) => ({
      name: each,
      chosen: each,
      values: told.map((attitude) => count(each, attitude)),
    }));
  return section(
    say("chart.targets"),
    say("chart.targets.note"),
    rows.length > 0
      ? stacks(
          rows,
          told.map((each) => say(`attitude.${each}`)),
          choose,
        )
      : null,
  );
}

const GENDERS = ["f", "m", "unknown"];

function genders(collection, linked, choose) {
  const { person } = collection.quotes;
  const people = linked.filter((quote) => collection.isPerson(person[quote]));
  const gender = (quote) =>
    GENDERS.includes(collection.people.gender[person[quote]]) ? collection.people.gender[person[quote]] : "unknown";
  const count = counted(
    people.flatMap((quote) => [
      [collection.outlet(quote), gender(quote)],
      ["\n", gender(quote)],
    ]),
  );
  const outlets = [...new Set(people.map((quote) => collection.outlet(quote)))].filter(Boolean).sort();
  const row = (name, chosen, key) => ({ name, chosen, values: GENDERS.map((each) => count(key, each)) });
  const rows = [row(say("total"), "", "\n"), ...outlets.map((outlet) => row(outlet, outlet, outlet))];
  const parts = GENDERS.map((each) => say(`gender.${each}`));
  const voices = GENDERS.map((each, place) => {
    const number = new Set(people.filter((quote) => gender(quote) === each).map((quote) => person[quote])).size;
    return `${parts[place]} ${numeral(number)}`;
  });
  return section(
    say("chart.gender"),
    `${say("chart.gender.note")}. ${say("view.people")}: ${voices.join(", ")}.`,
    people.length > 0 ? stacks(rows, parts, choose, true) : null,
  );
}
