import { known, type Observation, type Reading } from "../../retirement";
import type { UserReading } from "../../retirement/users";

/** ECS's words for what a revision is. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-definition-state.html */
export const statuses = { active: "ACTIVE", inactive: "INACTIVE", deleting: "DELETE_IN_PROGRESS" } as const;

export interface ObservedRevision {
    readonly arn: string;
    /** One of `statuses`, or a word that this version does not know. */
    readonly status: string;
}

/** A deployment in progress that could be rolled back to the revision. */
export interface RollbackTarget {
    /** ARN of the service. */
    readonly service: string;
    /** As a whole sentence without a full stop. */
    readonly fact: string;
}

/** Everything that a decision about a revision rests on. What is not needed is not asked for and reads as known and empty. */
export interface TaskDefinitionObservation {
    readonly account: Reading<string>;
    readonly revision: Observation<ObservedRevision>;
    /** What names the revision and would break at its next run. */
    readonly users: readonly UserReading[];
    /** Services that run it, which go on without it. */
    readonly services: UserReading;
    /** Whatever else is worth knowing. */
    readonly others: readonly UserReading[];
    readonly rollbacks: Reading<readonly RollbackTarget[]>;
}

/** What is not asked about a revision that is gone. */
export const nothing = {
    users: [],
    services: { kinds: [], users: [] },
    others: [],
    rollbacks: known([]),
} as const satisfies Partial<TaskDefinitionObservation>;
