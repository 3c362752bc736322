import { registerNeighbours, registerTellInviter } from "#feature/access";
import { notify } from "#feature/notices";
import { referenceNames, resolveReferences, unitAncestors } from "#feature/organisation";

/** Connects access with the tree of units, the employees and the notices, all of which lie to its right. */
export function joinAccess(): void {
  registerNeighbours({
    unitAncestors,
    unitNames: referenceNames,
    employeeCode: async (tx, code) => {
      const found = await resolveReferences(tx, [{ kind: "employee", code }]);
      return found.get(`employee:${code}`)?.code;
    },
    tellDelegate: (tx, stores, { delegationId, to, fromName, until }) =>
      notify(tx, stores, {
        to: [to],
        kind: "delegation_started",
        params: { name: fromName, until: until.toISOString() },
        link: "/settings/delegations",
        key: `delegation:${delegationId}`,
      }),
  });
  registerTellInviter((tx, stores, { to, name, invitationId }) =>
    notify(tx, stores, {
      to: [to],
      kind: "invitation_accepted",
      params: { name },
      link: "/settings/invitations",
      key: `invitation:${invitationId}`,
    }),
  );
}
