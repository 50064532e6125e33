import assert from "node:assert/strict";
import { CallError, type Meaning, RetirementError } from "../../../provider/execution/errors";
import { executeRetirement, type Retirement } from "../../../provider/execution/execute";
import type { Knowledge, Sent } from "../../../provider/execution/journal";
import type { Surroundings } from "../../../provider/execution/surroundings";
import type { Pace } from "../../../provider/execution/wait";
import type { PlannedCall, RetirementPlan } from "../../../provider/retirement";

/** A stage for one run: time that only sleeping and calls move, an engine that dies on cue, and a book of all that happened. */

export const call = (operation: string, input: PlannedCall["input"] = {}): PlannedCall => ({
    service: "ec2",
    operation,
    input,
});

const told = { effects: [], warnings: [] };
const reason = { code: "some-reason", subject: "ami-1", fact: "something is so", remedy: "change it" } as const;

export const plans = {
    retire: (first: PlannedCall, ...rest: readonly PlannedCall[]): RetirementPlan => ({
        outcome: "retire",
        calls: [first, ...rest],
        ...told,
    }),
    gone: (...calls: readonly PlannedCall[]): RetirementPlan => ({
        outcome: "already-retired",
        because: "ami-1 is deregistered already",
        calls,
        ...told,
    }),
    retain: { outcome: "retain", because: "its owner said so", ...told } as RetirementPlan,
    blocked: { outcome: "blocked", blockers: [reason], warnings: [] } as RetirementPlan,
    unknown: { outcome: "unknown", blockers: [reason], warnings: [] } as RetirementPlan,
    waiting: { outcome: "defer", because: "ami-1 is pending", calls: [], wait: "settle", ...told } as RetirementPlan,
    deferred: (...calls: readonly PlannedCall[]): RetirementPlan => ({
        outcome: "defer",
        because: "a cooldown",
        until: "2026-11-23T12:00:00.000Z",
        calls,
        ...told,
    }),
};

export const fails = (meaning: Meaning, code = `Code.${meaning}`) => ({ meaning, code });
type Answer = Sent | ReturnType<typeof fails>;

/** No run of these tests takes so many steps: one that does would run for ever. */
const endless = 500;

export class Stage {
    nowMs = 0;
    /** What happened, in order: `look`, `send DeleteSnapshot`, `sleep 500`. */
    readonly book: string[] = [];
    readonly knowledge: Knowledge[] = [];
    readonly sent: PlannedCall[] = [];
    /** How long a call takes. */
    sendMs = 0;
    /** How long each look takes, in turn; the last one stands for all further looks. */
    lookMs: readonly number[] = [0];
    /** What the user was told, line by line. */
    readonly told: string[] = [];
    jitter = 1;
    settle: Pace = {
        what: "the image to settle",
        bound: "timeouts.settle",
        firstMs: 1_000,
        everyMs: 4_000,
        deadlineMs: 60_000,
    };
    confirm: Pace = {
        what: "the removal to be confirmed",
        bound: "timeouts.confirm",
        firstMs: 1_000,
        everyMs: 4_000,
        deadlineMs: 60_000,
    };
    /** For users to let go; a kind without users has none. */
    release: Pace | undefined;
    private looks: readonly (RetirementPlan | (() => RetirementPlan))[] = [];
    private readonly answers = new Map<string, Answer[]>();
    private isEngineGone = (): boolean => false;
    private isOutdated: (() => boolean) | undefined;

    /** The plan of each look in turn; the last one stands for all further looks. */
    sees(...looks: readonly (RetirementPlan | (() => RetirementPlan))[]): this {
        this.looks = looks;
        return this;
    }

    /** What calls of an operation are answered in turn; after that, and where nothing is said, they succeed. */
    answer(operation: string, ...answers: readonly Answer[]): this {
        this.answers.set(operation, [...answers]);
        return this;
    }

    engineGoneOnce(isGone: () => boolean): this {
        this.isEngineGone = isGone;
        return this;
    }

    outdatedOnce(isOutdated: () => boolean): this {
        this.isOutdated = isOutdated;
        return this;
    }

    readonly surroundings: Surroundings = {
        clock: {
            elapsedMs: () => this.nowMs,
            sleep: async ms => {
                this.write(`sleep ${ms}`);
                this.nowMs += ms;
            },
            random: () => this.jitter,
        },
        engine: {
            assertAlive: async () => {
                if (this.isEngineGone()) throw new RetirementError("engine-gone", "the engine is gone");
            },
        },
        tell: line => void this.told.push(line),
    };

    get retirement(): Retirement {
        return {
            subject: "EC2 AMI ami-1",
            action: "deregister",
            look: async knowledge => {
                this.write("look");
                this.knowledge.push(new Map(knowledge));
                const look = this.looks[Math.min(this.knowledge.length, this.looks.length) - 1];
                assert.ok(look !== undefined);
                this.nowMs += this.lookMs[Math.min(this.knowledge.length, this.lookMs.length) - 1] ?? 0;
                return typeof look === "function" ? look() : look;
            },
            send: async sent => {
                this.write(`send ${sent.operation}`);
                this.sent.push(sent);
                this.nowMs += this.sendMs;
                const answer = this.answers.get(sent.operation)?.shift() ?? {};
                if (!("meaning" in answer)) return answer;
                throw new CallError(`ec2:${sent.operation}`, answer.code, answer.meaning, `EC2 says ${answer.code}`);
            },
            waits: { settle: this.settle },
            confirm: this.confirm,
            ...(this.release === undefined ? {} : { release: this.release }),
            ...(this.isOutdated === undefined ? {} : { isOutdated: this.isOutdated }),
        };
    }

    run() {
        return executeRetirement(this.retirement, this.surroundings);
    }

    async fails(code: RetirementError["code"]): Promise<RetirementError> {
        try {
            await this.run();
        } catch (error) {
            assert.ok(RetirementError.is(error), String(error));
            assert.equal(error.code, code, error.message);
            return error;
        }
        return assert.fail(`the run succeeded:\n${this.book.join("\n")}`);
    }

    get sleeps(): readonly number[] {
        return this.book.filter(line => line.startsWith("sleep ")).map(line => Number(line.slice("sleep ".length)));
    }

    get operations(): readonly string[] {
        return this.sent.map(sent => sent.operation);
    }

    private write(line: string): void {
        this.book.push(line);
        assert.ok(this.book.length < endless, `the run does not end: … ${this.book.slice(-8).join(", ")}`);
    }
}
