import type { Input, WireRequest } from "../service";
import { CloudError } from "../service";
import type { Member, Members } from "./shape";

/**
 * The query protocol of EC2: parameters such as `Filter.1.Value.2=x`, in the body of a POST or in the URL of a GET.
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 */
export const parametersOf = (request: WireRequest): URLSearchParams =>
    new URLSearchParams([...request.query, ...new URLSearchParams(request.method === "POST" ? request.body : "")]);

/** Not operands of an operation: which one it is, of which API version, and the signature where it is in the URL. */
const envelope =
    /^(Action|Version|X-Amz-[A-Za-z-]+|AWSAccessKeyId|Signature(Method|Version)?|Timestamp|SecurityToken)$/i;

interface Branch {
    value?: string;
    readonly children: Map<string, Branch>;
}

/** How a list is written: `Name.1` in EC2, `Name.member.1` everywhere else. */
export type ListStyle = "flat" | "member";

export const decodeQuery = (parameters: URLSearchParams, members: Members, lists: ListStyle = "flat"): Input => {
    const root: Branch = { children: new Map() };
    for (const [key, value] of parameters) {
        if (envelope.test(key)) {
            continue;
        }
        let at = root;
        for (const part of key.split(".")) {
            const next: Branch = at.children.get(part) ?? { children: new Map() };
            at.children.set(part, next);
            at = next;
        }
        at.value = value;
    }
    return struct(root, members, "", lists);
};

const struct = (branch: Branch, members: Members, path: string, lists: ListStyle): Input => {
    const decoded: Record<string, unknown> = {};
    const known = new Set<string>();
    for (const [name, member] of Object.entries(members)) {
        const wire = member.as ?? name;
        known.add(wire);
        const child = branch.children.get(wire);
        if (child !== undefined) {
            decoded[name] = value(child, member, path + wire, lists);
        } else if (member.required) {
            throw new CloudError("MissingParameter", `The request must contain the parameter ${path}${wire}`);
        }
    }
    const unknown = [...branch.children.keys()].find(name => !known.has(name));
    if (unknown !== undefined) {
        throw unrecognized(path + unknown);
    }
    return decoded;
};

const unrecognized = (parameter: string): CloudError =>
    new CloudError("UnknownParameter", `The parameter ${parameter} is not recognized`);

const value = (branch: Branch, member: Member, path: string, lists: ListStyle): unknown => {
    if (member.kind !== "struct" && member.kind !== "list") {
        if (branch.children.size > 0) {
            throw unrecognized(`${path}.${[...branch.children.keys()][0]}`);
        }
        return scalar(branch.value ?? "", member, path);
    }
    // An empty list is written as the list's name and nothing more.
    if (member.kind === "list" && lists === "member" && branch.value === "" && branch.children.size === 0) {
        return [];
    }
    if (branch.value !== undefined) {
        throw unrecognized(path);
    }
    if (member.kind === "struct") {
        return struct(branch, member.members ?? {}, `${path}.`, lists);
    }
    return lists === "flat" ? list(branch, member, path, lists) : wrapped(branch, member, path);
};

const wrapped = (branch: Branch, member: Member, path: string): unknown => {
    const misnamed = [...branch.children.keys()].find(name => name !== "member");
    if (misnamed !== undefined) {
        throw unrecognized(`${path}.${misnamed}`);
    }
    return list(branch.children.get("member") ?? branch, member, `${path}.member`, "member");
};

const list = (branch: Branch, { of }: Member, path: string, lists: ListStyle): unknown => {
    const items = [...branch.children].sort(([a], [b]) => Number(a) - Number(b));
    const misnamed = items.find(([index]) => !/^[1-9]\d*$/.test(index));
    if (misnamed !== undefined) {
        throw unrecognized(`${path}.${misnamed[0]}`);
    }
    return of === undefined ? [] : items.map(([index, item]) => value(item, of, `${path}.${index}`, lists));
};

const scalar = (text: string, { kind }: Member, path: string): unknown => {
    const refuse = (): never => {
        throw new CloudError("InvalidParameterValue", `Invalid value '${text}' for ${path}`);
    };
    switch (kind) {
        case "number":
            return /^-?\d+$/.test(text) ? Number(text) : refuse();
        case "decimal":
            return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : refuse();
        case "flag":
            return /^true$/i.test(text) ? true : /^false$/i.test(text) ? false : refuse();
        case "instant":
            return Number.isNaN(Date.parse(text)) ? refuse() : new Date(text);
        default:
            return text;
    }
};
