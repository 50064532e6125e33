import { type Call, callKey, type Effect, type PlannedCall, type RetirementPlan } from "../retirement";
import { CallError, errorOfPlan, RetirementError } from "./errors";
import { Journal, type Knowledge, type Sent } from "./journal";
import type { Surroundings } from "./surroundings";
import { type Pace, Wait } from "./wait";

/** What a kind brings along for one object to be retired: how to look, how to send. The order of things is execution's. */
export interface Retirement {
    /** The object as a user names it, such as `EC2 AMI ami-0abc`. */
    readonly subject: string;
    /** Observes and plans, from the start, every time. `knowledge` holds what calls of this run were told about objects. */
    look(knowledge: Knowledge): Promise<RetirementPlan>;
    /** Sends one call and reads its answer; rejects with a `CallError`. */
    send(call: Call): Promise<Sent>;
    /** By the names that the kind's plans use in `wait`. */
    readonly waits: Readonly<Record<string, Pace>>;
    /** For what was sent to take effect, retries included. */
    readonly confirm: Pace;
}

/** What a retirement did: for the line on the stack's row and the report. */
export interface Retired {
    readonly subject: string;
    /** The plan at the first look: what the preview would have shown. */
    readonly plan: RetirementPlan;
    /** What has become of the world, as far as the last look shows it. */
    readonly effects: readonly Effect[];
    readonly calls: readonly (Call & Sent)[];
}

/** A plan is as old as the look that it rests on; past this age it is made anew before anything is sent. */
const freshMs = 5_000;

/**
 * Carries a retirement out: look, plan, send, look again, until there is nothing left to do. Each way back into acting
 * leads through a new look, so nothing is ever sent on an old one, and a run that was cut off is finished by the next.
 */
export const executeRetirement = async (retirement: Retirement, surroundings: Surroundings): Promise<Retired> => {
    const run = new Run(retirement, surroundings);
    try {
        return await run.toTheEnd();
    } catch (error) {
        throw await run.takenBack(error);
    }
};

class Run {
    private readonly journal = new Journal();
    private readonly waiting = new Map<Pace, Wait>();
    /** Calls of `sendEach` that failed for good: told at the end, and not sent again. */
    private readonly refused = new Map<string, CallError>();
    private lookedMs = 0;

    constructor(
        private readonly retirement: Retirement,
        private readonly surroundings: Surroundings,
    ) {}

    async toTheEnd(): Promise<Retired> {
        let first: RetirementPlan | undefined;
        for (;;) {
            const plan = await this.retirement.look(this.journal.knowledge);
            this.lookedMs = this.surroundings.clock.elapsedMs();
            first ??= plan;
            if (await this.act(plan)) {
                const { subject } = this.retirement;
                return { subject, plan: first, effects: effectsSeen(first, plan), calls: this.journal.calls };
            }
        }
    }

    /** Does what the plan says; true when nothing is left to do. */
    private async act(plan: RetirementPlan): Promise<boolean> {
        switch (plan.outcome) {
            case "retain":
                return true;
            case "already-retired":
                this.journal.forgetUndos();
                if (plan.calls.length === 0) return true;
                await this.sendEach(plan.calls);
                return false;
            case "retire":
                await this.sendInOrder(plan.calls);
                return false;
            case "defer":
                return this.defer(plan);
            case "unknown":
                // What was sent may have worked; that it cannot be seen for a moment is no reason to give up on it.
                if (this.journal.calls.length === 0) throw errorOfPlan(this.retirement.subject, plan);
                await this.pauseOrFail(this.retirement.confirm, () => errorOfPlan(this.retirement.subject, plan));
                return false;
            case "blocked":
                throw errorOfPlan(this.retirement.subject, plan);
        }
    }

    private async defer(plan: RetirementPlan & { outcome: "defer" }): Promise<false> {
        const pending = this.pending(plan.calls);
        if (pending.length > 0) {
            await this.sendInOrder(plan.calls);
            return false;
        }
        const pace = plan.wait === undefined ? undefined : this.retirement.waits[plan.wait];
        if (pace === undefined) throw errorOfPlan(this.retirement.subject, plan);
        await this.pauseOrFail(pace, () => errorOfPlan(this.retirement.subject, plan));
        return false;
    }

    private pending(calls: readonly PlannedCall[]): readonly PlannedCall[] {
        return calls.filter(call => !this.journal.has(call));
    }

