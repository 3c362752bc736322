import type { Blocks, Frames } from "../grammar.ts";

/** What people praise. */
export const praise: Blocks = {
  friendly: [
    "{friendly|kind|polite|lovely} {staff|people|team}{, felt welcome|, everyone smiled|}",
    "{the girl|the young man|the consultant} at the {desk|counter} was {very patient|so helpful|a star}",
    "{<name> was|thanks to <name>, it was} {wonderful|great|a pleasure}",
  ],
  quick: [
    "{quick|fast|no queue|in and out in five minutes}{, well organised|, surprised|}",
    "{took|sorted in} {five minutes|no time}",
    "{answered|picked up} {at once|in seconds}",
  ],
  competent: [
    "{knew|really knew} {what they were doing|every detail}, {explained it clearly|no jargon}",
    "{clear|good|honest} advice{, no pressure to buy|, saved me money|}",
  ],
  solved: [
    "{sorted|fixed|solved} {on the first call|right away|without fuss}",
    "{problem gone|all solved}, {thank you|much appreciated}",
  ],
  app_good: [
    "{the app|your app} is {simple|fast|a joy to use|clear}{, everything in two taps|, best of the banks I use|}",
    "{easy|simple} {transfers|payments}, {no need for the branch|works every time}",
  ],
  network: [
    "{good|stable|strong} {signal|connection} {everywhere|even in the village|at home and at work}",
    "{internet just works|fast internet}, {no complaints|three years without a problem}",
  ],
  price: [
    "{fair|good} {price|value}{, nothing hidden|, better than my last provider|}",
    "{happy with|like} {the tariff|the plan}, {enough for the family|does what I need}",
  ],
  place: [
    "{clean|bright|cosy} {branch|place}, {good coffee|enough seats|easy to find}",
    "{the new ticket system|the host in the hall} {helps a lot|made it easy}",
  ],
};

/** What stands around it. */
export const frames: Frames = {
  openers: [
    "honestly,",
    "to be fair,",
    "I'm sorry but",
    "so",
    "last week",
    "yesterday",
    "this morning",
    "as a customer for years,",
    "what can I say,",
    "not the first time,",
    "hello,",
  ],
  after: [
    "{very disappointed|quite upset|not happy}",
    "{please fix this|do something about it|time to sort it out}",
    "{thinking of leaving|looking at other providers}",
    "{expected better|used to be better}",
    "{nobody said sorry|no apology}",
    "I {wrote about it before|had to tell someone}",
  ],
  but: [
    "{otherwise fine|the rest is fine}",
    "{the staff are nice though|people were nice at least}",
    "{could be better|room to improve}",
    "{but okay overall|but it got done}",
  ],
  thanks: ["thank you", "thanks", "keep it up", "well done", "will recommend", "stay like this", "10 out of 10"],
  short: {
    low: ["terrible", "awful service", "disappointed", "never again", "waste of time", "bad", "no comment", "1/10"],
    middle: ["ok", "fine", "normal", "so-so", "could be better", "average", "it was alright"],
    high: ["great", "excellent", "all good", "perfect", "love it", "super", "very happy", "👍", "top!"],
  },
  sarcasm: [
    "{brilliant|wonderful|bravo}: {<min> of my life|a whole lunch break} {I will never get back|gone}",
    "thanks for {the lovely music|such a relaxing wait}, {really|truly} {unforgettable|world class} 🙃",
    "{great job|well done}, {another day wasted|now I know what patience is}",
  ],
  nothing: [
    "{just because|no particular reason}",
    "{nothing special|normal service, nothing more}",
    "{it works|does the job}",
    "{depends on the day|sometimes good, sometimes bad}",
  ],
  person: [
    "call me back: <phone>, <name>",
    "my number is <phone>",
    "{write to|mail me at} <mail>",
    "contract in the name of <fullname>",
  ],
};

/** What staff write in the pulse. */
export const staff: Readonly<Record<"low" | "middle" | "high", readonly string[]>> = {
  low: [
    "{too much work|the load is too high}, {people leave and nobody replaces them|no time to breathe}",
    "{targets|sales plans} {are unrealistic|change every week}",
    "{nobody listens|feedback goes nowhere}",
  ],
  middle: [
    "{fine team, old computers|good people, slow systems}",
    "{pay could be better|salary is behind the market}",
    "{schedule is hard to plan|shifts change late}",
  ],
  high: [
    "{great team|best colleagues}",
    "{my manager|our leader} {supports us|always helps}",
    "{can grow here|I learn a lot}",
  ],
};

/** How a complaint begins and what it asks for. */
export const letters = {
  greeting: ["Good afternoon", "Dear Orvela", "Hello", "To whom it may concern"],
  ask: [
    "{please look into it and reply in writing|I expect an answer within a week}",
    "{I ask for my money back|please return <sum>}",
    "{otherwise I will turn to the regulator|otherwise I close my account}",
  ],
  when: ["{on Monday|last Thursday|at the beginning of the month|on the 12th} ", ""],
};
