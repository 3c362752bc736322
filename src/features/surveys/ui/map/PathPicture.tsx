import { IconFlag, IconPlayerPlay } from "@tabler/icons-react";
import { useId, useMemo } from "react";
import { useTranslation } from "react-i18next";

import type { PathMap, PathNode } from "#feature/surveys/runtime";

import { KindIcon } from "../builder/KindIcon.tsx";
import type { Part } from "../builder/rows.ts";
import { questionOf } from "../builder/structure.ts";
import { useEditor } from "../draft/editor.ts";
import { conditionBeside, conditionInWords } from "../logic/condition-words.ts";
import { layoutOf, sizes, type PlacedEdge, type PlacedNode } from "./layout.ts";
import classes from "./Map.module.css";
import { useNodeName } from "./use-problem-words.ts";

interface PathPictureProps {
  readonly map: PathMap;
  readonly onOpen: (part: Part) => void;
}

/** The ways as a picture: points one can open, joined by lines with the answers that lead along them. */
export function PathPicture({ map, onOpen }: PathPictureProps) {
  const { t } = useTranslation("surveys");
  const layout = useMemo(() => layoutOf(map), [map]);
  const arrow = useId();
  const { width, height } = layout;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <div className={classes.scroll} role="group" aria-label={t("map.label")} tabIndex={0}>
      <div className={classes.canvas} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden>
          <defs>
            <marker id={arrow} viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path d="M0 0L8 4L0 8z" className={classes.head} />
            </marker>
          </defs>
          {layout.edges.map(({ edge, path }) => (
            <path
              key={`${edge.from} ${edge.to} ${JSON.stringify(edge.when)}`}
              d={path}
              className={classes.way}
              data-branch={edge.when !== null}
              markerEnd={`url(#${arrow})`}
            />
          ))}
        </svg>
        {layout.edges.map((placed) => (
          <EdgeWords
            key={`${placed.edge.from} ${placed.edge.to} ${JSON.stringify(placed.edge.when)}`}
            placed={placed}
          />
        ))}
        {layout.nodes.map((placed) => (
          <Node key={placed.node.id} placed={placed} onOpen={onOpen} />
        ))}
      </div>
    </div>
  );
}

function EdgeWords({ placed: { edge, at } }: { placed: PlacedEdge }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  if (edge.when === null) return null;
  const words = conditionInWords(edge.when, { definition, language: i18n.language, t });
  const source = edge.from.slice(edge.from.indexOf(":") + 1);
  const short = conditionBeside(edge.when, source, { definition, language: i18n.language, t });
  return (
    <span
      className={classes.words}
      style={{ left: at.x, top: at.y, maxWidth: sizes.width + sizes.across - 8 }}
      title={words}
    >
      {short}
    </span>
  );
}

function Node({ placed: { node, x, y }, onOpen }: { placed: PlacedNode; onOpen: (part: Part) => void }) {
  const { t } = useTranslation("surveys");
  const { definition } = useEditor();
  const name = useNodeName(definition);
  const open = () =>
    node.kind !== "page" && onOpen(node.kind === "start" ? { kind: "start" } : { kind: node.kind, key: node.key });
  return (
    <button
      type="button"
      className={classes.node}
      data-kind={node.kind}
      data-reached={node.isReachable}
      data-dead={node.isDeadEnd}
      style={{ left: x, top: y, width: sizes.width, height: sizes.height }}
      onClick={open}
    >
      <NodeSign node={node} />
      <span>
        <span className={classes.nodeName}>{name(node)}</span>
        {node.isReachable ? null : <em>{t("map.unreached")}</em>}
        {node.isDeadEnd ? <em>{t("map.dead")}</em> : null}
      </span>
    </button>
  );
}

function NodeSign({ node }: { node: PathNode }) {
  const { definition } = useEditor();
  if (node.kind === "start") return <IconPlayerPlay size={17} aria-hidden />;
  if (node.kind === "ending") return <IconFlag size={17} aria-hidden />;
  const question = questionOf(definition, node.key);
  return question === undefined ? null : <KindIcon kind={question.kind} size={17} />;
}