    /** Calls that rest on each other: the first that fails ends the run, and what was lifted for the rest is put back. */
    private async sendInOrder(calls: readonly PlannedCall[]): Promise<void> {
        const pending = this.pending(calls);
        if (pending.length === 0) {
            await this.pauseOrFail(this.retirement.confirm, wait => this.notConfirmed(calls, wait));
            return;
        }
        for (const call of pending) {
            const failure = await this.sendWhileFresh(call);
            if (failure === "stale") return;
            if (failure === undefined) continue;
            if (!mayPass(failure)) throw this.callFailed([failure]);
            await this.pauseOrFail(this.retirement.confirm, () => this.callFailed([failure]));
            return;
        }
        this.journal.forgetUndos();
    }

    /** Calls that do not need each other: each is tried, whatever became of the others, and all that failed are told. */
    private async sendEach(calls: readonly PlannedCall[]): Promise<void> {
        const open = this.pending(calls).filter(call => !this.refused.has(callKey(call)));
        if (open.length === 0 && this.refused.size > 0) throw this.callFailed([...this.refused.values()]);
        const passing: CallError[] = [];
        for (const call of open) {
            const failure = await this.sendWhileFresh(call);
            if (failure === "stale") break;
            if (failure === undefined) continue;
            if (mayPass(failure)) passing.push(failure);
            else this.refused.set(callKey(call), failure);
        }
        if (passing.length === 0 && open.length > 0) return;
        await this.pauseOrFail(this.retirement.confirm, wait =>
            passing.length > 0
                ? this.callFailed([...this.refused.values(), ...passing])
                : this.notConfirmed(calls, wait),
        );
    }

    private async sendWhileFresh(call: PlannedCall): Promise<CallError | "stale" | undefined> {
        if (this.surroundings.clock.elapsedMs() - this.lookedMs > freshMs) return "stale";
        await this.surroundings.engine.assertAlive();
        try {
            this.journal.enter(call, await this.retirement.send(call));
            return undefined;
        } catch (error) {
            if (!CallError.is(error)) throw error;
            if (error.meaning !== "absent") return error;
            // Gone already is what the call was for; whether it really is gone, the next look says.
            this.journal.enter(call, {});
            return undefined;
        }
    }

    /** One wait for each reason to wait, so that its deadline counts from the first pause and not from the last. */
    private async pauseOrFail(pace: Pace, failure: (wait: Wait) => Error): Promise<void> {
        const wait = this.waiting.get(pace) ?? new Wait(pace, this.surroundings);
        this.waiting.set(pace, wait);
        if (!(await wait.pause())) throw failure(wait);
    }

    private callFailed(failures: readonly CallError[]): RetirementError {
        const { subject } = this.retirement;
        const lines = failures.map(failure => `  - ${failure.call}: ${failure.message} [${failure.code}]`);
        const done = this.journal.calls.map(call => `  done before: ${call.service}:${call.operation}`);
        return new RetirementError(
            "call-failed",
            [
                `${subject}: retiring it failed; the row stays and the next run goes on from here`,
                ...lines,
                ...done,
            ].join("\n"),
            [],
            { cause: failures[0] },
        );
    }

    private notConfirmed(calls: readonly Call[], wait: Wait): RetirementError {
        const sent = calls.map(call => `${call.service}:${call.operation}`).join(", ");
        return new RetirementError(
            "not-confirmed",
            `${this.retirement.subject}: ${wait.told}; ${sent} was accepted, yet the object is still there. The row stays; the next run looks again`,
        );
    }

    /** The error to end with, after what was lifted for nothing has been put back. */
    async takenBack(error: unknown): Promise<unknown> {
        const told: string[] = [];
        for (const call of this.journal.takeUndos()) {
            try {
                await this.surroundings.engine.assertAlive();
                await this.retirement.send(call);
                told.push(`  put back: ${call.service}:${call.operation}`);
            } catch (failure) {
                if (CallError.is(failure) && failure.meaning === "absent") continue;
                const why = failure instanceof Error ? failure.message : String(failure);
                told.push(`  could NOT be put back: ${call.service}:${call.operation} ${callKey(call)}: ${why}`);
            }
        }
        if (told.length === 0) return error;
        const [code, blockers] = RetirementError.is(error)
            ? [error.code, error.blockers]
            : ["call-failed" as const, []];
        const message = error instanceof Error ? error.message : String(error);
        return new RetirementError(code, [message, ...told].join("\n"), blockers, { cause: error });
    }
}

/** What the first plan said would become of things, corrected by what the last look says of the same things. */
const effectsSeen = (first: RetirementPlan, last: RetirementPlan): readonly Effect[] => {
    const before = "effects" in first ? first.effects : [];
    const after = "effects" in last && last !== first ? last.effects : [];
    return [...before.filter(effect => !after.some(({ subject }) => subject === effect.subject)), ...after];
};

const mayPass = (failure: CallError): boolean =>
    failure.meaning === "throttled" || failure.meaning === "transient" || failure.meaning === "not-yet";
