import { Button, Menu, Modal } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExchangeFormat, NotCarried } from "#feature/surveys/contract";
import { callOperation } from "#web/api/client.ts";
import { download } from "#web/design/download.ts";
import { wordsOf } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "./Exchange.module.css";
import { formatNames } from "./format-of.ts";
import { NotCarriedList } from "./NotCarriedList.tsx";

const formats = ["holos", "surveyjs", "limesurvey"] as const satisfies readonly ExchangeFormat[];

/** Hands the draft out as a file for another product, and says what that product cannot hold. */
export function ExportMenu({ surveyId }: { surveyId: string }) {
  const { t } = useTranslation("surveys");
  const [left, setLeft] = useState<readonly NotCarried[]>([]);
  const { mutate, isPending } = useMutation({
    mutationFn: (format: ExchangeFormat) =>
      callOperation("surveys.exportDefinition", { params: { id: surveyId }, query: { format } }),
    onSuccess: ({ fileName, mime, content, notCarried }) => {
      download(fileName, new Blob([content], { type: mime }));
      setLeft(notCarried);
    },
    onError: (error) =>
      toast(
        wordsOf(error, (key) => t(`web:${key}`)),
        { tone: "problem" },
      ),
  });
  return (
    <>
      <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" loading={isPending} leftSection={<IconDownload size={16} />}>
            {t("exchange.export")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map((format) => (
            <Menu.Item key={format} onClick={() => mutate(format)}>
              {formatNames[format]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={left.length > 0}
        onClose={() => setLeft([])}
        title={t("exchange.exported")}
        closeButtonProps={{ "aria-label": t("web:action.close") }}
      >
        <div className={classes.dialog}>
          <NotCarriedList items={left} />
        </div>
      </Modal>
    </>
  );
}
