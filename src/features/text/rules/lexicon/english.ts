import type { Lexicon } from "../lexicon-shape.ts";
import { listed, weighted } from "./weighted.ts";

/** How English-speaking customers say that something is good or bad, spelt the British and the American way. */
export const englishLexicon: Lexicon = {
  language: "en",
  sentiment: weighted({
    "3": `excellent excellence outstanding exceptional* superb fantastic fabulous amazing amazed wonderful wonderfully
      perfect perfectly perfection brilliant brilliantly awesome incredible phenomenal magnificent marvellous
      marvelous splendid flawless* impeccable* delighted delightful delight love loved loves loving adore adored
      thrilled ecstatic overjoyed best superior terrific stellar world_class first_class top_notch top-notch
      second_to_none five_stars 5_stars ten_out_of_ten 10_out_of_10 highly_recommend* absolutely_love over_the_moon
      blown_away above_and_beyond extra_mile life_saver lifesaver gem gorgeous stunning spotless faultless heavenly
      dream_come_true exceeded_expectations exceeded_my_expectations made_my_day couldn't_be_happier
      could_not_be_happier a_joy a_pleasure legend legends superstar superheroes hero heroes unbeatable unrivalled`,
    "2": `good great nice lovely helpful kind kindly kindness polite politely courteous courtesy professional
      professionally professionalism efficient efficiently efficiency fast quick quickly quicker prompt promptly
      speedy swift swiftly instant instantly immediate easy easily easier easiest simple smooth smoothly seamless*
      effortless* painless hassle_free hassle-free straightforward convenient convenience comfortable comfy cosy cozy
      tidy bright spacious reliable reliability dependable trustworthy trusted honesty transparent fair affordable
      value_for_money good_value bargain happy happier pleasant pleasantly pleasure satisfied satisfying satisfaction
      enjoy enjoyed enjoying enjoyable enjoys glad grateful thank thanks thankful thankyou thx appreciate appreciated
      appreciative recommend recommended recommending impressed impressive super cool fab ace solid strong stable
      secure safe knowledgeable competent skilled expert informative attentive caring considerate patient patience
      welcoming warm cheerful smiling smiled respectful responsive accommodating flexible generous generosity gift
      saved solved resolved repaired improved improving improvement improvements better fresh tasty delicious yummy
      beautiful beautifully pretty cute stylish elegant sleek attractive flattering adorable quality sturdy durable
      robust well_made well-made accurate accurately intuitive user_friendly user-friendly handy valuable effective
      favourite favorite win winner winning successful successfully success praise praised congrats congratulations
      bravo kudos well_done keep_it_up keep_up_the_good no_problem no_problems no_issues no_complaints no_hassle
      can't_fault cannot_fault never_had_a_problem never_let_me_down without_a_hitch on_time peace_of_mind
      looking_forward happy_customer will_be_back will_return works_great works_well works_perfectly works_fine
      as_described as_promised spot_on on_point exactly_what highly rave raving exciting excited fun interesting
      innovative modern luxurious luxury cherish terrifically refreshing top thumbs_up proactive humorous
      outstandingly superbly nicely wonderfulness crisp clear clearly calm calming relaxed relief relieved reassured
      reassuring confident grateful_for blessed hurray hooray woohoo pleased* useful* thoughtful* personable*
      friendly* friendlier* sorted* fixed* understanding* yay* honest_and clean_and so_clean trustworthy* truthful*
      no_trouble works_like faster_than much_faster very_happy_with rewarding* always_helpful very_helpful wow_factor
      discounted*`,
    "1": `fine ok okay alright decent adequate acceptable reasonable reasonably satisfactory sufficient not_bad
      average_but does_the_job does_what helped supportive clearer apology_accepted hopeful quiet compact lightweight
      light soft smart sensible popular familiar choice wide_range updated_me kept_informed reachable smooth_enough
      progress promising worthwhile worth worth_it pros welcome trying_hard tried_hard courteous_enough lucky
      fortunate genuine genuinely recommendable consistent consistently steady tolerable okayish neat thorough
      thoroughly detailed suitable works_ok cheers please_with peaceful simplicity easygoing willing_to_help hopeful*
      free_upgrade loyalty_reward agreeable working_well kept_updated well_informed like_it liked_it cheaper cheap`,
    "-1": `slow slowly slower delay delayed delays wait waited waiting waits queue queues queuing line_was long_time late
      later_than expensive pricey overpriced costly dear_price fee fees charge charged charges surcharge penalty
      fine_for problem problems issue issues trouble troubles error errors mistake mistakes fault faults faulty glitch
      glitches glitchy bug bugs buggy lag laggy lags freeze freezes froze frozen crash crashes crashed crashing
      difficult difficulty difficulties hassle complicated complex confusing confused confusion unclear inconvenient
      inconvenience inconvenienced uncomfortable awkward annoying annoyed annoyance irritating irritated bored boring
      dull average mediocre so-so so_so meh basic lacking lack lacks missing missed miss lost lose losing forgot
      forgotten ignored_by unanswered no_reply no_response no_answer cancel cancelled canceled cancellation complain
      complained complaint complaints concern concerned concerns worry worried worrying nervous unsure doubt doubtful
      stressed stress disconnect disconnected dropped drops cut_off cuts_out intermittent unstable patchy weak
      poor_signal small_print limited restriction* refuse refused refuses refusal reject rejected decline declined
      deny denied block blocked locked suspended restricted unable cannot_get can't_get failed fail fails failing
      failure failures broken broke break breaks damaged damage dirty messy noisy smelly crowded cramped old outdated
      dated thin flimsy tight short_staffed understaffed busy unavailable out_of_stock sold_out overbooked stuck
      stranded transfer*_again runaround tired tiring sick_of unhappy sad sadly sorry unfortunately regret regrets
      regretful disappointing disappoint upset upsetting not_happy not_satisfied not_impressed not_helpful not_good
      not_great not_working not_work doesn't_work didn't_work does_not_work won't_work stopped_working never_works
      could_be_better room_for_improvement expected_better expected_more spam spammy pushy bureaucra* paperwork
      impersonal robotic scripted automated_reply template vague inconsistent inaccurate incorrect wrong wrongly
      misspelled unresolved pending overdue owed owe debt dispute disputed suspicious risky bad_news tedious
      repetitive redundant downgrade downgraded hidden unexpected_charge surprise_fee itchy scratchy bulky heavy loud
      shrinks shrunk on_hold still_no still_not no_one nobody for_hours supposed_to trying_to tried_to rebook rebooked
      twice_now please_help please_fix please_sort please_explain please_advise can_you_help need_help not_connected
      not_received not_informed not_told lack_of tarmac unacceptable_wait hours_on times_now chasing chased chase
      apparently supposedly would_be_nice would_have_been_nice charged_me sent_the_wrong any_update any_updates`,
    "-2": `bad badly poor poorly worse rude rudely rudeness unhelpful unprofessional unfriendly impolite disrespect
      disrespectful arrogant condescending dismissive hostile aggressive nasty incompetent incompetence useless
      unreliable inefficient ineffective ridiculous ridiculously absurd stupid idiot idiots idiotic dumb clueless
      careless negligent negligence irresponsible unacceptable inexcusable intolerable unfair unjust unreasonable
      unbelievable_service disappointed disappointment dissatisfied dissatisfaction frustrated frustrating frustration
      angry anger mad fuming furious_with hate hated hates dislike disliked despise fed_up sick_and_tired liar liars
      dishonest deceitful deceptive deceive deceived mislead misleading misled cheat cheated cheating scam scammed
      scammer* scamming fraud fraudulent rip_off ripoff rip-off ripped_off steal stealing stole stolen theft thief
      thieves robbed robbery greedy greed overcharge overcharged overcharging extortion* illegal unethical shady
      sneaky bogus fake counterfeit junk rubbish garbage trash crap crappy lousy shoddy subpar substandard inferior
      defective unusable unwearable cheaply_made low_quality poor_quality bad_quality fell_apart waste wasted wasting
      waste_of_time waste_of_money money_down avoid stay_away never_again never_use never_buy do_not_buy don't_buy
      not_recommend wouldn't_recommend would_not_recommend cannot_recommend not_worth harass harassed harassing
      harassment threaten threatened threatening threats bully abused insult insulted insulting humiliated humiliating
      ignored ignoring neglected abandoned helpless hopeless desperate nightmare chaos chaotic shambles mess messed_up
      screwed screw screwed_up sucks suck sucked sux lame joke laughable embarrassing embarrassed ashamed shame
      shameful pathetic abysmal painful painfully pain dreadful_wait ruin ruined ruins destroyed destroying suffer
      suffered suffering cry crying tears panic scared afraid terrified outage outages down_again no_service
      no_internet still_waiting hung_up hang_up no_help no_apology no_communication lost_luggage lost_my disaster
      gross stinks stink stale expired mouldy moldy rotten ugly hideous appalled sham worthless pointless unwilling
      uncaring indifferent incapable unqualified inept unorganized disorganized disorganised mishandled mishandling
      mismanaged misinformed wrongful breach violated violation lawsuit attorney ombudsman foreclosure fraudster*
      epic_fail fail_fail epicfail bullshit bs damn damned hell ugh wtf smh ffs freaking thanks_for_nothing
      what_a_joke nobody_cares no_explanation no_connection no_broadband without_internet no_clue no_idea
      not_acceptable poor_service bad_service worst_flight_ever badservice customerservicefail neveragain notimpressed
      disappointed* overbook* rotten* incompetence* unprofessionalism* misplaced* unsolved* unaddressed* refuses_to
      refused_to failed_to fail_to still_waiting_for lied* lying* told_lies all_lies`,
    "-3": `terrible terribly awful awfully horrible horribly horrendous horrid horrific atrocious appalling disgusting
      disgusted disgust disgrace disgraceful dreadful worst shocking diabolical despicable vile revolting repulsive
      outrageous outraged outrage furious livid infuriating enraged hell_on_earth catastrophe catastrophic fuck fucked
      fucking fucks shit shitty bullshitters asshole* bastard* bitch criminal criminals crooks crooked evil
      unforgivable unbearable torture tortured zero_stars 0_stars worst_ever worst_company worst_service
      never_ever_again heinous loathe abomination absolute_joke complete_joke absolute_disgrace total_disaster
      complete_disaster piece_of_junk piece_of_crap daylight_robbery worstairline worst_airline worst_bank
      worst_customer worst_experience absolutely_terrible`,
  }),
  emotions: {
    anger:
      listed(`angry anger furious livid mad annoyed annoying irritat* infuriat* outraged outrageous frustrat* fuming fed_up sick_and_tired pissed
      enraged hate hated disgusted disgusting wtf fuck fucking last_straw had_enough drives_me_mad`),
    disappointment:
      listed(`disappoint* let_down dissatisfied unhappy upset expected_better expected_more not_impressed unimpressed regret not_happy
      used_to_be_better letdown`),
    anxiety:
      listed(`worry worried worrying anxious anxiety afraid scared scary fear stress stressed stressful panic panicking nervous concerned terrified
      sleepless`),
    helplessness:
      listed(`helpless powerless desperate despair hopeless gave_up given_up give_up stranded stuck nowhere_to_turn no_way_out begging exhausted
      at_their_mercy left_with_no nothing_i_can_do`),
    confusion: listed(
      `confus* puzzled baffl* unclear makes_no_sense don't_understand do_not_understand not_sure at_a_loss perplex* bewildered lost_as_to`,
    ),
    shame: listed(`embarrass* ashamed shame humiliat* shameful`),
    trust: listed(
      `trust trusted trustworthy reliable confident confidence peace_of_mind dependable safe_hands rely_on can_rely faith`,
    ),
    gratitude: listed(`thank thanks thankful thankyou thx grateful gratitude appreciate appreciated cheers`),
    joy: listed(
      `happy love loved delighted thrilled joy enjoy enjoyed glad pleased excited amazing awesome wonderful fantastic yay ecstatic`,
    ),
    relief: listed(
      `relief relieved finally at_last reassured saved_my_day saved_the_day life_saver lifesaver put_my_mind`,
    ),
    surprise: listed(
      `surprised surprising surprisingly surprise wow amazed unexpected unexpectedly astonished blown_away unbelievable`,
    ),
  },
};
