import type { z } from "zod";

import type { accessOperations } from "#feature/access/contract";
import type { alertsOperations } from "#feature/alerts/contract";
import type { answerOperations } from "#feature/answers/contract";
import type { benchmarksOperations } from "#feature/benchmarks/contract";
import type { changesOperations } from "#feature/changes/contract";
import type { directoryOperations } from "#feature/directory/contract";
import type { driversOperations } from "#feature/drivers/contract";
import type { exploreOperations } from "#feature/explore/contract";
import type { factsOperations } from "#feature/facts/contract";
import type { importOperations } from "#feature/imports/contract";
import type { insightOperations } from "#feature/insight/contract";
import type { noticesOperations } from "#feature/notices/contract";
import type { organisationOperations } from "#feature/organisation/contract";
import type { peopleOperations } from "#feature/people/contract";
import type { problemsOperations } from "#feature/problems/contract";
import type { sampleOperations } from "#feature/sample/contract";
import type { samplingOperations } from "#feature/sampling/contract";
import type { surveyOperations } from "#feature/surveys/contract";
import type { textOperations } from "#feature/text/contract";
import type { workforceOperations } from "#feature/workforce/contract";
import type { Operation } from "#kit/operation";

type Named<Slice extends string, Table> = { readonly [Key in keyof Table & string as `${Slice}.${Key}`]: Table[Key] };

/** Every operation of the contracts by its id; types only, nothing of it reaches the bundle. */
export type Operations = Named<"access", typeof accessOperations> &
  Named<"alerts", typeof alertsOperations> &
  Named<"answers", typeof answerOperations> &
  Named<"benchmarks", typeof benchmarksOperations> &
  Named<"changes", typeof changesOperations> &
  Named<"directory", typeof directoryOperations> &
  Named<"drivers", typeof driversOperations> &
  Named<"explore", typeof exploreOperations> &
  Named<"facts", typeof factsOperations> &
  Named<"imports", typeof importOperations> &
  Named<"insight", typeof insightOperations> &
  Named<"notices", typeof noticesOperations> &
  Named<"organisation", typeof organisationOperations> &
  Named<"people", typeof peopleOperations> &
  Named<"problems", typeof problemsOperations> &
  Named<"sample", typeof sampleOperations> &
  Named<"sampling", typeof samplingOperations> &
  Named<"surveys", typeof surveyOperations> &
  Named<"text", typeof textOperations> &
  Named<"workforce", typeof workforceOperations>;

export type OperationId = keyof Operations;

/** What a caller sends: params, query and body as the contract takes them in, defaults left out. */
export interface OperationCall<Id extends OperationId> {
  readonly params?: InputOf<Operations[Id]["params"]>;
  readonly query?: InputOf<Operations[Id]["query"]>;
  readonly body?: InputOf<Operations[Id]["body"]>;
  readonly signal?: AbortSignal;
}

type InputOf<Schema> = NonNullable<Schema> extends z.ZodType ? z.input<NonNullable<Schema>> : never;

/** What the operation answers. */
export type OperationAnswer<Id extends OperationId> = Operations[Id] extends Operation
  ? z.output<Operations[Id]["output"]>
  : never;
