import { call, type Product } from "#testing/product";

interface Made {
  readonly id: string;
  readonly slug: string;
}

/** Makes a survey from a template and publishes it. */
export async function publishTemplate(product: Product, name: string, template: string): Promise<Made> {
  const { id } = await call<Made>(product, "POST", "/api/v1/surveys", { name, template });
  return call<Made>(product, "POST", `/api/v1/surveys/${id}/publish`);
}

const reasons = {
  why_high: ["The clerk was kind and quick", "Все решили за пять минут", "Дуже швидко і ввічливо"],
  why_middle: ["Fine, but I waited", "Нормально, но долго", "Непогано, але довго"],
  why_low: ["Nobody called back", "<script>alert(1)</script> очередь час", "Не передзвонили, черга"],
} as const;

/** Some months of believable answers: two branches clearly differ, one has too few, hours and weekdays vary. */
export async function sendSampleAnswers(product: Product, survey: string, count: number): Promise<void> {
  const responses = Array.from({ length: count }, (_, index) => sampleAnswer(survey, index, count));
  for (let from = 0; from < count; from += 500)
    await call(product, "POST", "/api/v1/answers/batch", { responses: responses.slice(from, from + 500) });
}

function sampleAnswer(survey: string, index: number, count: number): Record<string, unknown> {
  const branch = index % 50 === 0 ? "kherson" : (["kyiv", "lviv", "odesa", "dnipro"][index % 4] ?? "kyiv");
  const score = scoreOf(branch, index);
  const why = score >= 9 ? "why_high" : score >= 7 ? "why_middle" : "why_low";
  const day = Date.UTC(2026, 3, 1) + Math.floor((index / count) * 200) * 86_400_000;
  const answeredAt = new Date(day + (8 + ((index * 7) % 12)) * 3_600_000).toISOString();
  return {
    survey,
    id: `sample-${index}`,
    answers: { score, [why]: reasons[why][index % 3] },
    answeredAt,
    language: ["en", "ru", "uk"][index % 3],
    context: { unit: branch, channel: index % 3 === 0 ? "sms" : "web" },
  };
}

/** Not random, so that every run sees the same numbers; spread over the whole scale. */
function scoreOf(branch: string, index: number): number {
  const spread = (index * 7919) % 11;
  const lean = branch === "lviv" ? 4 : branch === "odesa" ? -3 : 1;
  return Math.max(0, Math.min(10, Math.round(6 + lean + (spread - 5) / 1.4)));
}

/** Waits until the facts hold every answer that was accepted before. */
export async function untilProjected(product: Product): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { pending } = await call<{ pending: number }>(product, "GET", "/api/v1/facts/freshness");
    if (pending === 0) return;
  }
  throw new Error("The facts did not catch up with the answers");
}
