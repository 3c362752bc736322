import type { ErrorTable } from "#kit/operation";

import { accountOperations } from "./contract/account.ts";
import { attributeOperations } from "./contract/attribute.ts";
import { mergeOperations } from "./contract/merge.ts";
import { personOperations } from "./contract/person.ts";
import { segmentOperations } from "./contract/segment.ts";
import { timelineOperations } from "./contract/timeline.ts";

export type { Account, AccountDetail } from "./contract/account.ts";
export {
  attributeAudiences,
  attributeTypes,
  type Attribute,
  type AttributeType,
  type AttributeValue,
} from "./contract/attribute.ts";
export {
  identityKinds,
  identitySchema,
  personRoles,
  type Identity,
  type IdentityKind,
  type PersonRole,
} from "./contract/identity.ts";
export type { Batch, Choices, Suggestion, SuggestionReason } from "./contract/merge.ts";
export {
  consentChannels,
  personDetailSchema,
  personSchema,
  personWishSchema,
  type Consent,
  type ConsentWish,
  type Person,
  type PersonDetail,
  type PersonOutcome,
  type PersonWish,
  type Preferences,
} from "./contract/person.ts";
export type { Persona, Segment, SegmentField } from "./contract/segment.ts";
export { timelineKinds, type TimelineEntry, type TimelineKind } from "./contract/timeline.ts";

export const peopleOperations = {
  ...personOperations,
  ...timelineOperations,
  ...mergeOperations,
  ...attributeOperations,
  ...segmentOperations,
  ...accountOperations,
} as const;

export const peopleErrors = {
  "people.not_found": { status: 404, message: "There is no such person or thing, or you may not see it." },
  "people.bad_cursor": { status: 400, message: "This cursor is not one of ours. Start from the first page." },
  "people.same_person": { status: 409, message: "These are one person already." },
  "people.unknown_field": { status: 422, message: "There is nothing called {field} to ask for." },
  "people.wrong_value": { status: 422, message: "{field} does not take this value." },
  "people.unknown_attribute": { status: 422, message: "No attribute {field} is defined." },
  "people.unknown_unit": { status: 422, message: "There is no unit with the code {code}, or you may not see it." },
  "people.unknown_time_zone": { status: 422, message: "There is no time zone {zone}." },
  "people.unknown_segment": { status: 422, message: "One of these segments does not exist." },
  "people.unknown_account": { status: 422, message: "There is no account with the code {code}." },
  "people.unknown_owner": { status: 422, message: "There is no such user." },
  "people.account_cycle": { status: 422, message: "An account cannot lie below itself." },
  "people.attribute_type_fixed": { status: 409, message: "The type of an attribute cannot change; make another one." },
  "people.options_needed": { status: 422, message: "A choice needs at least one option, each with a key of its own." },
  "people.in_use": { status: 409, message: "Persons or segments still use it." },
  "people.name_taken": { status: 409, message: "There is a segment with this name already." },
  "people.last_identity": { status: 409, message: "A person keeps at least one identity." },
  "people.in_the_future": { status: 422, message: "This lies in the future." },
  "people.repeated_key": { status: 422, message: "This key stood further up already; the first one counts." },
  "people.whole_only": { status: 403, message: "Only somebody who sees the whole organisation can do this." },
} as const satisfies ErrorTable;
