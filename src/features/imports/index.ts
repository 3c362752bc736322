export { carryOutAbandoned, resumeImports } from "./actions/carry-out.ts";
export { errorsFile } from "./actions/errors-file.ts";
export { importFile, previewFile, type ImportFileOptions } from "./actions/import-file.ts";
export { profileYaml, readProfileYaml } from "./actions/profiles.ts";
export { uploadFile } from "./actions/upload.ts";
export { importsWording } from "./wording/files.ts";
export { mountImportFiles, type ImportFilesOptions } from "./routes/files.ts";
export { importsJobs } from "./jobs.ts";
export { importsRoutes } from "./routes/operations.ts";
