import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import type { Emulator, RecordedRequest } from "../../emulator";
import type { PreviewedRow, RetirementPreview } from "../../provider/preview";
import type { CommandResult } from "../support/command";
import { repository } from "../support/project";
import type { RunOptions, Stack } from "../support/stack";
import type { Row } from "../support/stack-export";
import { amiType } from "./scenario";

/** What a preview said, beside how it ended. */
export interface Previewed extends RetirementPreview {
    readonly code: number | null;
}

/** `pulumi-retire preview --json`: fails unless stdout is one JSON document, and nothing stands on stderr. */
export const previewOf = async (
    stack: Stack,
    args: readonly string[] = [],
    options: Pick<RunOptions, "env"> = {},
): Promise<Previewed> => {
    const split = args.indexOf("--");
    const [own, others] = split < 0 ? [args, []] : [args.slice(0, split), args.slice(split)];
    const { code, stdout, stderr } = await stack.retire(["preview", "--json", ...own, ...others], options);
    assert.equal(stderr, "", `nothing on stderr, beside:\n${stdout}`);
    const preview = JSON.parse(stdout) as RetirementPreview;
    assert.ok(isByTheSchema(preview), JSON.stringify(isByTheSchema.errors));
    return { ...preview, code };
};

const schema = readFileSync(join(repository, "schema/preview-v1.json"), "utf8");
const isByTheSchema = new Ajv2020({ strictTypes: false }).compile(JSON.parse(schema) as object);

/** The row of this name; a replaced row and one that is left over of it share theirs. */
export const previewed = ({ rows }: RetirementPreview, name: string): PreviewedRow => {
    const [row, ...others] = rows.filter(candidate => candidate.name === name);
    assert.ok(row !== undefined, `a row "${name}" among ${rows.map(each => each.name).join(", ") || "none"}`);
    assert.deepEqual(others, []);
    return row;
};

export const outcomesOf = ({ rows }: RetirementPreview): Readonly<Record<string, string>> =>
    Object.fromEntries(rows.map(({ name, outcome }) => [name, outcome]));

export interface Application {
    /** Rows of our kinds, as they were when the preview was made and after it was applied. */
    readonly before: readonly Row[];
    readonly after: readonly Row[];
    /** What arrived while it was applied. */
    readonly requests: readonly RecordedRequest[];
    /** Calls of others that were part of the same update, as `service:Operation`. */
    readonly byOthers?: readonly string[];
    /** Names of rows whose users turned out not to let go, though the preview was told that they would. */
    readonly notReleased?: readonly string[];
}

/** Applies what was previewed, and holds the one against the other. */
export const applied = async (
    { emulator, stack }: { readonly emulator: Emulator; readonly stack: Stack },
    preview: RetirementPreview,
    apply: () => Promise<CommandResult>,
    exceptions: Pick<Application, "byOthers" | "notReleased"> = {},
): Promise<CommandResult> => {
    const before = await stack.rows(amiType);
    const start = emulator.requests().length;
    const result = await apply();
    const after = await stack.rows(amiType);
    assertPreviewIsTruth(preview, { ...exceptions, before, after, requests: emulator.requests().slice(start) });
    return result;
};

/**
 * The calls that the preview printed are those that the cloud has seen, row by row and in their order; and only rows
 * that were said to leave have left. A call that was sent again is that call.
 */
export const assertPreviewIsTruth = (preview: RetirementPreview, application: Application): void => {
    const objects = new Set([...preview.rows, ...application.before].map(({ id }) => id ?? ""));
    const sent = sentFor(preview, application);
    const said = new Map<string, Sent[]>();
    for (const [id, rows] of grouped(preview.rows, ({ id }) => id)) {
        const acting = rows.filter(row => acted(row, application, sent));
        said.set(
            id,
            acting.flatMap(({ calls }) => calls.map(({ operation, input }) => ({ operation, input: plain(input) }))),
        );
    }
    for (const id of objects) {
        const rows = preview.rows.filter(row => row.id === id).map(({ name, verdict }) => `${name}: ${verdict}`);
        assert.deepEqual(sent.get(id) ?? [], said.get(id) ?? [], `sent, and previewed, for ${id} (${rows.join("; ")})`);
        sent.delete(id);
    }
    assert.deepEqual(Object.fromEntries(sent), {}, "sent for what no previewed row is about");
    assertLeft(preview, application);
};

