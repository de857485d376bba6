// One quotation in two articles, side by side, with the words that are others marked in both.

import { NOBODY } from "./collection.js";
import { element } from "./dom.js";
import { say } from "./words.js";

/** The contents of the first witness and of another one. */
export function sides(collection, witnesses, [quote, , pieces]) {
  const first = witnesses[0][0];
  const said = (one) =>
    collection.quotes.person[first] !== collection.quotes.person[quote] && collection.quotes.person[quote] !== NOBODY
      ? [element("mark", { class: "changed" }, `${collection.speaker(one)}:`), " "]
      : [];
  if (pieces.length === 0) {
    return [first, quote].map((one) => [...said(one), collection.words(one)]);
  }
  return [0, 1].map((side) => [
    ...said(side === 0 ? first : quote),
    ...pieces.flatMap((piece) => stretch(piece, side)),
  ]);
}

/** A stretch of one side: plain where both are the same, marked where words are others, dotted where signs are. */
function stretch(piece, side) {
  const [one, other, changed] = piece;
  if (piece.length === 1) {
    return [one, " "];
  }
  const words = side === 0 ? one : other;
  if (words === "") {
    return [element("mark", { class: "changed gap", title: say("variant.lost") }, "‸"), " "];
  }
  return [element("mark", { class: changed ? "changed" : "spelled" }, words), " "];
}

/** All witnesses of a quotation: those that differ beside the first, then those that do not. */
export function variantView(collection, witnesses) {
  const [[first]] = witnesses;
  const source = (quote) =>
    element(
      "p",
      { class: "from" },
      element("a", { href: collection.place(quote) }, collection.byline(collection.quotes.article[quote])),
      ` · `,
      element("span", { lang: "de" }, collection.speaker(quote)),
    );
  const side = (name, quote, contents) =>
    element("div", null, element("h3", null, name), element("blockquote", { lang: "de" }, contents), source(quote));
  const others = witnesses.slice(1);
  const copies = others.filter(([, differences]) => differences.length === 0);
  const pairs = others
    .filter(([, differences]) => differences.length > 0)
    .map((witness) => {
      const [one, other] = sides(collection, witnesses, witness);
      const what = witness[1].map((difference) => say(`difference.${collection.labels.difference[difference]}`));
      return element(
        "section",
        { class: "sides" },
        side(say("variant.first"), first, one),
        side(`${say("variant.other")}: ${what.join(", ")}`, witness[0], other),
      );
    });
  const same = [first, ...copies.map(([quote]) => quote)];
  return [
    ...pairs,
    element(
      "section",
      null,
      element("h3", null, say(copies.length > 0 ? "variant.copies" : "variant.first")),
      element("blockquote", { lang: "de" }, collection.words(first)),
      ...same.map(source),
    ),
  ];
}
