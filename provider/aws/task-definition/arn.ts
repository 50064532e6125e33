/** The parts of a revision's full ARN, which is its only name: a family stands for whatever revision is its latest. */
export interface Revision {
    readonly arn: string;
    readonly region: string;
    readonly accountId: string;
    readonly family: string;
    readonly revision: number;
    /** Stands for the latest ACTIVE revision. */
    readonly arnWithoutRevision: string;
    /** `web:7`, as people say it. */
    readonly shortName: string;
}

export const revisionArnPattern = /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[\w-]{1,255}:[1-9]\d*$/;

export const revisionOf = (arn: string): Revision => {
    const [, , , region = "", accountId = "", resource = "", revision = ""] = arn.split(":");
    const family = resource.replace("task-definition/", "");
    return {
        arn,
        region,
        accountId,
        family,
        revision: Number(revision),
        arnWithoutRevision: arn.slice(0, arn.lastIndexOf(":")),
        shortName: `${family}:${revision}`,
    };
};

/** The last part of an ARN, as consoles show it. */
export const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
