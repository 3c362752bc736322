import type { TextLanguage } from "./analysed-text.ts";

const setOf = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const perLanguage = (
  lists: Readonly<Record<TextLanguage, string>>,
): Readonly<Record<TextLanguage, ReadonlySet<string>>> => ({
  en: setOf(lists.en),
  ru: setOf(lists.ru),
  uk: setOf(lists.uk),
});

/** Words so common that they carry no subject. Negations are among them: `isStop` says nothing about importance. */
export const stopWords = perLanguage({
  en: `a an the and or but if then than so as at by for from in into of off on onto out over to up with about after again
    all also am any are be because been before being both can could did do does doing down during each few further had
    has have having he her here hers him his how i i'm i've i'd i'll im ive it its it's itself just me more most my
    myself no nor not now only other our ours own same she should some such that that's the their theirs them there
    these they this those through too under until very was we were what when where which while who whom why will would
    you your yours yourself u ur don't dont didn't didnt doesn't isn't wasn't weren't won't can't cant couldn't
    wouldn't us got get`,
  ru: `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще
    нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь вам ведь там потом себя ничего ей
    может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет ж тогда кто
    этот того потому этого какой ним здесь этом один почти мой тем чтобы нее сейчас были куда зачем всех при об другой
    хоть после над больше тот через эти нас про них какая много разве эту моя свою этой перед чуть том такой им более
    всю между это эта мои мое свой своего вообще очень просто также которые который которая нам наш ваш`,
  uk: `і й та в у не що він на я з із зі зо як а то все вона так його але ти до к же ви за би по тільки її мені було ось від
    мене ще ні немає о об із йому тепер коли навіть ну чи якщо вже або бути був нього вас вам адже там потім себе нічого
    їй може вони тут де є треба ній для ми тебе їх чим була сам щоб без чого раз теж собі під буде тоді хто цей того
    тому цього який ним цьому один майже мій тим нею зараз були куди навіщо всіх при інший хоч після над більше той
    через ці нас про них яка багато цю моя свою цієї перед трохи такий їм більш між це ця мої моє свій свого взагалі
    дуже просто також які яке нам наш ваш ж б`,
});

/** Words that turn what follows them into its opposite. English verbs with n't are seen by their ending. */
export const negations = perLanguage({
  en: "not no never none nobody nothing neither nor without cannot cant dont didnt doesnt isnt wasnt wont hardly barely lack lacks lacking ain't",
  ru: "не нет ни без никогда никто ничего нельзя нету никак никаких никакой никакого никакие отнюдь отсутствие отсутствует",
  uk: "не ні без ніколи ніхто нічого немає нема ніяк ніяких ніякий ніякого жодного жодної жоден жодна відсутність відсутній",
});

/** Words after which another opinion begins; what follows them weighs more. */
export const contrasts = perLanguage({
  en: "but however although though yet except unfortunately",
  ru: "но однако зато хотя увы впрочем жаль",
  uk: "але однак проте зате хоча та-от шкода",
});

/** How much a word before strengthens (above 1) or weakens what follows. */
export const intensifiers: Readonly<Record<TextLanguage, ReadonlyMap<string, number>>> = {
  en: weights(
    "very really so extremely absolutely totally completely incredibly too super highly utterly always such",
    "slightly somewhat bit little fairly rather almost partly kinda quite",
  ),
  ru: weights(
    "очень крайне совершенно абсолютно полностью невероятно слишком так такой такая такое супер весьма просто вообще всегда постоянно самый самая самое",
    "немного чуть слегка почти отчасти достаточно вроде относительно довольно иногда местами",
  ),
  uk: weights(
    "дуже вкрай зовсім абсолютно повністю неймовірно надто занадто так такий така таке супер вельми просто взагалі завжди постійно найбільш",
    "трохи трішки злегка майже почасти досить наче відносно доволі іноді місцями",
  ),
};

function weights(stronger: string, weaker: string): ReadonlyMap<string, number> {
  return new Map([
    ...stronger.split(" ").map((word) => [word, 1.35] as const),
    ...weaker.split(" ").map((word) => [word, 0.7] as const),
  ]);
}
