import {
    type Call,
    callKey,
    type PlannedCall,
    type Reading,
    type RetirementPlan,
    renderCall,
    type User,
} from "../retirement";
import { CallError, errorOfPlan, RetirementError } from "./errors";
import { type Failed, mayPass, renderFailed } from "./failed";
import { Journal, type Knowledge, type Sent } from "./journal";
import { effectsSeen, type Retired } from "./retired";
import { sendUntilTaken } from "./send";
import type { Surroundings } from "./surroundings";
import { type Pace, Wait } from "./wait";

/** What a kind brings along for one object to be retired: how to look, how to send. The order of things is execution's. */
export interface Retirement {
    /** The object as a user names it, such as `EC2 AMI ami-0abc`. */
    readonly subject: string;
    /** What the policy wishes for it, as a verb such as `deregister`. */
    readonly action: string;
    /**
     * Observes and plans, from the start, every time. `knowledge` holds what calls of this run were told about objects.
     * The preview, which looks before the update has moved anybody, says which users will have let go by then; a delete
     * goes by what it sees.
     */
    look(knowledge: Knowledge, letsGo?: LetsGo): Promise<RetirementPlan>;
    /** For the preview: what is planned for others afterwards sees this plan as carried out. */
    takeAsDone?(plan: RetirementPlan): void;
    /** Asks the cloud, without changing anything, whether it would allow a call; left out where it cannot be asked. */
    isAllowed?(call: Call): Promise<Reading<boolean>>;
    /** Whether something that the last look rested on is known to have changed since: asked right before each call. */
    isOutdated?(): boolean;
    /** Sends one call and reads its answer; rejects with a `CallError`. */
    send(call: Call): Promise<Sent>;
    /** By the names that the kind's plans use in `wait`. */
    readonly waits: Readonly<Record<string, Pace>>;
    /** For what was sent to take effect, retries included. */
    readonly confirm: Pace;
    /** For users that this update moves away to let go, where the kind knows users. */
    readonly release?: Pace;
}

export type LetsGo = (user: User) => boolean;

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
        const ended = await run.takenBack(error);
        if (RetirementError.is(ended)) ended.retired = run.soFar;
        throw ended;
    }
};

class Run {
    private readonly journal = new Journal();
    private readonly waiting = new Map<Pace, Wait>();
    /** Calls of `sendEach` that failed for good: told at the end, and not sent again. */
    private readonly refused = new Map<string, Failed>();
    /** Whoever was tried least goes first, so that a slow one does not starve the others. */
    private readonly attempts = new Map<string, number>();
    private lookedMs = 0;
    private wasLong = false;
    private first: RetirementPlan | undefined;

    constructor(
        private readonly retirement: Retirement,
        private readonly surroundings: Surroundings,
    ) {}

    async toTheEnd(): Promise<Retired> {
        for (;;) {
            const startedMs = this.surroundings.clock.elapsedMs();
            const plan = await this.retirement.look(this.journal.knowledge);
            this.noteLook(startedMs);
            this.first ??= plan;
            if (await this.act(plan)) {
                const effects = effectsSeen(this.first, plan);
                const { subject } = this.retirement;
                return { subject, plan: this.first, ended: plan, effects, calls: this.journal.calls };
            }
        }
    }

    /** A look is as old as its beginning; one that takes long every time is taken from its end, or nothing would ever be sent. */
    private noteLook(startedMs: number): void {
        const endedMs = this.surroundings.clock.elapsedMs();
        const isLong = endedMs - startedMs > freshMs;
        this.lookedMs = isLong && this.wasLong ? endedMs : startedMs;
        this.wasLong = isLong;
    }

    get soFar(): Partial<Retired> {
        const { subject } = this.retirement;
        return { subject, calls: this.journal.calls, ...(this.first === undefined ? {} : { plan: this.first }) };
    }

    /** Does what the plan says; true when nothing is left to do. */
    private async act(plan: RetirementPlan): Promise<boolean> {
        switch (plan.outcome) {
            case "retain":
                for (const line of await this.putBack()) this.surroundings.tell(line.trim());
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
                if (this.journal.calls.length === 0) throw this.refusal(plan);
                await this.pauseOrFail(this.retirement.confirm, wait => this.refusal(plan, wait));
                return false;
            case "blocked":
                await this.waitForUsers(plan);
                return false;
        }
    }

    /** Users that this very update moves away or deletes may need a moment to let go; any other blocker will not pass. */
    private async waitForUsers(plan: RetirementPlan & { outcome: "blocked" }): Promise<void> {
        const { release } = this.retirement;
        if (release === undefined || !plan.blockers.every(blocker => blocker.code === "in-use"))
            throw this.refusal(plan);
        await this.pauseOrFail(release, wait => this.refusal(plan, wait));
    }

