import type { ErrorTable } from "#kit/operation";

/** Refusals of this slice. */
export const textErrors = {
  "text.key_taken": { status: 409, message: "There is a theme with the key {key} already." },
  "text.unknown_theme": { status: 404, message: "There is no theme {key}." },
  "text.changed_elsewhere": { status: 409, message: "Somebody changed this theme meanwhile. Load it again." },
  "text.bad_pattern": { status: 422, message: "The pattern {pattern} cannot be used." },
  "text.merge_in_circle": { status: 422, message: "A theme cannot be counted under itself." },
  "text.no_such_text": { status: 404, message: "There is no such comment, or you may not read it." },
  "text.nothing_to_undo": { status: 404, message: "You have coded nothing that could be taken back." },
  "text.coded_elsewhere": { status: 409, message: "Somebody coded this comment meanwhile. Look at it again." },
  "text.no_such_discovery": { status: 404, message: "This discovery is gone. Look for discoveries again." },
  "text.suggester_off": { status: 409, message: "The suggester is not switched on." },
  "text.suggester_incomplete": { status: 422, message: "An address, a model and a daily budget are needed." },
  "text.suggester_insecure": {
    status: 422,
    message: "The address must begin with https, unless it is on this machine or in a private network.",
  },
  "text.suggester_failed": { status: 503, message: "The suggester did not answer as it should: {why}." },
  "text.budget_spent": { status: 429, message: "The suggester's budget of today is spent." },
  "text.too_few_codings": { status: 422, message: "At least {needed} coded comments are needed to learn from." },
} as const satisfies ErrorTable;
