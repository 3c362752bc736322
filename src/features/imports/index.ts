export { errorsFile } from "./actions/errors-file.ts";
export { importFile, previewFile, type ImportFileOptions } from "./actions/import-file.ts";
export { profileYaml, readProfileYaml } from "./actions/profiles.ts";
export { uploadFile } from "./actions/upload.ts";
export { importsJobs } from "./jobs.ts";
export { importsRoutes } from "./routes.ts";
