/**
 * Where a codebook finds what the sample company's customers praise: its theme of praise → themes with the side `praise`.
 * Its problems need no such table: the theme of a problem has the problem's own key.
 */
export const themesOfSamplePraise: Readonly<Record<string, readonly string[]>> = {
  friendly: ["rude_staff", "unwilling_help"],
  quick: ["service_speed", "branch_wait", "hold_time"],
  competent: ["wrong_advice", "canned_reply"],
  solved: ["not_solved", "easy_process"],
  app_good: ["app_crash", "payment_failed"],
  network: ["slow_internet", "coverage", "internet_outage"],
  price: ["high_price", "hidden_fees"],
  place: ["branch_place"],
};
