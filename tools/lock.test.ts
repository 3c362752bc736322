import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { projectRoot } from "./architecture/source.ts";
import { missingPlatformPackages, withPlatformPackages, type LockFile } from "./lock/platform-packages.ts";

const lock = JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")) as LockFile;

test("the lock file names the packages of every platform, or `npm ci` refuses; `npm run lock` adds them", () => {
  assert.ok(Object.keys(lock.packages).length > 100);
  assert.deepEqual([...missingPlatformPackages(lock)], []);
});

test("the lock file names no registry", () => {
  assert.ok(!readFileSync(join(projectRoot, "package-lock.json"), "utf8").includes('"resolved": "http'));
});

test("a package for another platform is added with the platform its name tells", () => {
  const names = ["@a/linux-x64-musl", "@a/binding-linux-arm-gnueabihf", "@a/win32-x64-msvc", "@a/darwin-arm64"];
  const optionalDependencies = Object.fromEntries(names.map((name) => [name, "1.0.0"]));
  const { packages } = withPlatformPackages({
    packages: { "": {}, "node_modules/a": { optionalDependencies }, "node_modules/@a/darwin-arm64": {} },
  });

  assert.equal(missingPlatformPackages({ packages }).size, 0);
  assert.deepEqual(packages["node_modules/@a/binding-linux-arm-gnueabihf"], {
    version: "1.0.0",
    os: ["linux"],
    cpu: ["arm"],
    libc: ["glibc"],
    optional: true,
  });
  assert.deepEqual(packages["node_modules/@a/linux-x64-musl"]?.libc, ["musl"]);
  assert.deepEqual(packages["node_modules/@a/win32-x64-msvc"]?.os, ["win32"]);
});
