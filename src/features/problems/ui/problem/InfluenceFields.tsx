import { useQuery } from "@tanstack/react-query";

import { operationQuery } from "#web/api/queries.ts";

import type { ProblemWish } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import { PlaceSelect } from "./PlaceSelect.tsx";

type Influences = ProblemWish["influences"];

/** Which functions bear on it besides the owner, directly or not, and how strongly (R124). */
export function InfluenceFields({
  influences,
  known,
  onChange,
}: {
  influences: Influences;
  /** Names of functions. */
  known: readonly { readonly code: string; readonly name: string }[];
  onChange: (next: Influences) => void;
}) {
  const { t } = useMapWords();
  const codes = influences.map((one) => one.function);
  const { data } = useQuery(operationQuery("organisation.listReferences", { query: { kind: "function", limit: 500 } }));
  const names = new Map([...known, ...(data?.items ?? [])].map(({ code, name }) => [code, name]));
  return (
    <>
      <PlaceSelect
        kind="function"
        label={t("field.influences")}
        chosen={codes}
        known={known}
        onChange={(next) =>
          onChange(
            next.map(
              (code) =>
                influences.find((one) => one.function === code) ?? { function: code, kind: "direct", strength: 2 },
            ),
          )
        }
      />
      {influences.map((influence) => (
        <div key={influence.function} className={classes.row}>
          <span>{names.get(influence.function) ?? influence.function}</span>
          <select
            className={classes.select}
            aria-label={names.get(influence.function) ?? influence.function}
            value={`${influence.kind} ${influence.strength}`}
            onChange={(event) => {
              const [kind, strength] = event.target.value.split(" ");
              const changed = {
                ...influence,
                kind: kind === "indirect" ? ("indirect" as const) : ("direct" as const),
                strength: Number(strength),
              };
              onChange(influences.map((one) => (one === influence ? changed : one)));
            }}
          >
            {(["direct", "indirect"] as const).flatMap((kind) =>
              [1, 2, 3].map((strength) => (
                <option key={`${kind} ${strength}`} value={`${kind} ${strength}`}>
                  {t(`relation.${kind}-${strength}`)}
                </option>
              )),
            )}
          </select>
        </div>
      ))}
    </>
  );
}
