#!/usr/bin/env node
// Prints the path of the pulumi command on stdout; where it comes from, on stderr.
import { findPulumi } from "./pulumi-cli.mjs";

try {
    const { command } = await findPulumi();
    process.stdout.write(`${command}\n`);
} catch (error) {
    process.stderr.write(`pulumi-cli: ${error.message}\n`);
    process.exitCode = 1;
}
