export { carryOutImport, carryOutAbandoned } from "./actions/carry-out.ts";
export { directoryJobs } from "./jobs.ts";
export { mountDirectoryFiles, type DirectoryFilesOptions } from "./routes/files.ts";
export { directoryRoutes } from "./routes/operations.ts";
export { mountScim, type ScimOptions } from "./routes/scim.ts";
export { directoryWords } from "./wording/sentences.ts";
