import { CloudError } from "../service";
import { badValue } from "./errors";

export interface Filter {
    readonly Name?: string | undefined;
    readonly Values?: readonly string[] | undefined;
}

export interface Tag {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
}

/** What a resource has under the name of a filter: any of these may match. */
type Fields<T> = Readonly<Record<string, (item: T) => unknown>>;

/**
 * The predicate of EC2's filters: all filters must hold, of each any value; `*` and `?` stand for any text and any
 * character, case counts. A name that the resource does not have is an error.
 */
export const filterBy = <T extends { readonly Tags?: readonly Tag[] | undefined }>(
    filters: readonly Filter[] | undefined,
    fields: Fields<T>,
): ((item: T) => boolean) => {
    if ((filters ?? []).reduce((sum, { Values = [] }) => sum + Values.length, 0) > 200) {
        throw new CloudError(
            "FilterLimitExceeded",
            "The maximum number of filter values specified on a single call is 200",
        );
    }
    const tests = (filters ?? []).map(({ Name = "", Values = [] }) => {
        const values = valuesOf(Name, fields);
        if (values === undefined) {
            throw badValue(`The filter '${Name}' is invalid`);
        }
        const patterns = Values.map(patternOf);
        return (item: T) => values(item).some(value => patterns.some(pattern => pattern.test(value)));
    });
    return item => tests.every(test => test(item));
};

const valuesOf = <T extends { readonly Tags?: readonly Tag[] | undefined }>(
    name: string,
    fields: Fields<T>,
): ((item: T) => string[]) | undefined => {
    if (name === "tag-key") {
        return item => (item.Tags ?? []).map(tag => tag.Key ?? "");
    }
    if (name.startsWith("tag:")) {
        const key = name.slice("tag:".length);
        return item => (item.Tags ?? []).filter(tag => tag.Key === key).map(tag => tag.Value ?? "");
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return (
        field &&
        (item =>
            [field(item)]
                .flat()
                .filter(value => value !== undefined)
                .map(asText))
    );
};

const asText = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

const patternOf = (value: string): RegExp =>
    new RegExp(
        `^${value.replace(/\\([*?\\])|[*?]|[.+^${}()|[\]\\]/g, (found, literal?: string) =>
            literal !== undefined ? `\\${literal}` : found === "*" ? ".*" : found === "?" ? "." : `\\${found}`,
        )}$`,
        "s",
    );
