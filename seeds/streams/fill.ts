import type { Company } from "../company.ts";
import { fillBrand } from "./brand.ts";
import type { Chunk, Filled } from "./chunk.ts";
import { fillCustomers } from "./customer.ts";
import { fillPulse } from "./pulse.ts";
import { fillComplaints, fillReviews } from "./written.ts";

/** Makes one chunk. Without `texts` the same people give the same scores, in a third of the time. */
export function fillChunk(company: Company, chunk: Chunk, { texts }: { readonly texts: boolean }): Filled {
  switch (chunk.source) {
    case "pulse":
      return fillPulse(company, chunk, texts);
    case "brand":
      return fillBrand(company, chunk);
    case "complaint":
      return fillComplaints(company, chunk, texts);
    case "review":
      return fillReviews(company, chunk, texts);
    case "relational":
    case "visit":
    case "call":
    case "chat":
    case "app":
      return fillCustomers(company, chunk, { stream: chunk.source, texts });
  }
}
