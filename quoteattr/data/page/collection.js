// All that was found in a collection: columns of numbers, told in words when asked.

import { folded, say } from "./words.js";

export const NOBODY = -1;
const GAP = " … "; // between the parts of a quotation

export class Collection {
  constructor(data) {
    this.labels = data.labels;
    this.strings = data.strings;
    this.outlets = data.outlets;
    this.reasons = data.reasons;
    this.articles = data.articles;
    this.people = data.people;
    this.quotes = data.quotes;
    this.variants = data.variants;
    this.size = data.quotes.article.length;
    this.ofArticle = data.articles.id.map(() => []);
    for (let quote = 0; quote < this.size; quote += 1) {
      this.ofArticle[data.quotes.article[quote]].push(quote);
    }
    this.variantOf = new Map();
    for (const [number, witnesses] of data.variants.entries()) {
      for (const [quote] of witnesses) {
        this.variantOf.set(quote, number);
      }
    }
    this.searched = { quotes: [], articles: [], people: [] };
  }

  /** A label of a quotation, such as its type; empty if it has none. */
  label(kind, quote) {
    return this.labels[kind][this.quotes[kind][quote]] ?? "";
  }

  /** A string of a quotation: cue, phrase or target. */
  string(name, quote) {
    return this.strings[this.quotes[name][quote]];
  }

  /** The parts of the text of a quotation, as places. */
  spans(quote) {
    const places = this.quotes.spans[quote];
    return Array.from({ length: places.length / 2 }, (_, part) => [places[2 * part], places[2 * part + 1]]);
  }

  words(quote) {
    const text = this.articles.text[this.quotes.article[quote]];
    return (
      this.quotes.words[quote] ??
      this.spans(quote)
        .map(([start, end]) => text.slice(start, end))
        .join(GAP)
    );
  }

  speaker(quote) {
    const person = this.quotes.person[quote];
    return person === NOBODY ? this.string("phrase", quote) || say("speaker.unknown") : this.people.name[person];
  }

  /** Whether the archive knows who this is across articles. */
  isLinked(person) {
    return person !== NOBODY && this.people.id[person] !== "";
  }

  isPerson(person) {
    return this.labels.kind[this.people.kind[person]] === "person";
  }

  date(quote) {
    return this.articles.date[this.quotes.article[quote]];
  }

  outlet(quote) {
    return this.outlets[this.articles.outlet[this.quotes.article[quote]]];
  }

  /** Outlet and date of an article. */
  byline(article) {
    const outlet = this.outlets[this.articles.outlet[article]];
    return [outlet, this.articles.date[article] || say("undated")].filter(Boolean).join(" · ");
  }

  /** Why a quotation is to be checked, in words. */
  doubts(quote) {
    const values = { confidence: this.quotes.confidence[quote], speaker: this.quotes.sureness[quote] };
    return this.labels.doubt
      .filter((_, place) => this.quotes.doubts[quote] & (1 << place))
      .map((doubt) => say(`doubt.${doubt}`, values));
  }

  /** How sure quotation and speaker are. */
  sureness(quote) {
    const { confidence, sureness } = this.quotes;
    return sureness[quote] === NOBODY ? confidence[quote] : Math.min(confidence[quote], sureness[quote]);
  }

  /** The words of a quotation as they are searched; made when first asked for. */
  searchedQuote(quote) {
    this.searched.quotes[quote] ??= folded(this.words(quote));
    return this.searched.quotes[quote];
  }

  searchedArticle(article) {
    this.searched.articles[article] ??= folded(`${this.articles.title[article]} ${this.articles.text[article]}`);
    return this.searched.articles[article];
  }

  searchedPerson(person) {
    this.searched.people[person] ??= folded(this.people.name[person]);
    return this.searched.people[person];
  }

  /** The address of a quotation in its article on this page. */
  place(quote) {
    const article = this.quotes.article[quote];
    return `#/a${article + 1}-${quote - this.ofArticle[article][0] + 1}`;
  }

  /** A quotation for a spreadsheet. */
  row(quote) {
    const { quotes, articles, people } = this;
    const [article, person] = [quotes.article[quote], quotes.person[quote]];
    const places = quotes.offsets[quote] ?? quotes.spans[quote];
    return {
      article: articles.id[article],
      title: articles.title[article],
      outlet: this.outlet(quote),
      date: articles.date[article],
      url: articles.url[article],
      id: quotes.id[quote],
      parent: quotes.id[quotes.parent[quote]] ?? "",
      speaker: person === NOBODY ? "" : people.name[person],
      person: person === NOBODY ? "" : people.id[person],
      speaker_phrase: this.string("phrase", quote),
      type: this.label("type", quote),
      medium: this.label("medium", quote),
      quotation: this.words(quote),
      cue: this.string("cue", quote),
      reporting: this.label("reporting", quote),
      commitment: this.label("commitment", quote),
      attitude: this.label("attitude", quote),
      target: this.string("target", quote),
      confidence: quotes.confidence[quote] / 100,
      speaker_confidence: quotes.sureness[quote] === NOBODY ? "" : quotes.sureness[quote] / 100,
      spans: Array.from({ length: places.length / 2 }, (_, part) =>
        places.slice(2 * part, 2 * part + 2).join(":"),
      ).join("+"),
    };
  }
}
