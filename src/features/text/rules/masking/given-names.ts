const words = (list: string) => list.trim().split(/\s+/);

/** Russian and Ukrainian given names with their short forms, in lower case, ё written е. */
const slavic = words(`
  александр александра алексей алена алина алла альберт альбина анастасия анатолий ангелина андрей анжела анжелика анна
  антон антонина анфиса аня арина аркадий арсений артем артемий артур ася богдан богдана борис боря вадим валентин
  валентина валера валерий валерия валя варвара варя василий василина василиса вася вероника виктор виолетта виталий
  виталик владимир владислав владислава влад вова володя вячеслав галина галя геннадий гена георгий глеб григорий гриша
  данил данила даниил даниэль дарина дарья даша денис диана дима дмитрий ева евгений евгения егор екатерина елена
  елизавета женя жанна захар зинаида зоя иван игнат игорь илона илья инга инесса инна ира ирина ия камилла карина катерина
  катя кирилл клавдия коля константин костя кристина ксения ксюша лара лариса лена леонид леня лера леша лида лидия лиза
  любовь люба люда людмила макар макс максим маргарита марина мария маша матвей милана милена мирон михаил миша надежда
  надя назар наталия наталья наташа настя никита николай нина нонна оксана олег олеся ольга оля павел паша петр петя полина
  раиса рената римма родион рома роман роза руслан руслана сабина саша света светлана святослав семен сергей сережа слава
  снежана соня софия софья станислав стас степан таисия тамара таня тарас татьяна тимофей тимур толя тоня ульяна фаина
  федор федя филипп эдуард элина эльвира эмма юлиана юлия юля юра юрий яков яна ярослав ярослава
  олександр олександра олексій олексей олена олесь олеся ольга андрій анастасія анатолій ангеліна артур аліна алла борис
  богдан богдана валентин валентина валерій валерія василь василина вероніка віктор вікторія віталій віта віра володимир
  владислав вячеслав в'ячеслав галина ганна геннадій григорій дар'я дарина данило денис діана дмитро дмитрій едуард
  євген євгенія єгор єлизавета жанна зоряна зінаїда іван іванна ігор ілля інна ірина інга катерина карина кирило костянтин
  ксенія крістіна христина лариса леонід лідія любов людмила любомир лілія лесь леся максим маргарита марина марія мар'яна
  маркіян матвій микита микола мирослав мирослава михайло надія назар наталія наталя настя ніна оксана олег орест остап
  павло петро поліна раїса роман ростислав руслан руслана світлана святослав семен сергій соломія софія станіслав степан
  таїсія тамара тарас тетяна таня тимофій тимур уляна федір юлія юрій яків яна ярина ярослав ярослава
`);

/** Names that are words, towns or brands as well: only taken beside a title, a patronymic or a surname. */
const doubtful = new Set(
  words(`вера віра надежда надія любовь любов слава роман рома роза света лев марк марта мила софия софія соня виктория
    вікторія лилия лілія ева ия ася лара алиса аліса рая злата люба владимир валя оля костя боря коля толя федя зоя лера
    арина диана діана вова макар стас влад женя саша паша ира лида лиза нина ніна инна інна ярослав ярослава света
    mark will grace rose may april june faith hope joy bill art jack frank grant chase chance drew dean rob pat sue dawn
    crystal amber virginia georgia charlotte austin dallas jordan paris brook rich gene carol lance miles guy earl max penny
    ruby summer iris ivy lily daisy violet victoria chelsea florence sydney madison jackson houston christian angel`),
);

const english = new Set(
  words(`james robert john michael david william richard joseph thomas christopher charles daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack dennis jerry
    tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy walter keith roger terry sean austin
    gerald carl harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah
    wayne randy vincent mason roy ralph bobby russell bradley philip eugene mary patricia jennifer linda elizabeth barbara
    susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna michelle carol amanda melissa
    deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela nicole anna
    samantha katherine christine helen debra rachel carolyn janet maria catherine heather diane olivia julie joyce victoria
    ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa
    gloria sara janice kathryn ann abigail sophia frances jean alice judy isabella julia grace denise amber danielle marilyn
    beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie mike dave steve tom dan matt tony chris
    nick ben sam greg alex pete tim jim bob ed rick jeff josh kate katie liz beth sue becky tina tracy stacy wendy kim jenny
    ahmed mohammed muhammad ali raj priya sanjay anil olena iryna oksana natalia serhii andriy ivan dmitry sergey elena olga`),
);

type Declension = "soft" | "hard";

const endings: Readonly<Record<Declension, ReadonlySet<string>>> = {
  /** Names in а, я, о. */
  soft: new Set(words("а я ы и і е у ю ой ей ою ею єю о ї є")),
  /** All others; the empty ending is the name itself. */
  hard: new Set(["", ...words("а я у ю ом ем єм е є ові еві єві і ї й ь о")]),
};

const stems: Readonly<Record<Declension, ReadonlySet<string>>> = {
  soft: new Set(slavic.filter((name) => /[аяо]$/.test(name)).map((name) => name.slice(0, -1))),
  hard: new Set(slavic.filter((name) => !/[аяо]$/.test(name)).map((name) => name.replace(/[йь]$/, ""))),
};
const doubtfulStems = new Set([...doubtful].map((name) => name.replace(/[аяойь]$/, "")));

/** How sure it is that a word in lower case is a given name. */
export function givenName(word: string): "sure" | "doubtful" | undefined {
  const plain = word.replaceAll("ё", "е").replaceAll(/[’ʼ]/g, "'");
  if (/^[a-z]/.test(plain)) {
    if (!english.has(plain) && !doubtful.has(plain)) return undefined;
    return doubtful.has(plain) ? "doubtful" : "sure";
  }
  for (let length = 0; length <= 3 && length < plain.length - 1; length += 1) {
    const stem = plain.slice(0, plain.length - length);
    const ending = plain.slice(plain.length - length);
    for (const declension of ["soft", "hard"] as const) {
      if (!endings[declension].has(ending) || !stems[declension].has(stem)) continue;
      return doubtfulStems.has(stem) ? "doubtful" : "sure";
    }
  }
  return undefined;
}
