/** ARNs of ECS, and the short forms that its calls take instead of them. */
interface Place {
    readonly account: string;
    readonly region: string;
}

export const arnOf = ({ account, region }: Place, resource: string): string =>
    `arn:aws:ecs:${region}:${account}:${resource}`;

/** What stands behind `KIND/` in an ARN of this place, or the text itself when it is no ARN; undefined: not of this place. */
export const resourceIn = (place: Place, kind: string, asked: string): string | undefined => {
    const found = /^arn:[\w-]+:ecs:([^:]*):([^:]*):([\w-]+)\/(.+)$/.exec(asked);
    if (found === null) {
        return asked.startsWith("arn:") ? undefined : asked;
    }
    const [, region, account, named, resource] = found;
    return region === place.region && account === place.account && named === kind ? resource : undefined;
};

export const taskDefinitionArn = (place: Place, family: string, revision: number): string =>
    arnOf(place, `task-definition/${family}:${revision}`);

export interface TaskDefinitionName {
    readonly family: string;
    /** Undefined: the family's latest ACTIVE one is meant. */
    readonly revision?: number;
    /** Named by an ARN of another account or region, where nothing of this one is found. */
    readonly elsewhere: boolean;
}

/** Undefined: it is no name of a task definition at all. */
export const parseTaskDefinition = (place: Place, asked: string): TaskDefinitionName | undefined => {
    const found =
        /^(?:arn:[\w-]+:ecs:(?<region>[^:]*):(?<account>[^:]*):task-definition\/)?(?<family>[\w-]{1,255})(?::(?<revision>\d+))?$/.exec(
            asked,
        );
    if (found === null) {
        return undefined;
    }
    const { region, account, family = "", revision } = found.groups ?? {};
    return {
        family,
        ...(revision === undefined ? {} : { revision: Number(revision) }),
        elsewhere: region !== undefined && (region !== place.region || account !== place.account),
    };
};
