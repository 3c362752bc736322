const valued = (value: number, list: string) =>
  list
    .trim()
    .split(/\s+/)
    .map((sign) => [sign, value] as const);

/** How emoji and emoticons feel, on the scale of the lexicon (−3…3). Those not listed say nothing. */
const emojiValues: ReadonlyMap<string, number> = new Map([
  ...valued(2.5, "😍 🥰 🤩 ❤ ❤️ 💯 💖 💕 💙 💛 🏆 😻"),
  ...valued(2, "👍 😊 😀 😃 😄 😁 🙂 😇 🤗 👏 🙏 💪 🔥 🌟 ⭐ ✨ 🎉 😘 ☺ ☺️ 👌 🤝 🌹 💐 ✅ 😋 😎 <3"),
  ...valued(1, ":) :-) =) ;) ;-) :D :-D =D xD XD )) ))) 8) 😉 😅 😂 🤣"),
  ...valued(-1, ":( :-( =( :/ :-/ :\\ (( ((( 😕 😐 😒 🤔 🙁 ☹ ☹️ 😔 😞 🤷 🤷‍♂️ 🤷‍♀️ 😑 🙄 ❌ 😟 😓"),
  ...valued(-2, "👎 😠 😢 😭 😩 😫 😣 😖 😤 💔 😱 🤦 🤦‍♂️ 🤦‍♀️ 😥 😰 😨 🤯 </3 😾"),
  ...valued(-2.5, "😡 🤬 🤮 🤢 💩 🖕 👿 😈"),
]);

/** The value of an emoji or emoticon; 0 when it says nothing. More brackets say the same louder. */
export function emojiValue(sign: string): number {
  const plain = sign.replaceAll(/[\u{1F3FB}-\u{1F3FF}]/gu, "");
  const known = emojiValues.get(plain) ?? emojiValues.get(plain.replaceAll("\uFE0F", ""));
  if (known !== undefined) return known;
  if (/^[:=8;xX]?['’]?-?\)+$/.test(plain)) return 1;
  return /^[:=8;xX]?['’]?-?\(+$/.test(plain) ? -1.5 : 0;
}
