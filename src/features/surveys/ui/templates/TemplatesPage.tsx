import { useTranslation } from "react-i18next";

import { PageHead } from "#web/design/PageHead.tsx";

import { TemplateGallery } from "./TemplateGallery.tsx";

/** Ready surveys to start from. */
export function TemplatesPage() {
  const { t } = useTranslation("surveys");
  return (
    <>
      <PageHead title={t("templates.title")} answer={t("templates.answer")} />
      <TemplateGallery />
    </>
  );
}
