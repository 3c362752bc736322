/**
 * Alternatives that many patterns share. Each is one group of the pattern language and stands for one word of the text.
 * Word forms are spelled after normalisation: small letters, «е» for «ё», a straight apostrophe.
 */
export const en = {
  mins: "(min|mins|minute|minutes|hour|hours|hr|hrs)",
  days: "(day|days|week|weeks|wk|wks|month|months|year|years)",
  staff:
    "(staff|employee*|clerk*|agent*|rep|reps|representative*|advisor*|adviser*|consultant*|assistant*|operator*|cashier*|teller*|manager*|lady|guy|girl|team|attendant*|personnel|crew|technician*|engineer*|people)",
  good: "(good|great|excellent|amazing|awesome|fantastic|brilliant|wonderful|superb|perfect|lovely|best|outstanding|exceptional|nice|super|fab|fabulous|decent|impressive|superior|terrific)",
  bad: "(bad|poor|terrible|awful|horrible|appalling|disgusting|dreadful|shocking|atrocious|worst|pathetic|rubbish|crap|crappy|useless|lousy|abysmal|diabolical|disgraceful|shambolic|horrendous|horrid|unacceptable|ridiculous|sucks|shit|shitty|lame|joke)",
  no: "(no|not|never|without|didn't|doesn't|don't|isn't|wasn't|aren't|won't|can't|cannot|couldn't|wouldn't|haven't|hasn't|didnt|doesnt|dont|isnt|wasnt|wont|cant|couldnt|havent|hasnt)",
} as const;

export const ru = {
  mins: "(минут*|мин|час|часа|часов|часами|полчаса|полтора)",
  days: "(день|дня|дней|дни|сутки|суток|недел*|месяц*|год|года|лет|полгода)",
  staff:
    "(сотрудник*|сотрудниц*|оператор|операторы|операторов|операторам|операторами|операторша|консультант*|менеджер*|девушк*|девочк*|девчонк*|кассир*|персонал*|специалист*|продавец|продавц*|продавщиц*|работник*|специалистк*|мастер*|техник|тетк*|дамочк*|барышн*)",
  good: "(хорош*|отличн*|прекрасн*|замечательн*|великолепн*|превосходн*|супер|суперский|классн*|шикарн*|лучший|лучшая|лучшее|лучшие|достойн*|качественн*|крутой|крутая|крутое|крутые|идеальн*|приличн*|потрясающ*|чудесн*|стабильн*|норм|нормальн*)",
  bad: "(плох*|ужас*|отврат*|кошмар*|мерзк*|паршив*|хренов*|херов*|фигов*|дерьм*|говн*|никакой|никакая|никакое|никакие|никакущ*|худш*|отстой*|безобраз*|убог*|отвратн*|позор*|поганый|поганая|жутк*|стремн*|хуже|кошмарн*|недопустим*)",
} as const;

export const uk = {
  mins: "(хвилин*|хв|хвил|година|годину|години|годин|годинами|півгодини|півтори)",
  days: "(день|дня|днів|дні|доба|добу|доби|тижд*|тижн*|місяц*|рік|року|роки|років|півроку)",
  staff:
    "(працівник*|працівниц*|співробітник*|співробітниц*|оператор|оператори|операторів|операторка|операторки|консультант*|менеджер*|дівчин*|дівчат*|касир*|персонал*|фахівець|фахівц*|спеціаліст*|продавець|продавц*|продавчин*|майст*|технік|хлопець|хлопці|пані)",
  good: "(гарн*|чудов*|відмінн*|прекрасн*|супер|суперський|класн*|шикарн*|якісн*|найкращ*|неперевершен*|хорош*|чудесн*|пречудов*|крутий|крута|круте|круті|добре|ідеальн*|пристойн*|стабільн*|норм|нормальн*|бездоганн*)",
  bad: "(поган*|жах*|огидн*|кошмар*|гидк*|паскудн*|нікчемн*|ніякий|ніяка|ніяке|ніякі|найгірш*|відстій*|ганьб*|хренов*|херов*|фігов*|лайн*|гірш*|убог*|потворн*|неприпустим*|мерзенн*|бридк*)",
} as const;
