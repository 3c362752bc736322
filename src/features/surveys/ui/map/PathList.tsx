import { useTranslation } from "react-i18next";

import type { PathMap, PathNode } from "#feature/surveys/runtime";

import type { Part } from "../builder/rows.ts";
import { useEditor } from "../draft/editor.ts";
import { conditionInWords } from "../logic/condition-words.ts";
import classes from "./Map.module.css";
import { useNodeName } from "./use-problem-words.ts";

interface PathListProps {
  readonly map: PathMap;
  readonly onOpen: (part: Part) => void;
}

/** The same ways in words: each point, and where one goes from it. */
export function PathList({ map, onOpen }: PathListProps) {
  const points = map.nodes.filter(({ kind }) => kind !== "page");
  const after = Map.groupBy(map.edges, ({ from }) => from);
  return (
    <ol className={classes.points}>
      {points.map((node) => (
        <Point key={node.id} node={node} map={map} edges={after.get(node.id) ?? []} onOpen={onOpen} />
      ))}
    </ol>
  );
}

interface PointProps extends PathListProps {
  readonly node: PathNode;
  readonly edges: PathMap["edges"];
}

function Point({ node, map, edges, onOpen }: PointProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  const name = useNodeName(definition);
  const nameOf = (id: string) => {
    const found = map.nodes.find((each) => each.id === id);
    return found === undefined ? id : name(found);
  };
  const open = () =>
    node.kind !== "page" && onOpen(node.kind === "start" ? { kind: "start" } : { kind: node.kind, key: node.key });
  return (
    <li data-reached={node.isReachable} data-dead={node.isDeadEnd}>
      <button type="button" onClick={open}>
        {node.kind === "ending" ? t("outline.ending", { title: name(node) }) : name(node)}
      </button>
      {node.isReachable ? null : <em>{t("map.unreached")}</em>}
      {node.isDeadEnd ? <em>{t("map.dead")}</em> : null}
      <ul>
        {edges.map((edge) => (
          <li key={`${edge.to} ${JSON.stringify(edge.when)}`}>
            {edge.when === null
              ? t("map.then", { name: nameOf(edge.to) })
              : t("map.thenIf", {
                  condition: conditionInWords(edge.when, { definition, language: i18n.language, t }),
                  name: nameOf(edge.to),
                })}
          </li>
        ))}
      </ul>
    </li>
  );
}
