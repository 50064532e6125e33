import { keyOf } from "../owned";
import { tableOf, type World } from "../world";

export interface ParameterRow {
    readonly account: string;
    readonly Name: string;
    readonly Type: "String" | "StringList" | "SecureString";
    readonly Value: string;
    readonly Version: number;
    readonly DataType: string;
    readonly Description?: string;
    readonly LastModifiedDate: Date;
}

/** A partition is a region. */
export const parameters = tableOf<ParameterRow>("ssm parameters");

/** What an AMI is named by, instead of its id: `resolve:ssm:NAME`, perhaps with a version. */
const alias = /^resolve:ssm:(.+)$/;

export const isAlias = (imageId: string | undefined): imageId is string => imageId !== undefined && alias.test(imageId);

/** The image id that an alias stands for now; undefined: there is no such parameter, or not in that version. */
export const imageIdOf = (
    world: World,
    place: { readonly account: string; readonly region: string },
    imageId: string,
): string | undefined => parameterNamed(world, place, alias.exec(imageId)?.[1] ?? imageId)?.Value;

/** A parameter by name, `name:version` or ARN. Only the newest version is kept. */
export const parameterNamed = (
    world: World,
    place: { readonly account: string; readonly region: string },
    asked: string,
): ParameterRow | undefined => {
    const [, name = asked, version] = /^(?:arn:[\w-]+:ssm:[\w-]*:\d*:parameter\/?)?(.+?)(?::(\d+))?$/.exec(asked) ?? [];
    const row =
        world.row(parameters, place.region, keyOf(place, name)) ??
        world.row(parameters, place.region, keyOf(place, `/${name}`));
    return version === undefined || row?.Version === Number(version) ? row : undefined;
};

export const arnOfParameter = (region: string, { account, Name }: ParameterRow): string =>
    `arn:aws:ssm:${region}:${account}:parameter${Name.startsWith("/") ? "" : "/"}${Name}`;
