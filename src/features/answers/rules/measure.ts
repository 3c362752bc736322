/** The answers a number is made of, as a measure of the facts names them: `<kind>:<programme>[:<surveyId>:<question>]`. */
export interface MeasureParts {
  readonly kind: string;
  readonly programme: string;
  readonly surveyId: string | null;
  readonly question: string | null;
}

/** Takes a measure apart; undefined when it is none. */
export function measureParts(measure: string): MeasureParts | undefined {
  const found =
    /^(nps|enps|csat|ces|rating|gap|number|choice|text):([a-z]+)(?::([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([a-z][a-z0-9_.]*))?$/.exec(
      measure,
    );
  if (found === null) return undefined;
  const [, kind = "", programme = "", surveyId = null, question = null] = found;
  return { kind, programme, surveyId, question };
}
