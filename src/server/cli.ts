import { Command, Option } from "commander";

import { roles, type Role } from "#feature/access/contract";
import { exchangeFormats, type ExchangeFormat } from "#feature/surveys/contract";
import { version } from "#platform/version";

/**
 * The command line. Each command is loaded when it runs, so that `--help` is quick.
 * Exit codes: 0 done, 1 failed, 2 refused (bad input), 130 interrupted.
 */
const program = new Command("holos")
  .description(
    "Hears customers and employees, shows what hurts and how sure that is, and proves whether the fix worked.",
  )
  .version(version)
  .showHelpAfterError();

program
  .command("start")
  .description("start everything: engines, web pages, background work")
  .action(async () => (await import("./commands/start.ts")).start());

program
  .command("import")
  .description("bring a file of answers in (CSV, TSV, XLSX); importing it again changes nothing")
  .argument("<file>")
  .requiredOption("-p, --profile <file>", "mapping profile (YAML): which column is what")
  .option("--dry-run", "say what would happen, write nothing", false)
  .option("--json", "print JSON", false)
  .action(async (file: string, options: { profile: string; dryRun: boolean; json: boolean }) =>
    (await import("./commands/import.ts")).runImportCommand(file, options),
  );

program
  .command("rebuild-facts")
  .description("build the read model anew from the answers")
  .option("--json", "print JSON", false)
  .action(async (options: { json: boolean }) =>
    (await import("./commands/rebuild-facts.ts")).runRebuildCommand(options),
  );

program
  .command("export")
  .description("print every response")
  .addOption(new Option("-f, --format <format>").choices(["jsonl", "csv"]).default("jsonl"))
  .option("--survey <id>", "of this survey only")
  .option("--from <date>", "answered on this day or later (YYYY-MM-DD)")
  .option("--to <date>", "answered on this day or earlier")
  .action(async (options: { format: "jsonl" | "csv"; survey?: string; from?: string; to?: string }) =>
    (await import("./commands/export.ts")).runExportCommand(options),
  );

program
  .command("demo")
  .description("load the sample company: 200,000 customers, 300,000 answers, two years, and known truths")
  .option("--scale <number>", "as many times as large (default 1)")
  .option("--seed <number>", "which company (default 1); the same number gives the same one")
  .option("--remove", "take it away again; what others made stays", false)
  .option("--truths", "print what is true of it, load nothing", false)
  .option("--json", "print JSON", false)
  .action(async (options: { scale?: string; seed?: string; remove: boolean; truths: boolean; json: boolean }) =>
    (await import("./commands/demo.ts")).runDemoCommand(options),
  );

addSurveyCommands(program.command("survey").description("surveys as files"));
addUserCommands(program.command("user").description("people who may sign in"));

program
  .command("audit")
  .description("the trail of what people and keys did")
  .command("check")
  .description("go through the whole chain and tell what is wrong first")
  .option("--head <position:hash>", "an end of the chain that was kept elsewhere")
  .option("--json", "print JSON", false)
  .action(async (options: { head?: string; json: boolean }) =>
    (await import("./commands/audit.ts")).checkAuditCommand(options),
  );

program
  .command("doctor")
  .description("check the installation and explain what is found")
  .option("--json", "print JSON", false)
  .action(async (options: { json: boolean }) => (await import("./commands/doctor.ts")).runDoctorCommand(options));

function addSurveyCommands(survey: Command): void {
  const format = () => new Option("--format <format>", "holos, surveyjs or limesurvey").choices([...exchangeFormats]);
  survey
    .command("list")
    .option("--json", "print JSON", false)
    .action(async (options: { json: boolean }) => (await import("./commands/survey.ts")).listSurveysCommand(options));
  survey
    .command("export")
    .argument("<slug>")
    .option("-o, --output <file>", "write into this file")
    .addOption(format().default("holos"))
    .action(async (slug: string, options: { output?: string; format: ExchangeFormat }) =>
      (await import("./commands/survey.ts")).exportSurveyCommand(slug, options),
    );
  survey
    .command("import")
    .argument("<file>")
    .description("make or change the survey that the file names; importing it again changes nothing")
    .addOption(format())
    .option("--publish", "publish it", false)
    .option("--dry-run", "say what would happen, write nothing", false)
    .option("--json", "print JSON", false)
    .action(
      async (file: string, options: { format?: ExchangeFormat; publish: boolean; dryRun: boolean; json: boolean }) =>
        (await import("./commands/survey.ts")).importSurveyCommand(file, options),
    );
  survey
    .command("check")
    .argument("<file>")
    .description("what keeps a file from being published; exit code 2 when something does")
    .addOption(format())
    .option("--json", "print JSON", false)
    .action(async (file: string, options: { format?: ExchangeFormat; json: boolean }) =>
      (await import("./commands/survey.ts")).importSurveyCommand(file, { ...options, dryRun: true }),
    );
}

function addUserCommands(user: Command): void {
  user
    .command("add")
    .argument("<email>")
    .requiredOption("--name <name>")
    .addOption(new Option("--role <role>").choices([...roles]).default("analyst"))
    .option("--unit <code...>", "of these units and what lies below them; every unit when left out", [])
    .option("--json", "print JSON", false)
    .action(async (email: string, options: { name: string; role: Role; unit: string[]; json: boolean }) =>
      (await import("./commands/user.ts")).addUserCommand(email, options),
    );
  user
    .command("grant")
    .description("give one more role")
    .argument("<email>")
    .addOption(new Option("--role <role>").choices([...roles]).makeOptionMandatory())
    .option("--unit <code...>", "of these units and what lies below them; every unit when left out", [])
    .option("--json", "print JSON", false)
    .action(async (email: string, options: { role: Role; unit: string[]; json: boolean }) =>
      (await import("./commands/user.ts")).grantCommand(email, options),
    );
  user
    .command("list")
    .option("--json", "print JSON", false)
    .action(async (options: { json: boolean }) => (await import("./commands/user.ts")).listUsersCommand(options));
  user
    .command("reset-password")
    .argument("<email>")
    .option("--json", "print JSON", false)
    .action(async (email: string, options: { json: boolean }) =>
      (await import("./commands/user.ts")).resetPasswordCommand(email, options),
    );
  for (const change of ["disable", "enable"] as const) {
    user
      .command(change)
      .argument("<email>")
      .option("--json", "print JSON", false)
      .action(async (email: string, options: { json: boolean }) =>
        (await import("./commands/user.ts")).switchUserCommand(email, change, options.json),
      );
  }
}

try {
  await program.parseAsync();
} catch (error) {
  const { explainFailure } = await import("./commands/command-run.ts");
  const { text, code } = explainFailure(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = code;
}
