import { useQuery } from "@tanstack/react-query";

import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import { beginEnrolment, confirmEnrolment } from "./door-calls.ts";
import { EnrolSteps } from "./EnrolSteps.tsx";

/** Sets up the second factor that the role asks for, before the first page. */
export function EnrolAtDoor({ onDone }: { onDone: () => void }) {
  const { data, error } = useQuery({
    queryKey: ["door.enrolment"],
    queryFn: beginEnrolment,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <SkeletonList rows={4} />;
  return <EnrolSteps enrolment={data} confirm={confirmEnrolment} onDone={onDone} />;
}
