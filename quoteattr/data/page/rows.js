// The rows of the lists: a quotation, somebody who speaks, an article, something to check, a quotation that runs.

import { NOBODY } from "./collection.js";
import { button, element } from "./dom.js";
import { sides } from "./variant_pairs.js";
import { numeral, say } from "./words.js";

function facts(...contents) {
  return element(
    "p",
    { class: "facts" },
    contents.filter(Boolean).flatMap((each, place) => (place > 0 ? [" · ", each] : [each])),
  );
}

function quotationLink(collection, quote) {
  return element("a", { class: "words", href: collection.place(quote), lang: "de" }, collection.words(quote));
}

function speakerOf(collection, quote) {
  return element("strong", { class: "name", lang: "de" }, collection.speaker(quote));
}

/** How an attitude and its target are told. */
export function attitudeOf(collection, quote) {
  const attitude = collection.label("attitude", quote);
  if (attitude === "neutral" || attitude === "unknown") {
    return "";
  }
  const target = collection.string("target", quote);
  return say(`attitude.${attitude}`) + (target ? `: ${target}` : "");
}

function whereFrom(collection, article) {
  return element(
    "p",
    { class: "from" },
    `${collection.byline(article)} · `,
    element("span", { lang: "de" }, collection.articles.title[article]),
  );
}

export function quoteRow(collection, quote) {
  const doubtful = collection.quotes.doubts[quote] !== 0;
  return element(
    "li",
    { class: doubtful ? "doubtful" : null },
    facts(
      speakerOf(collection, quote),
      say(`type.${collection.label("type", quote)}`),
      attitudeOf(collection, quote),
      say("row.confidence", { confidence: collection.quotes.confidence[quote] }) + (doubtful ? " ?" : ""),
    ),
    quotationLink(collection, quote),
    whereFrom(collection, collection.quotes.article[quote]),
  );
}

export function doubtRow(collection, { quote, article, code, message }) {
  if (quote === undefined) {
    const words = say(`diagnostic.${code}`) || message;
    return element(
      "li",
      null,
      facts(element("strong", null, words)),
      element("a", { class: "words", href: `#/a${article + 1}`, lang: "en" }, message),
      whereFrom(collection, article),
    );
  }
  return element(
    "li",
    { class: "doubtful" },
    facts(element("strong", null, collection.doubts(quote).join(", ")), speakerOf(collection, quote)),
    quotationLink(collection, quote),
    whereFrom(collection, collection.quotes.article[quote]),
  );
}

export function articleRow(collection, article, quotes, doubtful) {
  return element(
    "li",
    { class: "story" },
    facts(collection.byline(article), quotesIn(quotes), doubtful > 0 ? say("row.check", { number: doubtful }) : ""),
    element("a", { class: "words", href: `#/a${article + 1}`, lang: "de" }, collection.articles.title[article]),
    element("p", { class: "from", lang: "de" }, collection.articles.text[article].slice(0, 160)),
  );
}

function quotesIn(number) {
  return number === 1 ? say("row.quotes.one") : say("row.quotes", { number: numeral(number) });
}

/** Somebody with counts and a line over time; choosing the name shows what they say. */
export function personRow(collection, { person, quotes, articles, outlets, line }, choose) {
  const name = person === NOBODY ? say("speaker.unknown") : collection.people.name[person];
  const named = { class: "words", lang: "de", disabled: person === NOBODY };
  return element(
    "li",
    { class: "person" },
    element(
      "div",
      null,
      button(named, () => choose(name), name),
      facts(
        quotesIn(quotes),
        say("row.articles", { number: numeral(articles) }),
        person !== NOBODY && !collection.isLinked(person) ? say("row.loose") : "",
        outlets.join(", "),
      ),
    ),
    line,
  );
}

export function variantRow(collection, { number, witnesses, other: witness }) {
  const [first] = witnesses;
  const [one, other] = sides(collection, witnesses, witness);
  const others = witness[1].map((difference) => say(`difference.${collection.labels.difference[difference]}`));
  const article = collection.quotes.article[first[0]];
  return element(
    "li",
    { class: "variant" },
    facts(
      element("strong", null, others.join(", ") || say("difference.none")),
      speakerOf(collection, first[0]),
      say("row.witnesses", {
        number: numeral(witnesses.length),
        outlet: collection.outlet(first[0]) || say("no.outlet"),
        date: collection.articles.date[article] || say("undated"),
      }),
    ),
    element("a", { class: "words", href: `#/v${number + 1}`, lang: "de" }, element("span", null, one)),
    element("p", { class: "words other", lang: "de" }, other),
  );
}
