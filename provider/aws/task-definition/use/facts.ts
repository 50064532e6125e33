import type { Reading } from "../../../retirement";

/*
 * What an account has in a region that runs task definitions or will start them, as one scan saw it. It serves all
 * revisions that retire at the same time.
 */

export interface ServiceFacts {
    readonly arn: string;
    readonly name: string;
    readonly cluster: string;
    /** Revisions that its primary deployment or a task set runs. */
    readonly runs: readonly string[];
    /** Revisions that older deployments are draining from. */
    readonly drains: readonly string[];
}

/** A deployment in progress, and the revisions that it could be rolled back to. */
export interface RolloutFacts {
    readonly service: string;
    readonly name: string;
    readonly cluster: string;
    readonly goesBackTo: readonly string[];
}

/** Something that starts tasks by itself. */
export interface TargetFacts {
    readonly kind: "rule-target" | "scheduler-target";
    readonly arn: string;
    /** As people say it. */
    readonly name: string;
    /** Ids by which the rows of a stack name it. */
    readonly ids: readonly string[];
    /** As the target has it: a full ARN, `family:revision`, or a family, which stands for its latest ACTIVE revision. */
    readonly taskDefinition: string;
    readonly isEnabled: boolean;
}

export interface UseFacts {
    readonly clusters: Reading<readonly string[]>;
    readonly services: Reading<readonly ServiceFacts[]>;
    readonly rollouts: Reading<readonly RolloutFacts[]>;
    readonly ruleTargets: Reading<readonly TargetFacts[]>;
    readonly schedulerTargets: Reading<readonly TargetFacts[]>;
}

export interface TaskFacts {
    readonly arn: string;
    readonly cluster: string;
    readonly taskDefinition: string;
}
