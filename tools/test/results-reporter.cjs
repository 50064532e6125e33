"use strict";
const { writeFileSync } = require("node:fs");
const { EVENT_RUN_END } = require("mocha").Runner.constants;
const { Spec } = require("mocha").reporters;

/** What mocha's own spec reporter shows, and the runner's counts in the file that the caller names. Works in parallel mode. */
module.exports = class ResultsReporter extends Spec {
    constructor(runner, options) {
        super(runner, options);
        const { file } = options.reporterOptions;
        runner.once(EVENT_RUN_END, () => {
            const { passes, failures, pending, duration } = runner.stats;
            const counts = { passed: passes, failed: failures, skipped: pending, seconds: duration / 1000 };
            writeFileSync(file, `${JSON.stringify(counts)}\n`);
        });
    }
};
