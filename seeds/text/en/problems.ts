import type { Blocks } from "../grammar.ts";

/** What people write of a problem. Clauses without capital and stop; `{a|b}` is a choice. */
export const problems: Blocks = {
  branch_wait: [
    "{waited|had to wait|stood in line for} <min> {even though I had booked|on a quiet weekday|for a two-minute question|just to pick up a card}",
    "{the queue|the line} {did not move|was out of the door|moved at a snail's pace} {and nobody explained why|and the ticket numbers made no sense|for <min>}",
    "{always|every single time|yet again} {a queue|long lines} {there|in this branch}, {lost my lunch break|I plan half a day for it now}",
    "<min> {of waiting|in the queue} {is just too much|is not okay|for one signature}",
  ],
  few_counters: [
    "{one counter open out of five|only one person serving|two of six desks open} {and twenty people waiting|while the others chatted|at the busiest hour}",
    "{not enough|far too few} {staff|people at the desks} {after six|at lunchtime|on Mondays}",
    "{why have|what is the point of} {so many desks|six counters} {if only one works|when five stay closed}",
  ],
  rude_staff: [
    "{the clerk|the person at the desk|the consultant} {was rude|rolled her eyes|talked to me like a child|did not even look up}",
    "{felt|I felt} {like a nuisance|unwelcome|like I was begging}, {never going back|not how you treat customers}",
    "{got|was} {snapped at|told off} {for asking twice|in front of everybody|for no reason}",
    "{cold|arrogant|plain rude} {staff|service}, {no greeting, no smile|as if they were doing me a favour}",
  ],
  wrong_advice: [
    "{was told|they told me|I got} {one thing|something} {by one person and the opposite by another|and it turned out to be wrong}, {had to redo everything|it cost me money}",
    "{the consultant|the person} {did not know the answer|guessed|mixed up the tariffs} {and would not ask a colleague|and read from the screen|}",
    "{could not get|never got} {a clear|a straight|any proper} answer {about the limits|about the fee|about my contract}",
  ],
  system_down: [
    '{the system was down|their terminal froze|"the system is slow today"} {and they asked me to come back tomorrow|so nothing got done|once again}',
    "{technical problems|an outage} {in the middle of the day|without any warning}, {second time this month|nobody could help}",
  ],
  paperwork: [
    "{seven signatures|three forms|a pile of papers} {for a new card|to change an address|for something this simple}",
    "{bring|had to bring} {the same documents|the same certificate} {again and again|for the third time}, {you already have them|this is not 1995}",
  ],
  opening_hours: [
    "{you close at six and I work until seven|closed on Saturdays|closes before I finish work}, {impossible to get there|had to take time off}",
    "{the website|the sign on the door} {says one thing|shows other hours} {and the branch was closed|so I came for nothing}",
  ],
  hold_time: [
    "{<min> on hold|was on hold for <min>|listened to music for <min>} {and then got cut off||before anyone picked up}",
    '{getting through|reaching a human} {is impossible|takes forever}, {"your call is important" for <min>|gave up twice}',
  ],
  transfers: [
    "{passed|transferred|bounced} {from one person to another|between departments} <times> {and told my story every time|and nobody owned it|}",
    "{every new agent|each person} {asked the same questions|started from scratch}",
  ],
  not_solved: [
    "{the problem is still there|still not solved|nothing was fixed}, {contacted you <times>|it has been <days>|I keep calling}",
    "{promised|they promised} {a call back|to sort it out} {within a day|by Friday}, {that was <days> ago|nobody called}",
    '{ticket closed|"your request is resolved"}, {nothing changed|nobody did anything}',
  ],
  phone_menu: [
    "{the phone menu|press one, press five – it} {is a maze|goes on forever|never offers a human}, {six steps to reach a person|I forget why I called}",
    "{talking to your robot|the voice menu} {drives me mad|wastes my time}",
  ],
  call_dropped: [
    "{the call dropped|we got cut off} {halfway through|at the worst moment} {and nobody called back|so I had to start again}",
    "{a phone company|telecom} {that cannot keep a call going|with calls that drop}, {funny|really?}",
  ],
  bot_loop: [
    '{the bot|your chatbot|the assistant} {goes in circles|understands nothing|keeps sending the same link}, {typed "agent" five times|no way to reach a human}',
    "{stop hiding people behind|get rid of} {that bot|the robot}, {it knows three answers|useless}",
  ],
  slow_chat: [
    "{waited|it took} <min> {for a reply in chat|between two messages} {and then the chat closed itself||in a so-called live chat}",
    "{replies|answers} {take ages|come every ten minutes}",
  ],
  canned_reply: [
    "{copy-paste|a canned|a template} {answer|reply}{ that ignored my question|, nobody read what I wrote|}",
    '{wrote|I sent} {three paragraphs|all the details}, {got "thank you for contacting us"|they sent me a link to the rules}',
  ],
  app_crash: [
    "{the app|your app} {crashes|freezes|closes itself} {at login|when I pay|after every update|on two phones}",
    "{since the update|after the new version} {it is a white screen|everything is worse|it will not open}",
    "{laggy|buggy|so slow}, {have to restart it every time|worse every month}",
  ],
  login_trouble: [
    "{cannot|could not|unable to} log in{ since yesterday|}, {the code never comes|it says wrong password though it is right|it asks to confirm again and again}",
    "{the text with the code|the login code} {arrives after it expires|never arrives}",
  ],
  payment_failed: [
    "{the payment|my transfer} {failed|got stuck|was declined} {but the money is gone|for no reason|three times}, {embarrassing at the till|money back after <days>}",
    "{tried to pay|stood at the till}, {declined, although there is money|nothing went through}",
  ],
  hard_to_find: [
    "{statements|limits|card settings} {are impossible|take ages} to find{, hidden on purpose|, six taps for a simple thing|}",
    "{the menu is|the layout is} {a mess|full of adverts|confusing}, {the old one was clearer|nothing is where you expect it}",
  ],
  hidden_fees: [
    "{charged|was charged|you took} {a fee|<sum>} {nobody told me about|that is in small print on page ten|and nobody can explain it}",
    '{"free" account|zero per cent}, {only in the advert|until you look at the bill}',
    "{a paid service|a subscription} {was switched on|appeared} {without asking|without my consent}",
  ],
  price_rise: [
    "{the price|my plan} {went up again|rose twice this year}, {for the same service|and nothing got better|cheaper elsewhere}",
    "{discounts for new customers|new people get it cheaper}, {loyal ones just pay more|loyalty costs extra}",
  ],
  slow_internet: [
    "{internet|the home internet} {crawls in the evening|drops every night|is half of what I pay for}, {cannot work from home|no way to stream}",
    "{pay for a hundred|promised a hundred}, {get twenty|reality is twenty}",
  ],
  coverage: [
    "{no signal|one bar|signal drops} {at home|in the lift|outside the city|at the cottage}, {I call from the balcony|have to step outside}",
    "{on the motorway|in the metro|in the next village} {it is dead|there is no coverage}",
  ],
  card_blocked: [
    "{my card was blocked|you froze my account} {without warning|on holiday|on a Friday night}, {left with no money|two days to sort out}",
    "{fraud check|security} {blocked a normal purchase|stopped my rent payment} {and nobody called|and only a branch can undo it}",
  ],
  loan_refused: [
    "{loan refused|my application was rejected} {in a minute|with no reason given|though my salary comes to you}, {at least say why|after you invited me to apply}",
    "{a pre-approved|an approved} {offer|limit} that {turned into a no|was not approved at all}",
  ],
  spam_offers: [
    "{calls|texts|offers} {every day|three times a week|on Sundays} {about loans|about insurance}, {cannot switch them off|I block the numbers now}",
    "{pushing|selling} {insurance|a credit card} {at every contact|when I only asked a question}",
  ],
  wrong_bill: [
    "{a mistake in the bill|charged twice|the bill is wrong} {second month running|by <sum>|}, {only fixed after a complaint|no apology|nobody can find the reason}",
    "{billed|charged} for {a service I do not have|the same thing twice}",
  ],
};
