import { IconMoodSmile, IconStar } from "@tabler/icons-react";

import type { Question } from "#feature/surveys/contract";
import { isScaleQuestion, scaleOf, stepsOf, type ScaleQuestion } from "#feature/surveys/runtime";
import { textIn } from "#kit/language";

import classes from "./QuestionPicture.module.css";

interface QuestionPictureProps {
  readonly question: Question;
  readonly language: string;
}

/** A small likeness of a question: its words and what one answers on. Decoration. */
export function QuestionPicture({ question, language }: QuestionPictureProps) {
  return (
    <div className={classes.sheet}>
      <strong>{textIn(question.title, language)}</strong>
      <Field question={question} language={language} />
    </div>
  );
}

function Field({ question, language }: QuestionPictureProps) {
  if (isScaleQuestion(question)) return <Scale question={question} language={language} />;
  if (question.kind === "expectation") {
    const steps = stepsOf(scaleOf(question));
    return [question.expectationLabel, question.resultLabel].map((label) => (
      <div key={textIn(label, language)} className={classes.pair}>
        <small>{textIn(label, language)}</small>
        <Steps steps={steps} />
      </div>
    ));
  }
  if ("options" in question) {
    return (
      <ul className={classes.options}>
        {question.options.slice(0, 3).map(({ key, label }) => (
          <li key={key}>{textIn(label, language)}</li>
        ))}
      </ul>
    );
  }
  return <span className={classes.lines} />;
}

function Scale({ question, language }: { question: ScaleQuestion; language: string }) {
  const steps = stepsOf(scaleOf(question));
  const look = question.kind === "rating" ? question.look : "numbers";
  return (
    <div>
      {look === "numbers" ? (
        <Steps steps={steps} />
      ) : (
        <span className={classes.signs}>
          {steps.map((step) => (look === "stars" ? <IconStar key={step} /> : <IconMoodSmile key={step} />))}
        </span>
      )}
      <span className={classes.ends}>
        <small>{textIn(question.lowLabel, language)}</small>
        <small>{textIn(question.highLabel, language)}</small>
      </span>
    </div>
  );
}

function Steps({ steps }: { steps: readonly number[] }) {
  return (
    <span className={classes.steps}>
      {steps.map((step) => (
        <i key={step}>{step}</i>
      ))}
    </span>
  );
}
