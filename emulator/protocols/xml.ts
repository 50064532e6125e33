import type { Output } from "../service";
import type { Member, Members } from "./shape";

/** What a protocol calls a member where its shape does not say, and the items of a list. */
export interface XmlNames {
    readonly of: (member: string) => string;
    readonly item: string;
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const ec2Names: XmlNames = { of: lowerFirst, item: "item" };
export const queryNames: XmlNames = { of: name => name, item: "member" };

/** The members of an answer as XML elements. Lists are wrapped in the member's name. */
export const encodeXml = (output: Output, members: Members, names: XmlNames): string =>
    Object.entries(members)
        .filter(([name]) => output[name] !== undefined)
        .map(([name, member]) => element(member.as ?? names.of(name), content(output[name], member, names)))
        .join("");

export const element = (name: string, inner: string): string => `<${name}>${inner}</${name}>`;

export const xmlHeaders = { "content-type": "text/xml;charset=UTF-8" };

export const escapeXml = (text: string): string =>
    text.replace(/[&<>"\r]/g, found => `&#x${found.charCodeAt(0).toString(16)};`);

const content = (value: unknown, member: Member, names: XmlNames): string => {
    if (member.kind === "struct") {
        return encodeXml(value as Output, member.members ?? {}, names);
    }
    if (member.kind === "list") {
        const { of } = member;
        return of === undefined
            ? ""
            : (value as readonly unknown[]).map(item => element(names.item, content(item, of, names))).join("");
    }
    return escapeXml(value instanceof Date ? value.toISOString() : String(value));
};