    private async defer(plan: RetirementPlan & { outcome: "defer" }): Promise<false> {
        if (this.pending(plan.calls).length > 0) {
            await this.sendInOrder(plan.calls);
            return false;
        }
        const pace = plan.wait === undefined ? undefined : this.retirement.waits[plan.wait];
        if (pace === undefined) throw this.refusal(plan);
        await this.pauseOrFail(pace, wait => this.refusal(plan, wait));
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
            if (failure === undefined) {
                // A call that nothing takes back is what was lifted for.
                if (call.undo === undefined && call.probe !== true) this.journal.forgetUndos();
                continue;
            }
            if (!mayPass(failure.error)) throw this.callFailed([failure]);
            await this.pauseOrFail(this.retirement.confirm, wait => this.callFailed([failure], wait));
            return;
        }
        this.journal.forgetUndos();
    }

    /** Calls that do not need each other: each is tried, whatever became of the others, and all that failed are told. */
    private async sendEach(calls: readonly PlannedCall[]): Promise<void> {
        // What the plan no longer asks for has solved itself.
        const asked = new Set(calls.map(callKey));
        for (const key of this.refused.keys()) if (!asked.has(key)) this.refused.delete(key);
        const open = this.pending(calls)
            .filter(call => !this.refused.has(callKey(call)))
            .sort((one, other) => this.attemptsOf(one) - this.attemptsOf(other));
        if (open.length === 0 && this.refused.size > 0) throw this.callFailed([...this.refused.values()]);
        const passing: Failed[] = [];
        for (const call of open) {
            const failure = await this.sendWhileFresh(call);
            if (failure === "stale") break;
            if (failure === undefined) continue;
            if (mayPass(failure.error)) passing.push(failure);
            else this.refused.set(callKey(call), failure);
        }
        if (passing.length === 0 && open.length > 0) return;
        await this.pauseOrFail(this.retirement.confirm, wait =>
            passing.length > 0
                ? this.callFailed([...this.refused.values(), ...passing], wait)
                : this.notConfirmed(calls, wait),
        );
    }

    private attemptsOf(call: PlannedCall): number {
        return this.attempts.get(callKey(call)) ?? 0;
    }

    private async sendWhileFresh(call: PlannedCall): Promise<Failed | "stale" | undefined> {
        if (this.surroundings.clock.elapsedMs() - this.lookedMs > freshMs) return "stale";
        await this.surroundings.engine.assertAlive();
        if (this.retirement.isOutdated?.() === true) return "stale";
        this.attempts.set(callKey(call), this.attemptsOf(call) + 1);
        this.journal.begin(call);
        try {
            this.journal.enter(call, await this.retirement.send(call));
            return undefined;
        } catch (error) {
            this.journal.fail(call, !CallError.is(error) || error.meaning === "transient");
            if (!CallError.is(error)) throw error;
            if (error.meaning !== "absent") return { call, error };
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

    /** The plan that does not let the row go, after what was done before it came to that. */
    private refusal(plan: RetirementPlan, wait?: Wait): RetirementError {
        const refused = errorOfPlan(this.retirement.subject, plan);
        return new RetirementError(
            refused.code,
            [refused.message, ...(wait === undefined ? [] : [`  ${wait.told}`]), ...this.done()].join("\n"),
            refused.blockers,
        );
    }

    private callFailed(failures: readonly Failed[], wait?: Wait): RetirementError {
        const lines = [
            `${this.retirement.subject}: retiring it failed; the row stays, and the next run goes on from here`,
            ...this.done(),
            ...failures.flatMap(renderFailed),
            ...(wait === undefined ? [] : [`  ${wait.told}`]),
        ];
        return new RetirementError("call-failed", lines.join("\n"), [], { cause: failures[0]?.error });
    }

    private done(): readonly string[] {
        return this.journal.calls.map(
            call => `  ${call.isUnanswered === true ? "sent, and perhaps in effect" : "done"}: ${renderCall(call)}`,
        );
    }

    private notConfirmed(calls: readonly Call[], wait: Wait): RetirementError {
        const sent = calls.map(renderCall).join(", ");
        return new RetirementError(
            "not-confirmed",
            `${this.retirement.subject}: ${wait.told}; ${sent} was accepted, yet the object is still there. The row stays; the next run looks again`,
        );
    }

    /** The error to end with, after what was lifted for nothing has been put back. */
    async takenBack(error: unknown): Promise<unknown> {
        const told = await this.putBack();
        if (told.length > 0 && error instanceof Error) {
            error.message = [error.message, ...told].join("\n");
            error.stack = [error.stack, ...told].join("\n");
        }
        return error;
    }

    private async putBack(): Promise<readonly string[]> {
        const told: string[] = [];
        for (const call of this.journal.takeUndos()) {
            try {
                const { retirement, surroundings } = this;
                const sent = await sendUntilTaken(call, retirement.send, retirement.confirm, surroundings);
                this.journal.enter(call, sent);
                told.push(`  put back: ${renderCall(call)}`);
            } catch (failure) {
                if (CallError.is(failure) && failure.meaning === "absent") continue;
                const why = failure instanceof Error ? failure.message : String(failure);
                told.push(`  could NOT be put back: ${renderCall(call)}: ${why}`);
            }
        }
        return told;
    }
}
