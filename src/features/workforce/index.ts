export { leave, putManyStaff, putOneStaff, workforcePersonalData } from "./actions/one.ts";
export { putStaff, type PutStaffCall } from "./actions/put-staff.ts";
export { listGaps, listStaff, readStaff, staffOfUnit, unitOfEmployee } from "./actions/reading.ts";
export { workforceRoutes } from "./routes.ts";
export { staffById, staffIdsByEmail } from "./actions/reading.ts";
