import { z } from "zod";

/**
 * One row of Pulumi's state, as `pulumi stack export` and the steps of `pulumi preview --json` both show it. Only what
 * the preview goes by is read; the rest is the engine's own business.
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go (ResourceV3)
 */
export const rowSchema = z.object({
    urn: z.string(),
    type: z.string(),
    id: z.string().default(""),
    inputs: z.record(z.string(), z.unknown()).default({}),
    outputs: z.record(z.string(), z.unknown()).default({}),
    /** URN and id of the provider that it belongs to, joined by `::`. */
    provider: z.string().default(""),
    parent: z.string().default(""),
    dependencies: z.array(z.string()).nullish(),
    propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
    protect: z.boolean().default(false),
    retainOnDelete: z.boolean().default(false),
    external: z.boolean().default(false),
    /** Replaced already, or its delete has failed: the next run deletes it. */
    delete: z.boolean().default(false),
    deletedWith: z.string().default(""),
    created: z.string().default(""),
});

export type Row = Readonly<z.infer<typeof rowSchema>>;

export const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** `aws:autoscaling/group:Group web`: type and name are what people call a row. */
export const shortUrn = (urn: string): string => {
    const [, , types = "", name = ""] = urn.split("::");
    return `${types.slice(types.lastIndexOf("$") + 1)} ${name}`;
};

export const stackOf = (urn: string): { readonly stack: string; readonly project: string } => {
    const [stack = "", project = ""] = urn.replace("urn:pulumi:", "").split("::");
    return { stack, project };
};

/** One of possibly several rows of one URN: those that were replaced or whose delete has failed keep it. */
export const isSameRow = (one: Row, other: Row): boolean =>
    one.urn === other.urn && one.id === other.id && one.created === other.created;

/** The row's own words for what must go before it: the engine deletes in the opposite order. */
export const dependenciesOf = (row: Row): readonly string[] => [
    ...(row.dependencies ?? []),
    ...Object.values(row.propertyDependencies ?? {}).flatMap(urns => urns ?? []),
    ...(row.parent === "" ? [] : [row.parent]),
    ...(row.deletedWith === "" ? [] : [row.deletedWith]),
];
