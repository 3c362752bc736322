import { Switch } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import type { Method } from "#web/design/MethodDrawer.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { PainMap } from "../../contract.ts";
import { headlineOf } from "../../rules.ts";
import { mapTable } from "../tables.ts";
import { useFiles } from "../take-along.ts";
import { useMapWords } from "../words.ts";
import { drawMap } from "./draw-map.ts";
import { MapPicture } from "./MapPicture.tsx";

/** Which notes explain a map. */
export function methodsOf(map: PainMap): readonly Method[] {
  const unasked = map.notes.includes("not-everybody-asked") ? (["problemUnasked"] as const) : [];
  return ["problemEffect", ...unasked, "problemLift", "problemShare"];
}

/** Share by effect: where the large ones stand, with whiskers both ways. */
export function MapSection({ map }: { map: PainMap }) {
  const words = useMapWords();
  const navigate = useNavigate();
  const { search, change } = useFilter();
  const files = useFiles(map);
  const isLog = search.top === "log";
  const title = words.t(`map.title.${map.query.side}`);
  const left = map.items.filter(({ effect, mentions }) => effect === null && mentions > 0).length;
  const caption = `${headlineOf(map, words)}. n ${words.count(map.n)}`;
  return (
    <ChartFrame
      title={title}
      note={
        <>
          {words.t("map.note")} {left === 0 ? null : words.t("map.left", { count: left })}
        </>
      }
      methods={methodsOf(map)}
      table={mapTable(map, words)}
      files={files}
      draw={() => drawMap(map, { title, caption, words, isLog })}
      controls={
        <Switch
          size="sm"
          label={words.t("map.log")}
          checked={isLog}
          onChange={(event) => change({ top: event.currentTarget.checked ? "log" : undefined }, { replace: true })}
        />
      }
    >
      <MapPicture
        map={map}
        isLog={isLog}
        alternative={caption}
        onOpen={({ key }) =>
          void navigate({ to: "/problems/$key", params: { key }, search: { ...search, picture: undefined } })
        }
      />
    </ChartFrame>
  );
}
