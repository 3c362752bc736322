const perfectiveGerund = /(?:(?<=[ая])(?:вшись|вши|в)|(?:ившись|ывшись|ивши|ывши|ив|ыв))$/;
const reflexive = /с[яь]$/;
const adjective = /(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$/;
const participle = /(?:(?<=[ая])(?:ем|нн|вш|ющ|щ)|(?:ивш|ывш|ующ))$/;
const verb =
  /(?:(?<=[ая])(?:ете|йте|ешь|нно|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)|(?:ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю))$/;
const noun =
  /(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$/;
const firstVowel = /[аеиоуыэюя]/;
const secondRegion = /^.*?[аеиоуыэюя][^аеиоуыэюя].*?[аеиоуыэюя][^аеиоуыэюя]/;

/**
 * The stem of a Russian word in lower case, ё written е. Method: the Russian stemmer of Snowball, M. F. Porter,
 * snowballstem.org/algorithms/russian.
 */
export function stemRussian(word: string): string {
  const vowel = firstVowel.exec(word);
  if (!vowel) return word;
  const start = vowel.index + 1;
  const prefix = word.slice(0, start);
  const ending = withoutInflection(word.slice(start)).replace(/и$/, "");

  const r2 = (secondRegion.exec(word)?.[0].length ?? word.length) - start;
  const derived = /ость?$/.exec(ending);
  const root = derived && derived.index >= r2 ? ending.slice(0, derived.index) : ending;
  return prefix + tidied(root);
}

function withoutInflection(region: string): string {
  const gerund = region.replace(perfectiveGerund, "");
  if (gerund !== region) return gerund;
  const plain = region.replace(reflexive, "");

  const adjectival = plain.replace(adjective, "");
  if (adjectival !== plain) return adjectival.replace(participle, "");
  const verbal = plain.replace(verb, "");
  return verbal === plain ? plain.replace(noun, "") : verbal;
}

/** Superlatives, double н and the soft sign: the first of them that holds. */
function tidied(region: string): string {
  if (region.endsWith("нн")) return region.slice(0, -1);
  const superlative = region.replace(/ейше?$/, "");
  if (superlative !== region) return superlative.replace(/нн$/, "н");
  return region.replace(/ь$/, "");
}
