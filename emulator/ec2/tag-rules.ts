import { CloudError } from "../service";
import { badValue } from "./errors";
import type { Tag } from "./filters";

interface TagSpecification {
    readonly ResourceType?: string | undefined;
    readonly Tags?: readonly Tag[] | undefined;
}

/** The tags that a creation asks for one kind of resource; `taggable` is what it can tag at all. */
export const tagsFor = (
    kind: string,
    specifications: readonly TagSpecification[] | undefined,
    taggable: readonly string[],
): readonly Tag[] => {
    for (const { ResourceType } of specifications ?? []) {
        if (ResourceType === undefined || !taggable.includes(ResourceType)) {
            throw badValue(`'${ResourceType ?? ""}' is not a valid taggable resource type for this operation.`);
        }
    }
    return merged(
        [],
        (specifications ?? []).filter(({ ResourceType }) => ResourceType === kind).flatMap(({ Tags }) => Tags ?? []),
    );
};

/** Tags with more tags put on: one value a key, the latest. */
export const merged = (tags: readonly Tag[] | undefined, more: readonly Tag[]): readonly Tag[] => {
    const byKey = new Map((tags ?? []).map(tag => [tag.Key ?? "", tag.Value ?? ""]));
    for (const { Key = "", Value = "" } of more) {
        check(Key, Value);
        byKey.set(Key, Value);
    }
    if ([...byKey.keys()].filter(key => !key.startsWith("aws:")).length > 50) {
        throw new CloudError("TagLimitExceeded", "The maximum number of tags per resource is 50");
    }
    return [...byKey].map(([Key, Value]) => ({ Key, Value }));
};

const check = (key: string, value: string): void => {
    if (key.toLowerCase().startsWith("aws:")) {
        throw badValue("Tag keys starting with 'aws:' are reserved for internal use");
    }
    if (key === "" || key.length > 128) {
        throw badValue("Tag key must be between 1 and 128 characters long");
    }
    if (value.length > 256) {
        throw badValue("Tag value exceeds the maximum length of 256 characters");
    }
};
