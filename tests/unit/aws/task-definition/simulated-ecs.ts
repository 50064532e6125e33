import { readingOf } from "../../../../provider/aws/reading";
import type { DescribedRevision, TaskDefinitionApi } from "../../../../provider/aws/task-definition/api";
import type { ServiceFacts, TargetFacts, TaskFacts } from "../../../../provider/aws/task-definition/use/facts";
import { CallError, type Meaning } from "../../../../provider/execution/errors";
import type { Sent } from "../../../../provider/execution/journal";
import type { Call, Reading } from "../../../../provider/retirement";
import { arn, denied, failed } from "./worlds";

export const questions = [
    "account",
    "describe",
    "list",
    "clusters",
    "services",
    "rollouts",
    "rules",
    "schedules",
    "tasks",
] as const;
export type Question = (typeof questions)[number];
export const operations = ["DeregisterTaskDefinition", "DeleteTaskDefinitions"] as const;
export type Operation = (typeof operations)[number];

/** All that the simulated ECS holds: plain values, which nothing ever changes in place. */
export interface SimulatedWorld {
    readonly caller: string;
    /** By ARN; the row's own may be among them. */
    readonly revisions: Readonly<Record<string, string>>;
    /** ECS may describe an INACTIVE revision, or only list it. */
    readonly describesInactive: boolean;
    readonly rules: readonly TargetFacts[];
    readonly schedules: readonly TargetFacts[];
    readonly services: readonly ServiceFacts[];
    /** A deployment that could be rolled back to the row's revision, and when it ends. */
    readonly rollout: { readonly endsMs: number } | undefined;
    readonly tasks: readonly TaskFacts[];
    /** Questions that nobody answers, from the preview to the end of the delete. */
    readonly faults: Readonly<Partial<Record<Question, "denied" | "throttled" | "cut">>>;
    readonly forbidden: readonly Operation[];
    /** What becomes of a call when it is sent for the first time. */
    readonly firstTime: Readonly<Partial<Record<Operation, "throttled" | "lost before" | "lost after">>>;
}

/** A call that ECS got; `done` when it took effect, whatever was answered. */
export interface Received extends Call {
    readonly isDone: boolean;
    readonly answer: "yes" | Meaning;
}

const endless = 10_000;

/** ECS in memory, behind the port that looking and acting go through. Its clock stands still unless somebody sleeps. */
export class SimulatedEcs implements TaskDefinitionApi {
    readonly received: Received[] = [];
    /** When the deployment was first seen to be over. */
    endSeenMs: number | undefined;
    elapsedMs = 0;
    private readonly sentBefore = new Set<string>();
    private asked = 0;

    constructor(public world: SimulatedWorld) {}

    readonly region = async () => "eu-central-1";
    readonly account = () => this.answer("account", () => this.world.caller);
    readonly register = async () => {
        throw new Error("no retirement registers anything");
    };

    readonly describe = (name: string) =>
        this.answer("describe", (): DescribedRevision | undefined => {
            const status = this.world.revisions[name];
            if (status === undefined || (status === "INACTIVE" && !this.world.describesInactive)) return undefined;
            return { definition: { taskDefinitionArn: name, status }, tags: {} } as DescribedRevision;
        });

    readonly list: TaskDefinitionApi["list"] = (family, wanted) =>
        this.answer("list", () =>
            Object.entries(this.world.revisions)
                .filter(([name, status]) => name.includes(`/${family}:`) && status === wanted)
                .map(([name]) => name),
        );

    readonly use: TaskDefinitionApi["use"] = async () => ({
        clusters: await this.reading("clusters", () => ["main"]),
        services: await this.reading("services", () => this.world.services),
        rollouts: await this.reading("rollouts", () => {
            const { rollout } = this.world;
            if (rollout === undefined) return [];
            if (this.elapsedMs < rollout.endsMs) {
                return [{ service: "arn:s", name: "s", cluster: "main", goesBackTo: [arn] }];
            }
            this.endSeenMs ??= this.elapsedMs;
            return [];
        }),
        ruleTargets: await this.reading("rules", () => this.world.rules),
        schedulerTargets: await this.reading("schedules", () => this.world.schedules),
    });

    readonly standaloneTasks = () => this.answer("tasks", () => this.world.tasks);

    readonly send = async (call: Call): Promise<Sent> => {
        const operation = operations.find(each => each === call.operation);
        if (operation === undefined || call.service !== "ecs") throw new Error(`no retirement sends ${call.operation}`);
        const first = this.sentBefore.has(operation) ? undefined : this.world.firstTime[operation];
        this.sentBefore.add(operation);
        try {
            if (this.world.forbidden.includes(operation)) throw denied(`ecs:${operation}`);
            if (first === "throttled") throw failed(`ecs:${operation}`, "ThrottlingException", "throttled");
            if (first === "lost before") throw failed(`ecs:${operation}`, "ECONNRESET", "transient");
            this.take(operation, call);
        } catch (error) {
            if (CallError.is(error)) this.received.push({ ...call, isDone: false, answer: error.meaning });
            throw error;
        }
        const isLost = first === "lost after";
        this.received.push({ ...call, isDone: true, answer: isLost ? "transient" : "yes" });
        if (isLost) throw failed(`ecs:${operation}`, "ECONNRESET", "transient");
        return {};
    };

    private take(operation: Operation, { input }: Call): void {
        const name = String([input.taskDefinition ?? input.taskDefinitions].flat()[0]);
        const status = this.world.revisions[name];
        const gone =
            status === undefined || (status === "DELETE_IN_PROGRESS" && operation === "DeregisterTaskDefinition");
        if (gone) throw failed(`ecs:${operation}`, "ClientException", "absent");
        if (operation === "DeleteTaskDefinitions" && status === "ACTIVE")
            throw failed(`ecs:${operation}`, "Failure", "not-yet");
        const next = operation === "DeleteTaskDefinitions" ? "DELETE_IN_PROGRESS" : "INACTIVE";
        this.world = { ...this.world, revisions: { ...this.world.revisions, [name]: next } };
    }

    private async answer<T>(question: Question, answer: () => T): Promise<T> {
        if (++this.asked > endless) throw new Error("the run does not end");
        const fault = this.world.faults[question];
        if (fault === "denied") throw denied(`ecs:${question}`);
        if (fault !== undefined) throw failed(`ecs:${question}`, fault, fault === "cut" ? "transient" : "throttled");
        return answer();
    }

    private reading<T>(question: Question, answer: () => T): Promise<Reading<T>> {
        return readingOf(() => this.answer(question, answer));
    }
}
