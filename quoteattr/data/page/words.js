// What the page says, in its language; and texts as they are searched.

let known = {};

export function learn(words) {
  known = words;
}

/** The words under a key, with their places filled. */
export function say(key, values = {}) {
  return (known[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const WRITTEN_OUT = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };

/** The words of a text in small letters with a blank before each: Müller, MÜLLER and Mueller are one. */
export function folded(text) {
  const plain = text.toLowerCase().replace(/[äöüß]/g, (sign) => WRITTEN_OUT[sign]);
  return ` ${plain.replace(/[^\p{L}\p{N}]+/gu, " ").trim()}`;
}

/** The beginnings of words, and phrases between quotation marks, that somebody looks for. */
export function terms(asked) {
  return [...asked.matchAll(/["„“”]([^"„“”]*)["„“”]?|[^\s"„“”]+/g)]
    .map(([word, phrase]) => folded(phrase ?? word))
    .filter((term) => term !== " ");
}

/** A number as it is read in the language of the page. */
export function numeral(value) {
  return value.toLocaleString(document.documentElement.lang);
}

/** The initials of a name. */
export function initials(name) {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}/u.test(word));
  return words.length > 1 ? words[0][0] + words[words.length - 1][0] : (words[0] ?? "–").slice(0, 2);
}
