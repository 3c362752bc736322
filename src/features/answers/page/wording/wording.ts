/** Everything a public page says besides the survey's own texts. */
export interface Wording {
  readonly next: string;
  readonly send: string;
  readonly back: string;
  readonly optional: string;
  readonly stepOf: (step: number, steps: number) => string;
  readonly voluntary: string;
  readonly privacy: string;
  readonly language: string;
  readonly other: string;
  readonly otherText: string;
  readonly choose: string;
  readonly rankOf: (option: string) => string;
  readonly valueOf: (value: string, most: string) => string;
  readonly problemsTitle: string;
  readonly problems: Readonly<Record<string, string>>;
  readonly resume: string;
  readonly resumeLink: string;
  readonly closed: StateWording;
  readonly answered: StateWording;
  readonly again: string;
  readonly missing: StateWording;
  readonly linkUnknown: StateWording;
  readonly tooMany: StateWording;
  readonly broken: StateWording;
  readonly away: StateWording;
  readonly tooLarge: StateWording;
  /** Above every page of a test run. */
  readonly testRun: string;
  readonly preview: string;
  readonly scan: string;
  readonly orType: string;
  readonly leaveEmpty: string;
}

/** Title and explanation of a page without a form. */
export interface StateWording {
  readonly title: string;
  readonly text: string;
}
