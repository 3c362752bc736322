/**
 * Language of a short text by its letters: Ukrainian has і ї є ґ, Russian ы э ё ъ; Latin counts as English.
 * Null when there are too few letters, or Cyrillic without any telling letter in a text too short to say.
 */
export function languageOf(text: string): "en" | "ru" | "uk" | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters < 3) return null;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 2 < letters) return (text.match(/[a-z]/gi)?.length ?? 0) * 2 > letters ? "en" : null;

  const ukrainian = text.match(/[іїєґ]/gi)?.length ?? 0;
  const russian = text.match(/[ыэёъ]/gi)?.length ?? 0;
  if (ukrainian !== russian) return ukrainian > russian ? "uk" : "ru";
  return byCommonWords(text);
}

const ukrainianWords =
  /(?<!\p{L})(та|що|не було|дуже|було|бо|чи|мене|якщо|навіть|після|добре|все добре|дякую)(?!\p{L})/giu;
const russianWords =
  /(?<!\p{L})(и|что|как|очень|было|или|меня|если|даже|после|хорошо|нет|спасибо|все|он|они)(?!\p{L})/giu;

function byCommonWords(text: string): "ru" | "uk" {
  const ukrainian = text.match(ukrainianWords)?.length ?? 0;
  const russian = text.match(russianWords)?.length ?? 0;
  return ukrainian > russian ? "uk" : "ru";
}
