import { Select } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { meQuery, type Me } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { timeZones } from "#web/format/zones.ts";
import { homes, mayStartAt } from "#web/shell/home.ts";
import { toast } from "#web/shell/toasts.ts";

type Wish = NonNullable<OperationCall<"access.updateMe">["body"]>;
type Home = NonNullable<Me["home"]>;

/** One's own time zone and first page; both may follow the organisation and the role. */
export function Preferences({ me }: { me: Me }) {
  const { t } = useTranslation("web");
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: (body: Wish) => callOperation("access.updateMe", { body }),
    onSuccess: (changed) => {
      cache.setQueryData(meQuery.queryKey, changed);
      toast(t("action.saved"));
    },
  });
  const open = (Object.keys(homes) as Home[]).filter((home) => mayStartAt(me, home));
  return (
    <div className={form.form}>
      <Select
        label={t("profile.zone")}
        description={t("profile.zoneNote")}
        data={[...timeZones(me.timeZone ?? "UTC")]}
        value={me.timeZone}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("filter.reset") }}
        onChange={(timeZone) => save.mutate({ timeZone })}
      />
      <Select
        label={t("profile.home")}
        data={[
          { value: "", label: t("profile.homeOfRole") },
          ...open.map((home) => ({ value: home, label: t(`home.${home}`) })),
        ]}
        value={me.home ?? ""}
        allowDeselect={false}
        onChange={(home) => save.mutate({ home: home === "" ? null : home })}
      />
      <ProblemNote error={save.error} />
    </div>
  );
}