interface Sent {
    readonly operation: string;
    readonly input: unknown;
}

/** What is conditional, or rests on others, may have turned out either way: then nothing is sent, or all of it. */
const acted = (row: PreviewedRow, { notReleased = [] }: Application, sent: ReadonlyMap<string, readonly Sent[]>) => {
    if (notReleased.includes(row.name)) return false;
    return row.outcome !== "conditional" || sent.has(row.id);
};

const leaves = new Set(["retire", "retain", "already-retired"]);

const assertLeft = (preview: RetirementPreview, { before, after, requests, notReleased = [] }: Application): void => {
    const isOld = (row: Row) => before.some(one => one.urn === row.urn && one.created === row.created);
    for (const [key, rows] of grouped(preview.rows, ({ urn, id }) => `${urn} ${id}`)) {
        const were = before.filter(row => `${row.urn} ${row.id}` === key).length;
        const are = after.filter(row => `${row.urn} ${row.id}` === key).filter(isOld).length;
        const left = rows.filter(({ name, outcome, id }) => {
            if (notReleased.includes(name)) return false;
            if (outcome !== "conditional") return leaves.has(outcome);
            return requests.some(({ input, tookEffect }) => tookEffect && Object.values(input).includes(id));
        });
        const said = rows.map(({ outcome, verdict }) => `${outcome}: ${verdict}`).join("; ");
        assert.equal(are, were - left.length, `rows ${key} that stayed, of ${were} (${said})`);
    }
    const gone = before.filter(row => !after.some(one => one.urn === row.urn && one.created === row.created));
    for (const { urn, id } of gone) {
        const said = preview.rows.some(row => row.urn === urn && row.id === id);
        assert.ok(said, `${urn} ${id} has left, and the preview did not say so`);
    }
};

/** What was asked of the cloud that is no look, by the object that it is about. */
const sentFor = (preview: RetirementPreview, { requests, before, byOthers = [] }: Application): Map<string, Sent[]> => {
    const sent = new Map<string, Sent[]>();
    for (const { service, operation, input } of requests.filter(isChange)) {
        if (byOthers.includes(`${service}:${operation}`)) continue;
        const id = objectOf(plain(input) as Input, preview, before);
        const calls = sent.get(id) ?? [];
        const call = { operation, input: plain(input) };
        // Asked again is the same call, whatever became of the first time.
        if (!calls.some(one => same(one, call))) sent.set(id, [...calls, call]);
    }
    return sent;
};

/** Also a probe: it changes nothing, and the preview names it. */
export const isChange = ({ mutating, input }: RecordedRequest): boolean => mutating || input.DryRun === true;

type Input = Readonly<Record<string, unknown>>;

/** By the image that it names; a snapshot stands for the row that says what becomes of it, else for one that has it. */
const objectOf = ({ ImageId, SnapshotId }: Input, { rows }: RetirementPreview, before: readonly Row[]): string => {
    if (typeof ImageId === "string") return ImageId;
    const said = rows.find(({ calls }) => calls.some(({ input }) => input.SnapshotId === SnapshotId));
    const holds = before.find(({ outputs }) => (outputs?.snapshotIds as unknown[] | undefined)?.includes(SnapshotId));
    return said?.id ?? holds?.id ?? `nobody's ${String(SnapshotId)}`;
};

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** As JSON has it, and each moment in the one way. */
const plain = (input: unknown): unknown =>
    JSON.parse(JSON.stringify(input), (_key, value) =>
        typeof value === "string" && instant.test(value) ? new Date(value).toISOString() : value,
    );

const same = (one: unknown, other: unknown): boolean => {
    try {
        assert.deepEqual(one, other);
        return true;
    } catch {
        return false;
    }
};

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
    const groups = new Map<string, T[]>();
    for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
    return groups;
};
