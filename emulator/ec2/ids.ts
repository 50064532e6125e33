import { randomBytes } from "node:crypto";
import { malformed } from "./errors";

const prefixes = { AMI: "ami", Snapshot: "snap", Instance: "i", Volume: "vol" } as const;

/** EC2's ids end in 17 hexadecimal digits, the oldest ones in 8. */
export const isId = (kind: keyof typeof prefixes, id: string): boolean =>
    new RegExp(`^${prefixes[kind]}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);

export const checkId = (kind: keyof typeof prefixes, id: string): void => {
    if (!isId(kind, id)) {
        throw malformed(kind, id);
    }
};

export const newId = (kind: keyof typeof prefixes): string => `${prefixes[kind]}-0${randomBytes(8).toString("hex")}`;
